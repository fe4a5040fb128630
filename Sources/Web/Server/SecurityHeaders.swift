import Hummingbird

/// Name of a header, which the framework re-exports only as part of its list of headers.
typealias HeaderName = HTTPFields.Element.Name

/// Headers with which a browser guards our pages: nothing from elsewhere, nothing inline, no frames.
enum SecurityHeaders {
  static let policy = [
    "default-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
    "object-src 'none'",
  ].joined(separator: "; ")

  static func add(to headers: inout HTTPFields) {
    for (name, value) in [
      ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"),
      ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ] {
      if let name = HeaderName(name) { headers[name] = value }
    }
  }
}
