import Storage
import StorageSQLite
import TestStores
import Testing

/// What the migrations make on both databases, written the same way.
@Suite(
  "One schema on two databases",
  .enabled(if: TestStore.url != nil, Comment(rawValue: TestStore.absence)))
struct TwoSchemasTests {
  @Test func `tables have the same columns of the same types`() async throws {
    let sqlite = try await TestStore.sqlite.make().read { session in
      try session.rows(
        """
        SELECT made.name || '.' || part.name || ' ' || part.type ||
          CASE WHEN part."notnull" = 1 OR part.pk > 0 THEN ' NOT NULL' ELSE '' END AS line
        FROM sqlite_schema AS made, pragma_table_info(made.name) AS part
        WHERE made.type = 'table' AND made.name NOT LIKE 'grdb_%' ORDER BY line
        """
      ).map { try $0.get("line") as String }
    }
    let postgresql = try await TestStore.postgresql.make().read { session in
      try session.rows(
        """
        SELECT table_name || '.' || column_name || ' ' ||
          CASE data_type WHEN 'bigint' THEN 'INTEGER' WHEN 'text' THEN 'TEXT' WHEN 'bytea' THEN 'BLOB'
            ELSE data_type END ||
          CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END COLLATE "C" AS line
        FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name <> 'hefu_migration' ORDER BY line
        """
      ).map { try $0.get("line") as String }
    }
    #expect(sqlite == postgresql)
    #expect(sqlite.count > 50)
  }

  @Test func `indices have the same names and walk the same columns`() async throws {
    let sqlite = try await TestStore.sqlite.make().read { session in
      try session.rows(
        """
        SELECT made.name || ' ' || made.tbl_name || ' ' ||
          (SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_index_info(made.name)
            ORDER BY seqno)) AS line
        FROM sqlite_schema AS made WHERE made.type = 'index' AND made.sql IS NOT NULL ORDER BY line
        """
      ).map { try $0.get("line") as String }
    }
    let postgresql = try await TestStore.postgresql.make().read { session in
      try session.rows(Self.indices(unique: false)).map { try $0.get("line") as String }
    }
    #expect(sqlite == postgresql)
    #expect(sqlite.count > 8)
  }

  @Test func `what is unique on one is unique on the other`() async throws {
    let sqlite = try await TestStore.sqlite.make().read { session in
      try session.rows(
        """
        SELECT line FROM (
          SELECT made.name || ' ' || (SELECT group_concat(name, ',') FROM
            (SELECT name FROM pragma_index_info(part.name) ORDER BY seqno)) AS line
          FROM sqlite_schema AS made, pragma_index_list(made.name) AS part
          WHERE made.type = 'table' AND made.name NOT LIKE 'grdb_%' AND part."unique" = 1
          UNION
          SELECT made.name || ' ' || part.name FROM sqlite_schema AS made,
            pragma_table_info(made.name) AS part
          WHERE made.type = 'table' AND made.name NOT LIKE 'grdb_%' AND part.pk = 1
            AND (SELECT COUNT(*) FROM pragma_table_info(made.name) WHERE pk > 0) = 1
        ) ORDER BY line
        """
      ).map { try $0.get("line") as String }
    }
    let postgresql = try await TestStore.postgresql.make().read { session in
      try session.rows(Self.indices(unique: true)).map { try $0.get("line") as String }
    }
    #expect(sqlite == postgresql)
    #expect(sqlite.count > 12)
  }

  private static func indices(unique: Bool) -> SQL {
    let name: SQL = unique ? "" : "made.relname::text || ' ' ||"
    return """
      SELECT (\(name) owner.relname::text || ' ' ||
        (SELECT string_agg(attname::text, ',' ORDER BY place) FROM
          unnest(indkey::smallint[]) WITH ORDINALITY AS part (number, place)
          JOIN pg_attribute ON attrelid = indrelid AND attnum = number)) COLLATE "C" AS line
      FROM pg_index JOIN pg_class AS made ON made.oid = indexrelid
      JOIN pg_class AS owner ON owner.oid = indrelid
      WHERE owner.relnamespace = current_schema()::regnamespace
        AND owner.relname <> 'hefu_migration' AND indisunique = (\(unique ? 1 : 0) = 1)
      ORDER BY line
      """
  }
}
