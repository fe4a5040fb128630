import GRDB
import GRDBSQLite
import Storage

/// The rows of a parcel as a table that SQLite reads them from.
///
///     INSERT INTO fact (field_id, …) SELECT c0, … FROM hefu_parcel(?)
///
/// One statement takes in a whole parcel: its values are read where they lie, and SQLite keeps its
/// place in every index from row to row. With values bound to a statement, binding them and walking
/// through a statement of thousands of variables would cost as much as a third of the insertion.
enum ParcelTable {
  static let mostColumns = 32
  /// By this name SQLite knows that the pointer it is given is one to a `View`.
  private static let pointerKind: StaticString = "hefu_parcel"

  /// The statement that inserts the rows of a parcel; its argument is bound by `binding`.
  static func insertion(into table: Storage.SQL, columns: [Storage.SQL]) -> String {
    let names = columns.map { $0.text() }.joined(separator: ", ")
    let values = columns.indices.map { "c\($0)" }.joined(separator: ", ")
    return "INSERT INTO \(table.text()) (\(names)) SELECT \(values) FROM hefu_parcel(?)"
  }

  /// Lets a statement read a parcel while the body runs.
  static func binding(
    _ rows: RowParcel, to statement: OpaquePointer, _ body: () throws -> Void
  ) throws {
    try rows.kinds.withUnsafeBufferPointer { kinds in
      try rows.numbers.withUnsafeBufferPointer { numbers in
        try rows.bytes.withUnsafeBytes { bytes in
          guard let kinds = kinds.baseAddress, let numbers = numbers.baseAddress else { return }
          let view = View(
            kinds: kinds, numbers: numbers,
            // An address is needed even where every text is empty.
            bytes: bytes.baseAddress ?? UnsafeRawPointer(numbers), width: rows.width,
            count: rows.count)
          try withUnsafePointer(to: view) { view in
            defer {
              sqlite3_reset(statement)
              sqlite3_clear_bindings(statement)
            }
            sqlite3_bind_pointer(
              statement, 1, UnsafeMutableRawPointer(mutating: view), kindName, nil)
            try body()
          }
        }
      }
    }
  }

  /// Makes the table known to a connection.
  static func register(in connection: GRDB.Database) throws {
    let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    module.initialize(to: Self.module)
    // SQLite calls the last function also when it does not take the module.
    let status = sqlite3_create_module_v2(
      connection.sqliteConnection, "hefu_parcel", module, module
    ) { $0?.assumingMemoryBound(to: sqlite3_module.self).deallocate() }
    guard status == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: status)) }
  }

  private static var kindName: UnsafePointer<CChar> {
    UnsafeRawPointer(pointerKind.utf8Start).assumingMemoryBound(to: CChar.self)
  }
}

// MARK: What SQLite calls

/// Where the arrays of a parcel lie.
private struct View {
  var kinds: UnsafePointer<RowParcel.Kind>
  var numbers: UnsafePointer<Int64>
  var bytes: UnsafeRawPointer
  var width: Int
  var count: Int
}

/// A walk through a parcel; begins with what SQLite itself keeps of a cursor.
private struct ParcelCursor {
  var base = sqlite3_vtab_cursor()
  var view: View?
  var row = 0

  static func at(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?)
    -> UnsafeMutablePointer<ParcelCursor>?
  {
    UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: ParcelCursor.self)
  }

  /// Hands a value of the present row to SQLite, which copies it into its pages before it asks for
  /// the next one.
  func give(_ column: Int, to context: OpaquePointer?) {
    guard let view, column >= 0, column < view.width else { return sqlite3_result_null(context) }
    let place = row &* view.width &+ column
    let number = view.numbers[place]
    switch view.kinds[place] {
    case .null: sqlite3_result_null(context)
    case .integer: sqlite3_result_int64(context, number)
    case .real: sqlite3_result_double(context, Double(bitPattern: UInt64(bitPattern: number)))
    case .text:
      let range = RowParcel.range(of: number)
      sqlite3_result_text(
        context, (view.bytes + range.lowerBound).assumingMemoryBound(to: CChar.self),
        CInt(range.count), nil)
    case .blob:
      let range = RowParcel.range(of: number)
      sqlite3_result_blob(context, view.bytes + range.lowerBound, CInt(range.count), nil)
    }
  }
}

extension ParcelTable {
  private static var module: sqlite3_module {
    var module = sqlite3_module()
    module.iVersion = 1
    module.xConnect = { connection, _, _, _, table, _ in
      let columns = (0..<ParcelTable.mostColumns).map { "c\($0)" }.joined(separator: ", ")
      let status = sqlite3_declare_vtab(connection, "CREATE TABLE x (parcel HIDDEN, \(columns))")
      guard status == SQLITE_OK else { return status }
      let made = UnsafeMutablePointer<sqlite3_vtab>.allocate(capacity: 1)
      made.initialize(to: sqlite3_vtab())
      table?.pointee = made
      return SQLITE_OK
    }
    module.xDisconnect = { table in
      table?.deallocate()
      return SQLITE_OK
    }
    module.xBestIndex = { _, plan in ParcelTable.bestIndex(plan) }
    module.xOpen = { _, cursor in
      let made = UnsafeMutablePointer<ParcelCursor>.allocate(capacity: 1)
      made.initialize(to: ParcelCursor())
      cursor?.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(
        to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    module.xClose = { cursor in
      ParcelCursor.at(cursor)?.deallocate()
      return SQLITE_OK
    }
    module.xFilter = { cursor, _, _, _, arguments in
      let pointer = sqlite3_value_pointer(arguments?[0], ParcelTable.kindName)
      ParcelCursor.at(cursor)?.pointee.view = pointer?.load(as: View.self)
      ParcelCursor.at(cursor)?.pointee.row = 0
      return SQLITE_OK
    }
    module.xNext = { cursor in
      ParcelCursor.at(cursor)?.pointee.row += 1
      return SQLITE_OK
    }
    module.xEof = { cursor in
      guard let cursor = ParcelCursor.at(cursor) else { return 1 }
      return cursor.pointee.row < cursor.pointee.view?.count ?? 0 ? 0 : 1
    }
    module.xColumn = { cursor, context, column in
      ParcelCursor.at(cursor)?.pointee.give(Int(column) - 1, to: context)
      return SQLITE_OK
    }
    module.xRowid = { cursor, number in
      number?.pointee = Int64(ParcelCursor.at(cursor)?.pointee.row ?? 0)
      return SQLITE_OK
    }
    return module
  }

  /// There is one way to the rows: by the pointer, the first column.
  private static func bestIndex(_ plan: UnsafeMutablePointer<sqlite3_index_info>?) -> CInt {
    guard let plan else { return SQLITE_ERROR }
    for place in 0..<Int(plan.pointee.nConstraint) {
      let constraint = plan.pointee.aConstraint[place]
      guard constraint.iColumn == 0, constraint.usable != 0,
        CInt(constraint.op) == SQLITE_INDEX_CONSTRAINT_EQ
      else { continue }
      plan.pointee.aConstraintUsage[place].argvIndex = 1
      plan.pointee.aConstraintUsage[place].omit = 1
      plan.pointee.estimatedCost = 1
      return SQLITE_OK
    }
    return SQLITE_CONSTRAINT
  }
}
