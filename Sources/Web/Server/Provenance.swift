import Hummingbird

/// Where a request says it comes from, so that forms of other sites are turned away.
struct Provenance: Hashable, Sendable {
  /// Address that sign-ins are counted by.
  var address: String
  /// Whether the machine itself asks, and for nobody else.
  var isHere: Bool
  /// Whether the browser reached us by TLS, as the proxy in front of us says.
  var isSecure: Bool
  /// Whether the browser says that the request was made by another site.
  var isForeign: Bool

  init(_ request: Request, peer: String) {
    let isProxied = peer == "127.0.0.1" || peer == "::1" || peer == "local"
    func header(_ name: String) -> String? {
      HeaderName(name).flatMap { request.headers[$0] }
    }
    // Only the machine itself is believed when it says for whom it asks.
    let forwarded = isProxied ? header("X-Forwarded-For") : nil
    isHere = isProxied && forwarded == nil
    address = forwarded?.split(separator: ",").last?.trimmingBlanks ?? peer
    isSecure = isProxied && header("X-Forwarded-Proto")?.lowercased() == "https"
    let site = header("Sec-Fetch-Site")
    let origin = header("Origin")
    let host =
      isProxied ? header("X-Forwarded-Host") ?? request.head.authority : request.head.authority
    let isOther = origin.map { Self.host(of: $0) != host?.lowercased() } ?? false
    isForeign = isOther || !(site == nil || site == "same-origin" || site == "none")
  }

  /// Returns host and port of an origin; a browser that hides it sends the word null.
  private static func host(of origin: String) -> String? {
    guard let mark = origin.firstRange(of: "://") else { return nil }
    return origin[mark.upperBound...].lowercased()
  }
}
