import Commands
import Definitions
import Documents
import Hummingbird
import Logging
import NIOCore
import Quantities
import Storage

/// Stands between the router and the handlers: session, proof of forms, permission, errors.
struct Gate: Sendable {
  let site: Site

  static let sessionCookie = "hefu-session"
  static let formCookie = "hefu-form"
  private static let mostBeforeSignIn = 16 * 1024
  /// Bytes of a body that are held in memory; more are laid aside on the disk.
  private static let mostInMemory = 1024 * 1024

  /// Answers a request by a line of the route table.
  func respond(
    to request: Request, by route: Route, _ context: AppContext
  ) async -> Response {
    var visit = visit(request, context)
    let isFolding = request.headers.takesGzip
    do {
      visit.signedIn = try await signedIn(visit)
      if route.method == .post {
        visit.form = try await form(of: request, visit, most: route.most)
        try check(visit, route)
      }
      return try await answer(visit, by: route).answering(copy: visit.copy)
        .response(folding: isFolding)
    } catch {
      return await problem(error, visit, context.logger).response(folding: isFolding)
    }
  }

  /// Answers a request for which there is no route.
  func respondNotFound(to request: Request, _ context: AppContext) async -> Response {
    var visit = visit(request, context)
    visit.signedIn = try? await signedIn(visit)
    return await problem(Refusal.notFound, visit, context.logger).response()
  }

  private func visit(_ request: Request, _ context: AppContext) -> Visit {
    var parameters: [String: String] = [:]
    for (name, value) in context.parameters {
      parameters[String(name)] = QueryText.decoded(value, plusIsSpace: false)
    }
    var cookies: [String: String] = [:]
    for name in [Self.sessionCookie, Self.formCookie] {
      cookies[name] = request.cookies[name]?.value
    }
    return Visit(
      site: site,
      address: Address(request.uri.path, QueryText.items(request.uri.query ?? "")),
      parameters: parameters, provenance: Provenance(request, peer: context.peer),
      cookies: cookies, copy: request.headers[.ifNoneMatch])
  }

  private func signedIn(_ visit: Visit) async throws -> SignedIn? {
    guard let token = visit.cookies[Self.sessionCookie], !token.isEmpty else { return nil }
    return try await site.accounts.session(token: token)
  }

  // MARK: Forms

  private func form(
    of request: Request, _ visit: Visit, most: Int
  ) async throws -> Form {
    let body = try await body(
      of: request, upTo: visit.signedIn == nil ? Self.mostBeforeSignIn : most)
    do throws(Form.Problem) {
      return try Form.read(body, type: request.headers[.contentType] ?? "")
    } catch {
      throw Refusal.unreadable(
        error == .brokenMultipart ? "上传的内容不完整" : "提交的内容不是浏览器表单的格式")
    }
  }

  /// Takes a body in as it arrives; a long one goes to a temporary file.
  private func body(of request: Request, upTo most: Int) async throws -> ByteSource {
    var kept: [UInt8] = []
    var spool: SpoolFile?
    var count = 0
    for try await buffer in request.body {
      count += buffer.readableBytes
      guard count <= most else { throw Refusal.tooLarge }
      kept.append(contentsOf: buffer.readableBytesView)
      guard kept.count > Self.mostInMemory else { continue }
      let file = try spool ?? SpoolFile()
      try file.append(kept)
      spool = file
      kept.removeAll(keepingCapacity: true)
    }
    guard let spool else { return ByteSource(kept, name: "") }
    try spool.append(kept)
    return ByteSource(spool, name: "")
  }

  /// Checks that a form was made by us, for this session, and sent from our own page.
  private func check(_ visit: Visit, _ route: Route) throws(Refusal) {
    guard !visit.provenance.isForeign else { throw .forged }
    switch route.handler {
    case .open:
      guard let seed = visit.cookies[Self.formCookie], !seed.isEmpty,
        Secrets.equal(visit.form["csrf"], Secrets.mac(seed, key: site.key))
      else { throw .forged }
    case .desk:
      guard let signedIn = visit.signedIn else { return }
      guard Secrets.equal(visit.form["csrf"], signedIn.csrf) else { throw .forged }
    }
  }

  // MARK: Permission

  private func answer(_ visit: Visit, by route: Route) async throws -> Answer {
    switch route.handler {
    case .open(let answer): return try await answer(visit)
    case .desk(let answer):
      guard let signedIn = visit.signedIn else {
        if visit.isForPrograms { return .problem(.unauthenticated) }
        return Self.signIn(visit, route.method)
      }
      let desk = try await DeskVisit(visit, signedIn, method: route.method)
      try desk.enter(by: route.access)
      return try await answer(desk)
    }
  }

  /// Sends somebody without a session to sign in, and back afterwards when it was a page.
  private static func signIn(_ visit: Visit, _ method: Route.Method) -> Answer {
    guard method == .get, visit.address.path != "/" else { return .onward(to: "/sign-in") }
    let item = Address.Item(name: "back", value: visit.address.text)
    return .onward(to: Address("/sign-in", [item]).text)
  }

  // MARK: Errors

  private func problem(_ error: any Error, _ visit: Visit, _ logger: Logger) async -> Answer {
    let model = await model(of: error, visit, logger)
    if visit.isForPrograms {
      return .problem(ProblemDetail(error, in: site) ?? .fault)
    }
    var surround = Surround.bare(district: site.district)
    if let signedIn = visit.signedIn,
      let desk = try? await DeskVisit(visit, signedIn, method: .post)
    {
      surround = .desk(desk.shell)
    }
    return .page(
      ProblemPage(surround: surround, model: model), status: model.status)
  }

  private func model(
    of error: any Error, _ visit: Visit, _ logger: Logger
  ) async -> ProblemPage.Model {
    switch error {
    case let refusal as Refusal:
      if refusal == .forged { await note("form-refused", visit, logger) }
      return ProblemPage.Model(refusal)
    case let denial as Denial:
      await note("denied", visit, logger)
      return .denied(site.words(for: denial))
    case let error as JournalError: return .refused(error.description)
    case is ProblemError: return .notFound
    default:
      // The kind of the error is enough to look for it; its text might hold a person's data.
      logger.error("request failed", metadata: ["error": "\(type(of: error))"])
      return .fault
    }
  }

  /// Writes a refusal into the security log; the path is kept, what was sent is not.
  private func note(_ event: String, _ visit: Visit, _ logger: Logger) async {
    do {
      try await site.accounts.note(
        event, person: visit.signedIn?.actor.person.id, post: visit.signedIn?.actor.post.id,
        detail: visit.address.path)
    } catch {
      logger.error("security log not written", metadata: ["error": "\(type(of: error))"])
    }
  }
}

extension ProblemPage.Model {
  init(_ refusal: Refusal) {
    switch refusal {
    case .notFound: self = .notFound
    case .forged: self = .forged
    case .tooLarge: self = .tooLarge
    case .tooManyTries: self = .tooMany
    case .unreadable(let what): self = .unreadable(what)
    case .refused(let why): self = .refused(why)
    }
  }
}

extension Site {
  /// Returns a denial in the words of the interface: names of roles and objects, no codes.
  func words(for denial: Denial) -> String {
    func title(_ permission: Permission) -> String {
      library.grants.title(object: permission.object, action: permission.action)
    }
    func role(_ code: String) -> String { library.grants.title(ofRole: code) }
    return switch denial {
    case .postEnded(_, let day): "当前岗位在\(day.chinese)无效，没有办理。"
    case .notGranted(let permission, let code):
      "当前岗位（\(role(code))）没有“\(title(permission))”的权限，没有显示或改动任何内容。"
    case .outOfScope(let permission, let code):
      "当前岗位（\(role(code))）的“\(title(permission))”权限不包括这一对象，没有显示或改动任何内容。"
    case .needsAgreement(let permission, let roles):
      "“\(title(permission))”要由\(roles.map(role).joined(separator: "、"))共同同意，一个岗位不能单独办理。"
    case .wrongPermit(let needed, _): "这一步需要“\(title(needed))”的许可，没有办理。"
    }
  }
}
