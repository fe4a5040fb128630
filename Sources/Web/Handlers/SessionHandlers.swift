import Commands
import Hummingbird

/// Signing in and out, the first password, and the acting post.
struct SessionHandlers: Sendable {
  func routes() -> [Route] {
    [
      .open(.get, "/sign-in", form),
      .open(.post, "/session", signIn),
      .open(.post, "/session/password", setPassword),
      .desk(.post, "/session/end", answer: signOut),
      .desk(.post, "/session/post", answer: switchPost),
    ]
  }

  private func form(_ visit: Visit) async throws -> Answer {
    if visit.signedIn != nil { return .onward(to: visit.back) }
    return page(visit, SignInPage.Model(district: "", csrf: "", back: visit.back))
  }

  private func signIn(_ visit: Visit) async throws -> Answer {
    let site = visit.site
    guard site.signIns.admits(visit.provenance.address, at: site.clock.seconds()) else {
      throw Refusal.tooManyTries
    }
    let person = visit.form["person"]
    switch try await site.accounts.signIn(person: person, secret: visit.form.raw("secret")) {
    case .signedIn(let token): return Self.entered(visit, token)
    case .mustSetPassword(let ticket): return passwordPage(visit, ticket: ticket, person: person)
    case .refused(let why):
      let model = SignInPage.Model(
        district: "", person: person, problem: why, csrf: "", back: visit.back)
      return page(visit, model)
    }
  }

  private func setPassword(_ visit: Visit) async throws -> Answer {
    let ticket = visit.form["ticket"]
    let person = visit.form["person"]
    let password = visit.form.raw("password")
    guard password == visit.form.raw("again") else {
      return passwordPage(visit, ticket: ticket, person: person, problem: "两次输入的密码不一样，没有保存")
    }
    switch try await visit.site.accounts.setPassword(ticket: ticket, password: password) {
    case .signedIn(let token): return Self.entered(visit, token)
    case .mustSetPassword(let ticket): return passwordPage(visit, ticket: ticket, person: person)
    case .refused(let why):
      return passwordPage(visit, ticket: ticket, person: person, problem: why)
    }
  }

  private func signOut(_ desk: DeskVisit) async throws -> Answer {
    try await desk.site.accounts.signOut(desk.signedIn)
    return .onward(to: "/sign-in").setting(Self.cookie(Gate.sessionCookie, "", desk.visit, age: 0))
  }

  private func switchPost(_ desk: DeskVisit) async throws -> Answer {
    guard try await desk.site.accounts.switchPost(of: desk.signedIn, to: desk.form["post"]) else {
      throw Refusal.refused("没有切换：这个岗位不是您的，或者今天已不在任期内。")
    }
    return .onward(to: desk.visit.back)
  }

  // MARK: Pages before sign-in

  /// Shows the sign-in form with a seal for this browser.
  private func page(_ visit: Visit, _ model: SignInPage.Model) -> Answer {
    let seed = Secrets.token()
    var model = model
    model.district = visit.site.district
    model.csrf = Secrets.mac(seed, key: visit.site.key)
    return .page(
      SignInPage(model: model), status: model.problem == nil ? 200 : 422
    ).setting(Self.cookie(Gate.formCookie, seed, visit))
  }

  private func passwordPage(
    _ visit: Visit, ticket: String, person: String, problem: String? = nil
  ) -> Answer {
    let seed = Secrets.token()
    let model = SetPasswordPage.Model(
      district: visit.site.district, person: person, ticket: ticket,
      csrf: Secrets.mac(seed, key: visit.site.key), problem: problem, back: visit.back)
    return .page(
      SetPasswordPage(model: model), status: problem == nil ? 200 : 422
    ).setting(Self.cookie(Gate.formCookie, seed, visit))
  }

  private static func entered(_ visit: Visit, _ token: String) -> Answer {
    .onward(to: visit.back).setting(cookie(Gate.sessionCookie, token, visit))
      .setting(cookie(Gate.formCookie, "", visit, age: 0))
  }

  private static func cookie(
    _ name: String, _ value: String, _ visit: Visit, age: Int? = nil
  ) -> Cookie {
    guard let age else {
      return Cookie(
        name: name, value: value, path: "/", secure: visit.provenance.isSecure, httpOnly: true,
        sameSite: .strict)
    }
    return Cookie(
      name: name, value: value, maxAge: age, path: "/", secure: visit.provenance.isSecure,
      httpOnly: true, sameSite: .strict)
  }
}
