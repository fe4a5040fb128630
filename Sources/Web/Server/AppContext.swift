import Hummingbird
import Logging
import NIOCore

/// What travels with a request through the router: where it came from, and its log.
struct AppContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Address of the machine at the other end of the connection, without the port.
  let peer: String

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress ?? "local"
  }
}
