import ArgumentParser
import Commands
import Definitions
import Facts
import Foundation
import Quantities
import Storage

/// Where an installation keeps its data, and what it takes for today.
struct InstallationOptions: ParsableArguments {
  @Option(help: DatabasePlace.help)
  var database = DatabasePlace.file(".data/hefu.sqlite")

  @Option(help: ArgumentHelp("本单位自己的定义目录，覆盖内置定义", valueName: "dir"))
  var definitions: String?

  @Option(help: ArgumentHelp("把今天当作这一天，例如 2022-06-30", valueName: "day"))
  var today: Day?
}

extension Day: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// An opened installation: database, definitions, clock, and the desk that answers for them.
struct Installation {
  let database: any Database
  let library: Library
  let clock: Clock
  let region: String
  let district: String

  /// Opens a database that was set up before, and says which migrations ran.
  static func open(_ options: InstallationOptions) async throws -> Installation {
    guard options.database.mayBeThere else {
      throw InputProblem(
        "没有找到数据库 \(options.database)。请先用 hefu sample --database 建立示例区，或用 --database 指定数据库")
    }
    let library = try definitions(options.definitions)
    let database = try await options.database.open().database
    let settings = try await database.read { session in
      let rows = try session.rows("SELECT key, value FROM setting")
      return Dictionary(
        try rows.map { (try $0.get("key") as String, try $0.get("value") as String) },
        uniquingKeysWith: { first, _ in first })
    }
    guard let region = settings["region"], let district = settings["district"] else {
      throw InputProblem("数据库 \(options.database) 还没有初始化")
    }
    return Installation(
      database: database, library: library, clock: .system(today: options.today),
      region: region, district: district)
  }

  /// Loads the built-in definitions and the installation's own over them.
  static func definitions(_ overlay: String?) throws -> Library {
    guard let builtIn = Library.builtInFolder() else {
      throw InputProblem("没有找到内置定义目录 Definitions。请设置环境变量 HEFU_DEFINITIONS")
    }
    let (library, remarks) = Library.load(folders: [builtIn] + (overlay.map { [$0] } ?? []))
    for remark in remarks where remark.severity == .error { Terminal.complain("\(remark)") }
    return library
  }

  var journal: Journal {
    Journal(database: database, library: library, region: region, clock: clock)
  }

  var authority: Authority { Authority(library: library) }

  /// Finds the post that a writing command acts as.
  func actor(post: String) async throws -> Actor {
    guard let actor = try await database.read({ try PostStore.actor(post: post, in: $0) }) else {
      throw InputProblem("没有岗位“\(post)”。用 hefu journal show 可查看已有岗位的记录")
    }
    return actor
  }
}
