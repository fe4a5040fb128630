import Foundation
package import Storage

/// A signed-in person with the post in which he or she acts.
package struct SignedIn: Hashable, Sendable {
  package var actor: Actor
  /// Digest under which the session is kept; the token itself is only in the browser.
  package var session: String
  package var csrf: String
}

/// How a sign-in ended.
package enum SignInOutcome: Hashable, Sendable {
  case signedIn(token: String)
  /// The one-time code was right: a password has to be set with this ticket.
  case mustSetPassword(ticket: String)
  case refused(String)
}

/// Sign-in, sessions and the security log, which live beside the journal.
///
/// A one-time code is good only to set a password, once. Five failures lock the account for
/// 15 minutes; a session ends after 30 idle minutes or 12 hours (profile mlps3).
package actor Accounts {
  package let database: any Database
  package let clock: Clock
  private let hasher = PasswordHasher()
  private var tickets: [String: Ticket] = [:]

  static let idle: Int64 = 30 * 60
  static let absolute: Int64 = 12 * 3_600
  static let lockTime: Int64 = 15 * 60
  static let allowedFailures: Int64 = 5
  static let ticketTime: Int64 = 10 * 60

  /// The right to set a password, which a one-time code gives for a few minutes.
  private struct Ticket {
    var person: String
    var until: Int64
  }

  package init(database: any Database, clock: Clock) {
    self.database = database
    self.clock = clock
  }

  // MARK: Codes and passwords

  /// Gives a person a fresh one-time code and returns it; the store keeps only its digest.
  ///
  /// A person who has a password already gets one only by the permit of whoever keeps accounts;
  /// the password and all sessions end with it.
  package func issueCode(for person: String, permit: Permit? = nil) async throws -> String {
    let code = Secrets.oneTimeCode()
    let digest = Digest.hex(Self.normal(code))
    let now = clock.moment()
    try await database.write { transaction in
      guard try Credential.person(person, in: transaction) != nil else {
        throw JournalError.invalid("没有账号“\(person)”，没有生成一次性口令")
      }
      let present = try Credential.of(person, in: transaction)
      guard present?.password == nil || permit?.permission == Self.keepAccounts else {
        throw JournalError.invalid("账号“\(person)”已设密码，要由系统管理员重置")
      }
      try transaction.execute("DELETE FROM session WHERE person_id = \(person)")
      try transaction.execute("DELETE FROM credential WHERE person_id = \(person)")
      try transaction.execute(
        """
        INSERT INTO credential (person_id, password, one_time_code, changed_at, failures)
        VALUES (\(person), NULL, \(digest), \(now), 0)
        """)
    }
    tickets = tickets.filter { $0.value.person != person }
    try await note("code-issued", person: person, detail: "")
    return code
  }

  package static let keepAccounts = Permission("user", "U")

  /// Signs in with a password, or with a one-time code when no password is set yet.
  ///
  /// The attempt is counted before it is looked at, so that many at once are no way around the
  /// lock, and every answer takes the time of one hash, so that it does not tell which accounts
  /// exist.
  package func signIn(person: String, secret: String) async throws -> SignInOutcome {
    do {
      switch try await attempt(person) {
      case .unknown:
        _ = try await hasher.hash(secret)
        try await note("sign-in-refused", person: nil, detail: "unknown account")
        return .refused(Self.wrong)
      case .locked(let seconds):
        return .refused("连续输错，账号已锁定，请 \((seconds + 59) / 60) 分钟后再试")
      case .open(let credential):
        guard try await isRight(secret, for: credential) else {
          return try await failed(credential)
        }
        try await clearFailures(of: person)
        guard credential.password == nil else { return try await open(person) }
        return .mustSetPassword(ticket: ticket(for: person))
      }
    } catch is PasswordHasher.Overloaded {
      return .refused(Self.busy)
    }
  }

  /// Sets the first password with the ticket that a one-time code gave, and signs in.
  package func setPassword(
    ticket: String, password: String
  ) async throws -> SignInOutcome {
    let late = SignInOutcome.refused("设置密码的时间已过，请用一次性口令重新登录")
    guard let given = tickets[ticket], given.until > clock.seconds() else { return late }
    let id = given.person
    let named = try await database.read { try Credential.person(id, in: $0) }
    guard let named else { return late }
    if let problem = PasswordRule.problem(with: password, person: named) {
      return .refused(problem)
    }
    let hash: String?
    do { hash = try await hasher.hash(password) } catch { return .refused(Self.busy) }
    guard let hash else { return .refused("服务器内存不足，密码没有保存，请稍后再试") }
    // The ticket may have been used by another request while this one waited.
    guard tickets.removeValue(forKey: ticket) != nil else { return late }
    let now = clock.moment()
    try await database.write { transaction in
      try transaction.execute("DELETE FROM session WHERE person_id = \(id)")
      try transaction.execute(
        """
        UPDATE credential SET password = \(hash), one_time_code = NULL, changed_at = \(now),
          failures = 0, locked_until = NULL
        WHERE person_id = \(id)
        """)
    }
    try await note("password-set", person: id, detail: "")
    return try await open(id)
  }

  /// Changes the password of a signed-in person who knows the present one; other sessions end.
  ///
  /// Returns what is wrong, or nil when the new password is saved.
  package func changePassword(
    of signedIn: SignedIn, from present: String, to password: String
  ) async throws -> String? {
    let person = signedIn.actor.person
    let hash: String?
    do {
      switch try await attempt(person.id) {
      case .unknown: return Self.wrong
      case .locked: return "连续输错，账号已锁定，密码没有改，请稍后再试"
      case .open(let credential):
        guard credential.password != nil, try await isRight(present, for: credential) else {
          _ = try await failed(credential)
          return "现在的密码不对，密码没有改"
        }
      }
      try await clearFailures(of: person.id)
      if password == present { return "新密码与现在的相同，密码没有改" }
      if let problem = PasswordRule.problem(with: password, person: person) { return problem }
      hash = try await hasher.hash(password)
    } catch is PasswordHasher.Overloaded {
      return Self.busy
    }
    guard let hash else { return "服务器内存不足，密码没有保存，请稍后再试" }
    let (id, session, now) = (person.id, signedIn.session, clock.moment())
    try await database.write { transaction in
      try transaction.execute(
        "DELETE FROM session WHERE person_id = \(id) AND token_digest <> \(session)")
      try transaction.execute(
        "UPDATE credential SET password = \(hash), changed_at = \(now) WHERE person_id = \(id)")
    }
    try await note("password-changed", person: id, post: signedIn.actor.post.id, detail: "")
    return nil
  }

  private static let wrong = "账号或密码不对"
  private static let busy = "登录的人太多，请稍等片刻再试"

  private enum Attempt: Sendable {
    case unknown
    case locked(seconds: Int64)
    case open(Credential)
  }

  /// Counts an attempt; the fifth locks the account until it turns out to be right.
  private func attempt(_ person: String) async throws -> Attempt {
    let now = clock.seconds()
    return try await database.write { transaction in
      guard var credential = try Credential.of(person, in: transaction) else { return .unknown }
      if let until = credential.lockedUntil {
        if until > now { return .locked(seconds: until - now) }
        credential.failures = 0
      }
      credential.failures += 1
      let isLast = credential.failures >= Self.allowedFailures
      credential.lockedUntil = isLast ? now + Self.lockTime : nil
      try transaction.execute(
        """
        UPDATE credential
        SET failures = \(credential.failures), locked_until = \(credential.lockedUntil)
        WHERE person_id = \(person)
        """)
      return .open(credential)
    }
  }

  private func isRight(_ secret: String, for credential: Credential) async throws -> Bool {
    if let hash = credential.password { return try await hasher.verify(secret, hash: hash) }
    _ = try await hasher.hash(secret)
    guard let digest = credential.oneTimeCode else { return false }
    return Secrets.equal(Digest.hex(Self.normal(secret)), digest)
  }

  private func failed(_ credential: Credential) async throws -> SignInOutcome {
    try await note(
      "sign-in-refused", person: credential.person, detail: "\(credential.failures)")
    return .refused(
      credential.lockedUntil == nil
        ? Self.wrong
        : "连续输错 \(Self.allowedFailures) 次，账号锁定 \(Self.lockTime / 60) 分钟")
  }

  private func clearFailures(of person: String) async throws {
    try await database.write { transaction in
      _ = try transaction.execute(
        "UPDATE credential SET failures = 0, locked_until = NULL WHERE person_id = \(person)")
    }
  }

  private func ticket(for person: String) -> String {
    let ticket = Secrets.token()
    let now = clock.seconds()
    tickets = tickets.filter { $0.value.person != person && $0.value.until > now }
    tickets[ticket] = Ticket(person: person, until: now + Self.ticketTime)
    return ticket
  }

  /// Drops blanks and dashes, so that a code may be typed as it is read aloud.
  private static func normal(_ code: String) -> String {
    String(code.filter { !$0.isWhitespace && $0 != "-" })
  }
}

/// What the store knows of a person's secret.
private struct Credential: Sendable {
  var person: String
  var password: String?
  var oneTimeCode: String?
  var failures: Int64
  var lockedUntil: Int64?

  static func of(_ person: String, in session: any Session) throws -> Credential? {
    try session.rows(
      """
      SELECT password, one_time_code, failures, locked_until FROM credential
      WHERE person_id = \(person)
      """
    ).first.map {
      Credential(
        person: person, password: try $0.get("password"),
        oneTimeCode: try $0.get("one_time_code"), failures: try $0.get("failures"),
        lockedUntil: try $0.get("locked_until"))
    }
  }

  static func person(_ id: String, in session: any Session) throws -> Person? {
    try session.rows("SELECT id, name FROM person WHERE id = \(id)").first
      .map { Person(id: try $0.get("id"), name: try $0.get("name")) }
  }
}
