import ArgumentParser
import Commands
import Definitions
import Foundation
import Logging
import Quantities
import Storage
import Web

/// Serves the pages of an installation until it is told to stop.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "启动网页服务",
    discussion: "只在本机监听；要让别的机器访问，请在前面放反向代理并由它加密。按 Ctrl-C 或发 TERM 信号停止。")

  @Option(help: "端口；0 为任选一个空闲端口") var port = 8080
  @Option(help: "监听的地址") var host = "127.0.0.1"
  @Option(help: "日志级别：trace debug info notice warning error critical") var log = "info"
  @Option(
    help: ArgumentHelp("网页组件的目录，由 Scripts/setup 安装；不写就是内置定义旁边的 .assets", valueName: "dir"))
  var assets: String?
  @OptionGroup var installation: InstallationOptions

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port 应在 0 到 65535 之间") }
    guard Logger.Level(rawValue: log) != nil else { throw ValidationError("--log 没有级别“\(log)”") }
  }

  /// The folder beside the built-in definitions into which the set-up installs.
  private static var components: String? {
    Library.builtInFolder().map {
      URL(filePath: $0).deletingLastPathComponent().appending(path: ".assets").path
    }
  }

  func run() async throws {
    let opened = try await Installation.open(installation)
    let level = Logger.Level(rawValue: log) ?? .info
    let server = WebServer(
      database: opened.database, library: opened.library, clock: opened.clock,
      region: opened.region, district: opened.district, components: assets ?? Self.components,
      logger: Logger(label: "hefu") { _ in LogLines(level: level) })
    let (host, district, today) = (host, opened.district, opened.clock.today())
    let missing = opened.library.calendar.missingYears(on: today)
    let following = Task { await server.followJournal() }
    let balancing = Task { await server.balanceStock() }
    defer {
      following.cancel()
      balancing.cancel()
    }
    do {
      try await server.run(host: host, port: port) { port in
        print("合符（\(district)，\(today.chinese)）：http://\(host):\(port)/")
        print("用账号和密码登录；第一次登录用一次性口令，随后设置自己的密码。")
        for missing in missing { print("注意：\(missing)") }
        fflush(nil)
      }
    } catch let error as WebServer.AddressInUse {
      throw InputProblem(error.description)
    }
    following.cancel()
    balancing.cancel()
    await following.value
    await balancing.value
    try await opened.database.close()
  }
}
