import Commands
import Definitions
import Quantities
import Storage

/// A person's own account.
struct AccountHandlers: Sendable {
  func routes() -> [Route] {
    [
      .desk(.get, "/account", answer: account),
      .desk(.post, "/account/password", answer: changePassword),
    ]
  }

  private func account(_ desk: DeskVisit) async throws -> Answer {
    .page(try await page(desk, done: desk.address["done"] == nil ? nil : "新密码已保存。"))
  }

  private func changePassword(_ desk: DeskVisit) async throws -> Answer {
    let password = desk.form.raw("password")
    guard password == desk.form.raw("again") else {
      return .page(
        try await page(desk, problem: "两次输入的新密码不一样，密码没有改"), status: 422)
    }
    let problem = try await desk.site.accounts.changePassword(
      of: desk.signedIn, from: desk.form.raw("present"), to: password)
    guard let problem else { return .onward(to: "/account?done=1") }
    return .page(try await page(desk, problem: problem), status: 422)
  }

  private func page(
    _ desk: DeskVisit, problem: String? = nil, done: String? = nil
  ) async throws -> AccountPage {
    let person = desk.actor.person
    let posts = try await desk.site.database.read { session in
      try PostStore.actors(in: session).filter { $0.person.id == person.id }.map(\.post)
    }
    let grants = desk.site.library.grants
    return AccountPage(
      shell: desk.shell,
      model: .init(
        person: person.name, account: person.id,
        posts: posts.map { post in
          AccountPage.Post(
            code: post.id, role: grants.title(ofRole: post.role), unit: desk.units(post.unit),
            scope: post.scopeValue.isEmpty ? "—" : desk.units(post.scopeValue),
            from: post.from.description, to: post.to?.description ?? "未定",
            isActing: post.id == desk.actor.post.id)
        }, problem: problem, done: done))
  }
}
