import Storage
import StoragePostgreSQL
import TestStores
import Testing

@Suite(
  "Opening a database on a server",
  .enabled(if: TestStore.url != nil, Comment(rawValue: TestStore.absence)))
struct ServerOpeningTests {
  @Test func `a new schema says that it is new and which migrations ran`() async throws {
    let url = try TestStore.freshURL()
    let (database, report) = try await PostgreSQLDatabase.open(url)
    #expect(report == MigrationReport(applied: Migration.history.map(\.name), isNew: true))
    try await database.close()
    let again = try await PostgreSQLDatabase.open(url)
    #expect(again.report == MigrationReport(applied: [], isNew: false))
  }

  @Test func `a database of the first migration is upgraded and keeps its records`() async throws {
    let url = try TestStore.freshURL()
    let old = try await PostgreSQLDatabase.open(url, history: [Migration.history[0]]).database
    try await old.write { try $0.entry(1) }
    let (database, report) = try await PostgreSQLDatabase.open(url)
    #expect(report.applied == Migration.history.dropFirst().map(\.name))
    #expect(try await count("journal", in: database) == 1)
  }

  @Test func `a database of a newer release is refused and left as it is`() async throws {
    let url = try TestStore.freshURL()
    let next = Migration(name: "0999 next year", statements: ["CREATE TABLE next (id INTEGER)"])
    let newer = try await PostgreSQLDatabase.open(url, history: Migration.history + [next]).database
    let refusal = await refusal { _ = try await PostgreSQLDatabase.open(url) }
    #expect(refusal == .newer(path: newer.name, migrations: ["0999 next year"]))
  }

  @Test func `a failing migration leaves the database as it was`() async throws {
    let url = try TestStore.freshURL()
    let first = [Migration.history[0]]
    _ = try await PostgreSQLDatabase.open(url, history: first)
    let wrong = Migration(
      name: "0002 wrong",
      statements: ["CREATE TABLE half (id INTEGER)", "CREATE TABLE journal (x TEXT)"])
    let refusal = await refusal {
      _ = try await PostgreSQLDatabase.open(url, history: first + [wrong])
    }
    guard case .failed = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    let (_, report) = try await PostgreSQLDatabase.open(url)
    #expect(report.applied == Migration.history.dropFirst().map(\.name))
    #expect(
      try ServerForTests.run("SELECT to_regclass('half') IS NULL", on: url) == ["t"])
  }

  @Test func `two programs that open a new database at once make it once`() async throws {
    let url = try TestStore.freshURL()
    async let first = PostgreSQLDatabase.open(url).report
    async let second = PostgreSQLDatabase.open(url).report
    #expect(try await [first.isNew, second.isNew].count { $0 } == 1)
  }

  @Test func `a schema with tables of another program is refused`() async throws {
    let url = try TestStore.freshURL()
    try ServerForTests.run("CREATE TABLE theirs (id integer)", on: url)
    let refusal = await refusal { _ = try await PostgreSQLDatabase.open(url) }
    guard case .foreign = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
  }

  @Test func `a migration that PostgreSQL cannot take is refused by its words`() async throws {
    let url = try TestStore.freshURL()
    let odd = Migration(
      name: "0001 odd", statements: ["CREATE VIRTUAL TABLE found USING fts5(name)"])
    let refusal = await refusal { _ = try await PostgreSQLDatabase.open(url, history: [odd]) }
    #expect(refusal?.description.contains("CREATE VIRTUAL TABLE found") == true)
  }

  @Test func `a table whose rows stay cannot be emptied at once either`() async throws {
    let url = try TestStore.freshURL()
    let (database, _) = try await PostgreSQLDatabase.open(url)
    let refusal = await refusal {
      try await database.write { transaction in _ = try transaction.execute("TRUNCATE fact") }
    }
    #expect(refusal == .refused("a fact cannot be deleted; a newer one withdraws it"))
  }
}

@Suite("Addresses of servers") struct ServerAddressTests {
  @Test func `an address that cannot be read is refused and not repeated`() async {
    let refusal = await refusal {
      _ = try await PostgreSQLDatabase.open("postgres://hefu:s3cret@[::1/db")
    }
    guard case .badAddress = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(refusal?.description.contains("s3cret") == false)
  }

  @Test func `a server that is not there is named without its password`() async {
    let refusal = await refusal {
      _ = try await PostgreSQLDatabase.open(
        "postgres://hefu:s3cret@127.0.0.1:1/hefu?sslmode=disable")
    }
    guard case .unreachable(let server, _) = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(server == "postgres://127.0.0.1:1/hefu")
    #expect(refusal?.description.contains("s3cret") == false)
  }
}

@Suite(
  "TLS",
  .enabled(if: TestStore.encryptedURL != nil, "HEFU_POSTGRES_TLS_URL is not set: TLS is not tested")
)
struct ServerTLSTests {
  @Test func `the connection is encrypted when the address asks for it`() async throws {
    let url = try #require(TestStore.encryptedURL)
    let used = try ServerForTests.run(
      "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", on: url)
    #expect(used == ["t"])
  }

  @Test func `a certificate that nobody vouches for is refused when it has to be verified`()
    async throws
  {
    let url = try #require(TestStore.encryptedURL).replacing(
      "sslmode=require", with: "sslmode=verify-full")
    let refusal = await refusal { _ = try await PostgreSQLDatabase.open(url) }
    guard case .unreachable = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
  }

  @Test func `a wrong password is told without repeating it`() async throws {
    let url = try #require(TestStore.encryptedURL).replacing(
      "postgres://hefu:", with: "postgres://hefu:wr0ng")
    let refusal = await refusal { _ = try await PostgreSQLDatabase.open(url) }
    guard case .unreachable = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(refusal?.description.contains("wr0ng") == false)
  }
}
