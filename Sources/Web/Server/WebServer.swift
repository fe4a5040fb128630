package import Commands
package import Definitions
import Facts
import Findings
import Hummingbird
import Ledgers
package import Logging
import NIOCore
import Quantities
package import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The pages of one installation, served over HTTP until the process is told to stop.
package struct WebServer: Sendable {
  let site: Site
  private let logger: Logger

  /// A server; `folder` is where the set-up puts what pages can do without.
  package init(
    database: any Database, library: Library, clock: Clock, region: String, district: String,
    components folder: String? = nil, logger: Logger
  ) {
    site = Site(
      database: database, library: library, clock: clock, region: region, district: district,
      chartLibrary: folder.flatMap(Asset.chartLibrary))
    self.logger = logger
  }

  /// Serves until SIGTERM or SIGINT; requests that are being answered are finished first.
  ///
  /// `onReady` is called with the port when the server listens, which matters for port 0.
  package func run(
    host: String, port: Int, onReady: @escaping @Sendable (Int) async -> Void
  ) async throws {
    let app = Application(
      responder: responder(),
      configuration: .init(address: .hostname(host, port: port), serverName: nil),
      onServerRunning: { channel in await onReady(channel.localAddress?.port ?? port) },
      logger: logger)
    do {
      try await app.runService()
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw AddressInUse(host: host, port: port)
    }
  }

  /// Keeps what pages are made from current with the journal, whoever writes to it, until the task
  /// is cancelled.
  package func followJournal() async {
    await openRegisters()
    async let months: Void = readMonths()
    await site.snapshots.followJournal()
    await months
  }

  /// Reads the lights of the months that are over, the newest first, so that neither the matrix nor
  /// the page of a commitment has to wait for them.
  private func readMonths() async {
    let today = site.clock.today()
    let reports = try? await site.database.read { try LedgerStore.reports(knownAt: nil, in: $0) }
    guard let year = reports?.map(\.year).min(), let first = Day("\(year)-01-01") else { return }
    let ends = try? await site.ledger.monthEnds(from: first, before: today, knownAt: nil)
    for asOf in (ends ?? []).reversed() {
      // A store that is away is told of by the page that asks for it.
      guard !Task.isCancelled,
        (try? await site.lights.readings(at: site.ledger, asOf: asOf)) != nil
      else { return }
    }
  }

  /// Reads the registers as of today and the names in them, so that neither the first page nor the
  /// first search has to wait for them.
  private func openRegisters() async {
    let today = AsOf(site.clock.today())
    for register in site.registers.all {
      // A store that is away is told of by the page that asks for it.
      guard !Task.isCancelled,
        (try? await site.snapshots.snapshot(of: register, asOf: today)) != nil
      else { return }
    }
    for register in site.registers.all {
      guard !Task.isCancelled, (try? await site.names.index(of: register)) != nil else { return }
    }
  }

  /// Draws up the stock accounts of the days that have passed, at once and after every midnight of
  /// China Standard Time, until the task is cancelled.
  package func balanceStock() async {
    var days = Self.firstDays
    while !Task.isCancelled {
      do {
        let accounts = try await site.balanceStock(days: days)
        let gaps = accounts.reduce(0) { $0 + $1.balance.unexplained }
        logger.info("stock", metadata: ["days": "\(accounts.count)", "gaps": "\(gaps)"])
        days = 1
      } catch is CancellationError {
        return
      } catch {
        logger.warning("stock", metadata: ["error": "the accounts could not be drawn up"])
      }
      // There is nothing to wait for but the day: a minute past midnight the day before is over.
      let midnight = 86_400 - (site.clock.seconds() + 8 * 3_600) % 86_400
      try? await Task.sleep(for: .seconds(midnight + 60))
    }
  }

  /// Days that are drawn up when the server starts.
  private static let firstDays = 31

  /// Another program listens at the address already.
  package struct AddressInUse: Error, CustomStringConvertible {
    var host: String
    var port: Int

    package var description: String {
      "\(host) 的端口 \(port) 已被别的程序占用，没有启动。请停掉那个程序，或用 --port 换一个端口"
    }
  }

  /// Answers requests without a socket, which is how most tests ask.
  func responder() -> some HTTPResponder<AppContext> {
    let gate = Gate(site: site)
    let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestLog(meters: site.meters))
    router.add(middleware: NotFound(gate: gate))
    for route in RouteTable(site: site).routes {
      router.on(
        RouterPath(route.path), method: HTTPRequest.Method(route.method.rawValue) ?? .get
      ) { request, context in
        await gate.respond(to: request, by: route, context)
      }
    }
    return router.buildResponder()
  }
}

/// Gives an unknown address a page of ours instead of an empty answer.
private struct NotFound: RouterMiddleware {
  typealias Context = AppContext

  let gate: Gate

  func handle(
    _ request: Request, context: AppContext,
    next: @concurrent (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      return await gate.respondNotFound(to: request, context)
    }
  }
}

/// Writes one line a request: method, route, status, time; no address, query, name or code.
private struct RequestLog: RouterMiddleware {
  typealias Context = AppContext

  let meters: Meters

  func handle(
    _ request: Request, context: AppContext,
    next: @concurrent (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let spent = start.duration(to: .now)
    meters.note(
      method: "\(request.method)", route: context.endpointPath ?? "none",
      status: response.status.code, seconds: spent / .seconds(1))
    context.logger.info(
      "request",
      metadata: [
        "method": "\(request.method)", "route": "\(context.endpointPath ?? "none")",
        "status": "\(response.status.code)", "ms": "\(spent / .milliseconds(1))",
      ])
    return response
  }
}
