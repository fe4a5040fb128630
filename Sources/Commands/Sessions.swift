import Quantities
import Storage

extension Accounts {
  /// Returns who a session token belongs to, or nil when it has ended.
  package func session(token: String) async throws -> SignedIn? {
    let digest = Digest.hex(token)
    let now = clock.seconds()
    let today = clock.today()
    let found: (signedIn: SignedIn, seen: Int64)? = try await database.read { session in
      let rows = try session.rows(
        """
        SELECT post_id, csrf, seen_at, expires_at FROM session WHERE token_digest = \(digest)
        """)
      guard let row = rows.first else { return nil }
      let seen: Int64 = try row.get("seen_at")
      let expires: Int64 = try row.get("expires_at")
      guard now < expires, now - seen < Self.idle else { return nil }
      guard let actor = try PostStore.actor(post: try row.get("post_id"), in: session),
        actor.post.isHeld(on: today)
      else { return nil }
      return (SignedIn(actor: actor, session: digest, csrf: try row.get("csrf")), seen)
    }
    guard let found else { return nil }
    if now - found.seen >= 60 { try await touch(digest, now: now) }
    return found.signedIn
  }

  /// Changes the acting post of a session to another that the same person holds.
  package func switchPost(of signedIn: SignedIn, to post: String) async throws -> Bool {
    let today = clock.today()
    let session = signedIn.session
    let changed = try await database.write { transaction in
      guard let target = try PostStore.actor(post: post, in: transaction),
        target.person == signedIn.actor.person, target.post.isHeld(on: today)
      else { return false }
      return try transaction.execute(
        "UPDATE session SET post_id = \(post) WHERE token_digest = \(session)") == 1
    }
    if changed {
      try await note("post-switched", person: signedIn.actor.person.id, post: post, detail: "")
    }
    return changed
  }

  package func signOut(_ signedIn: SignedIn) async throws {
    let session = signedIn.session
    try await database.write { transaction in
      _ = try transaction.execute("DELETE FROM session WHERE token_digest = \(session)")
    }
    try await note("signed-out", person: signedIn.actor.person.id, detail: "")
  }

  /// Writes a line of the security log: sign-ins, denials, unmaskings; never what was typed.
  package func note(
    _ event: String, person: String?, post: String? = nil, detail: String
  ) async throws {
    let now = clock.moment()
    try await database.write { transaction in
      _ = try transaction.execute(
        """
        INSERT INTO security_log (at, event, person_id, post_id, detail)
        VALUES (\(now), \(event), \(person), \(post), \(detail))
        """)
    }
  }

  /// Begins a session in the first post that a person holds today.
  func open(_ person: String) async throws -> SignInOutcome {
    let today = clock.today()
    let now = clock.seconds()
    let token = Secrets.token()
    let csrf = Secrets.token()
    let digest = Digest.hex(token)
    let post = try await database.write { transaction -> String? in
      try transaction.execute(
        "DELETE FROM session WHERE expires_at <= \(now) OR seen_at <= \(now - Self.idle)")
      guard let first = try PostStore.actors(of: person, on: today, in: transaction).first else {
        return nil
      }
      try transaction.execute(
        """
        INSERT INTO session (token_digest, person_id, post_id, csrf, created_at, seen_at, expires_at)
        VALUES (\(digest), \(person), \(first.post.id), \(csrf), \(now), \(now),
          \(now + Self.absolute))
        """)
      return first.post.id
    }
    guard let post else { return .refused("该账号今天没有有效岗位，请联系系统管理员") }
    try await note("signed-in", person: person, post: post, detail: "")
    return .signedIn(token: token)
  }

  private func touch(_ digest: String, now: Int64) async throws {
    try await database.write { transaction in
      _ = try transaction.execute(
        "UPDATE session SET seen_at = \(now) WHERE token_digest = \(digest)")
    }
  }
}
