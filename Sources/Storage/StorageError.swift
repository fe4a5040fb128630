/// Why the store could not do what was asked, in words for the person who runs it.
package enum StorageError: Error, Hashable, Sendable {
  /// The file is there and is no database.
  case notADatabase(path: String)
  /// The file is a database of another program.
  case foreign(path: String)
  /// The database was written by a newer release.
  case newer(path: String, migrations: [String])
  case missing(path: String)
  /// A file that would be overwritten.
  case exists(path: String)
  case cannotOpen(path: String)
  case readOnly(path: String)
  case full(path: String)
  /// Another program held the database for too long.
  case busy(path: String)
  case damaged(path: String, detail: String)
  case closed(path: String)
  /// The address of a database server cannot be read.
  case badAddress(String)
  /// The database server does not answer or does not let us in.
  case unreachable(server: String, detail: String)
  /// The connection broke before the end: nothing of a write is kept.
  case interrupted(server: String)
  /// The connection broke while a write was being acknowledged: nobody can say whether it is kept.
  case inDoubt(server: String)
  /// The database is not set up as the program needs it.
  case unsuitable(server: String, need: String)
  /// What this kind of database is not asked to do.
  case unsupported(String)
  /// A value that the schema does not allow.
  case refused(String)
  /// Text with a zero character, which the database would cut off there.
  case zeroCharacter
  case noColumn(String, among: [String])
  case wrongType(column: String, wanted: String)
  /// Anything else, with what the database said.
  case failed(String)
}

extension StorageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notADatabase(let path): "\(path) 不是数据库文件，没有改动。请核对路径"
    case .foreign(let path): "\(path) 是别的程序的数据库，没有改动。请核对路径"
    case .newer(let path, let migrations):
      "\(path) 由更新版本的合符写成（本版本不认识：\(migrations.joined(separator: "、"))），没有改动。请升级程序后再打开"
    case .missing(let path): "没有找到文件 \(path)。请核对路径"
    case .exists(let path): "文件 \(path) 已经存在，没有覆盖。请换一个文件名，或先移走它"
    case .cannotOpen(let path): "打不开 \(path)，没有改动。请检查路径、文件夹和权限"
    case .readOnly(let path): "\(path) 不能写入，没有改动。请检查文件、所在文件夹的权限和磁盘是否只读"
    case .full(let path): "磁盘已满，这次改动没有写入，原有数据完好。请腾出 \(path) 所在磁盘的空间后重试"
    case .busy(let path): "\(path) 正被别的程序占用，这次改动没有写入。请稍后重试"
    case .damaged(let path, let detail): "\(path) 已损坏（\(detail)）。请停止使用，并从最近的备份恢复"
    case .closed(let path): "数据库 \(path) 已关闭，这次操作没有进行"
    case .badAddress(let detail):
      "数据库地址读不懂（\(detail)）。应写成 postgres://用户:口令@主机:端口/库名?sslmode=verify-full"
    case .unreachable(let server, let detail):
      "连不上数据库 \(server)，没有改动：\(detail)。请检查数据库服务、地址、口令和网络"
    case .interrupted(let server):
      "与数据库 \(server) 的连接中断，这次操作没有写入，原有数据完好。请重试"
    case .inDoubt(let server):
      "提交时与数据库 \(server) 的连接中断，无法确定这次改动是否已写入，程序没有重复提交。请先查看变更记录，确认没有再重办"
    case .unsuitable(let server, let need): "数据库 \(server) 不合要求，没有改动：\(need)"
    case .unsupported(let message): message
    case .refused(let rule): "数据不合规定，没有写入：\(rule)"
    case .zeroCharacter: "文字里有编码为 0 的字符，没有写入。请去掉后重试"
    case .noColumn(let column, let columns):
      "查询结果里没有“\(column)”一列，只有：\(columns.joined(separator: "、"))"
    case .wrongType(let column, let wanted): "查询结果里“\(column)”一列不是 \(wanted)"
    case .failed(let message): "数据库出错：\(message)"
    }
  }
}
