import Commands

/// One line of the route table: a method, a path, who may come in, and who answers.
struct Route: Sendable {
  enum Method: String, Hashable, Sendable {
    case get = "GET"
    case post = "POST"
  }

  /// Who is let in before the handler runs; the handler still asks for each single object.
  enum Access: Hashable, Sendable {
    /// Everybody, signed in or not: sign-in, style, health.
    case open
    /// Everybody who is signed in, in a post that is held today.
    case signedIn
    /// Posts that the grants file gives at least one of these permissions, for whatever scope.
    case granted([Permission])
    /// Posts that may see anything of at least one of these registers.
    case registers([String])
  }

  typealias OpenAnswer = @Sendable (Visit) async throws -> Answer
  typealias DeskAnswer = @Sendable (DeskVisit) async throws -> Answer

  enum Handler: Sendable {
    case open(OpenAnswer)
    case desk(DeskAnswer)
  }

  var method: Method
  /// Path with parameters as :name, such as /commitments/:code.
  var path: String
  var access: Access
  var handler: Handler
  /// Bytes that a form sent here may have.
  var most = 32 * 1024 * 1024

  static func open(_ method: Method, _ path: String, _ answer: @escaping OpenAnswer) -> Route {
    Route(method: method, path: path, access: .open, handler: .open(answer))
  }

  /// A route for those whom one of the permissions lets in; none named lets in every post.
  static func desk(
    _ method: Method, _ path: String, _ permissions: Permission..., answer: @escaping DeskAnswer
  ) -> Route {
    Route(
      method: method, path: path, access: permissions.isEmpty ? .signedIn : .granted(permissions),
      handler: .desk(answer))
  }

  /// The same route for forms of another size.
  func taking(upTo most: Int) -> Route {
    var route = self
    route.most = most
    return route
  }

  /// A page about registers, for those who may see something of one of them.
  static func registers(
    _ ids: [String], _ path: String, answer: @escaping DeskAnswer
  ) -> Route {
    Route(method: .get, path: path, access: .registers(ids), handler: .desk(answer))
  }
}
