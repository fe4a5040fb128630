import Commands
import Storage
import Testing

@Suite("Accounts") struct AccountsTests {
  private static let password = "Chengchuan#2022"

  private func world() async throws -> (district: District, accounts: Accounts) {
    let district = try await District()
    return (district, Accounts(database: district.database, clock: district.time.clock))
  }

  /// Takes a person through the one-time code to a password, and returns the session's token.
  private func enrol(_ person: String, _ accounts: Accounts) async throws -> String {
    let code = try await accounts.issueCode(for: person)
    guard
      case .mustSetPassword(let ticket) = try await accounts.signIn(person: person, secret: code),
      case .signedIn(let token) = try await accounts.setPassword(
        ticket: ticket, password: Self.password)
    else {
      Issue.record("no session")
      return ""
    }
    return token
  }

  private func refused(_ outcome: SignInOutcome) -> String? {
    if case .refused(let reason) = outcome { reason } else { nil }
  }

  @Test func `a one-time code sets a password, and the password signs in`() async throws {
    let (_, accounts) = try await world()
    let token = try await enrol("wen", accounts)
    let signedIn = try #require(try await accounts.session(token: token))
    #expect(signedIn.actor == District.actor("SV-1"), "the ended post is passed over")
    guard case .signedIn = try await accounts.signIn(person: "wen", secret: Self.password) else {
      Issue.record("the password does not sign in")
      return
    }
  }

  @Test func `a code may be typed as it is read aloud, and only once sets a password`() async throws
  {
    let (_, accounts) = try await world()
    let code = try await accounts.issueCode(for: "wen")
    let spaced = code.replacing("-", with: " ")
    guard
      case .mustSetPassword(let ticket) = try await accounts.signIn(person: "wen", secret: spaced)
    else {
      Issue.record("the code is refused")
      return
    }
    _ = try await accounts.setPassword(ticket: ticket, password: Self.password)
    #expect(refused(try await accounts.signIn(person: "wen", secret: code)) == "账号或密码不对")
    #expect(
      refused(try await accounts.setPassword(ticket: ticket, password: Self.password)) != nil)
  }

  @Test func `the right to set a password ends after ten minutes`() async throws {
    let (district, accounts) = try await world()
    let code = try await accounts.issueCode(for: "wen")
    guard case .mustSetPassword(let ticket) = try await accounts.signIn(person: "wen", secret: code)
    else { return }
    district.time.pass(seconds: 601)
    #expect(
      refused(try await accounts.setPassword(ticket: ticket, password: Self.password))
        == "设置密码的时间已过，请用一次性口令重新登录")
  }

  @Test func `an account and a password that do not exist are refused alike`() async throws {
    let (_, accounts) = try await world()
    _ = try await enrol("wen", accounts)
    let wrong = refused(try await accounts.signIn(person: "wen", secret: "x"))
    #expect(wrong == refused(try await accounts.signIn(person: "nobody", secret: "x")))
  }

  @Test func `five failures lock the account for a quarter of an hour`() async throws {
    let (district, accounts) = try await world()
    _ = try await enrol("wen", accounts)
    for _ in 1...4 {
      #expect(refused(try await accounts.signIn(person: "wen", secret: "x")) == "账号或密码不对")
    }
    #expect(
      refused(try await accounts.signIn(person: "wen", secret: "x")) == "连续输错 5 次，账号锁定 15 分钟")
    district.time.pass(seconds: 60)
    #expect(
      refused(try await accounts.signIn(person: "wen", secret: Self.password))
        == "连续输错，账号已锁定，请 14 分钟后再试")
    district.time.pass(seconds: 14 * 60)
    #expect(refused(try await accounts.signIn(person: "wen", secret: Self.password)) == nil)
  }

  @Test func `a right password forgets the failures before it`() async throws {
    let (_, accounts) = try await world()
    _ = try await enrol("wen", accounts)
    for _ in 1...3 {
      for _ in 1...4 { _ = try await accounts.signIn(person: "wen", secret: "x") }
      #expect(refused(try await accounts.signIn(person: "wen", secret: Self.password)) == nil)
    }
  }

  @Test func `many guesses at once are no way around the lock`() async throws {
    let (_, accounts) = try await world()
    _ = try await enrol("wen", accounts)
    let answers = try await withThrowingTaskGroup(of: SignInOutcome.self) { group in
      for number in 1...20 {
        group.addTask { try await accounts.signIn(person: "wen", secret: "guess \(number)") }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count { refused($0)?.hasPrefix("连续输错，账号已锁定") == true } == 15)
    #expect(refused(try await accounts.signIn(person: "wen", secret: Self.password)) != nil)
  }

  @Test func `a session ends after thirty idle minutes`() async throws {
    let (district, accounts) = try await world()
    let token = try await enrol("wen", accounts)
    for _ in 1...3 {
      district.time.pass(seconds: 29 * 60)
      #expect(try await accounts.session(token: token) != nil)
    }
    district.time.pass(seconds: 30 * 60)
    #expect(try await accounts.session(token: token) == nil)
  }

  @Test func `a session ends after twelve hours however busy`() async throws {
    let (district, accounts) = try await world()
    let token = try await enrol("wen", accounts)
    for _ in 1...35 {
      district.time.pass(seconds: 20 * 60)
      #expect(try await accounts.session(token: token) != nil)
    }
    district.time.pass(seconds: 20 * 60)
    #expect(try await accounts.session(token: token) == nil)
  }

  @Test func `a session ends with the post it acts in`() async throws {
    let (district, accounts) = try await world()
    let token = try await enrol("wen", accounts)
    let signedIn = try #require(try await accounts.session(token: token))
    #expect(try await !accounts.switchPost(of: signedIn, to: "DU-old"), "it has ended")
    #expect(try await !accounts.switchPost(of: signedIn, to: "LD-1"), "it is another person's")
    district.time.set("2021-06-01")
    #expect(try await accounts.switchPost(of: signedIn, to: "DU-old"))
    #expect(try await accounts.session(token: token)?.actor.post.id == "DU-old")
    district.time.set("2022-01-05")
    #expect(try await accounts.session(token: token) == nil)
  }

  @Test func `signing out ends the session`() async throws {
    let (_, accounts) = try await world()
    let token = try await enrol("wen", accounts)
    let signedIn = try #require(try await accounts.session(token: token))
    try await accounts.signOut(signedIn)
    #expect(try await accounts.session(token: token) == nil)
    #expect(try await accounts.session(token: "") == nil)
  }

  @Test func `a password is reset by whoever keeps accounts, and ends the sessions`() async throws {
    let (district, accounts) = try await world()
    let token = try await enrol("wen", accounts)
    await #expect(throws: JournalError.self) { _ = try await accounts.issueCode(for: "wen") }
    #expect(try await accounts.session(token: token) != nil)
    let permit = try district.authority.permit(
      District.actor("SA-1"), Accounts.keepAccounts, on: day("2022-01-05"))
    _ = try await accounts.issueCode(for: "wen", permit: permit)
    #expect(try await accounts.session(token: token) == nil)
    #expect(refused(try await accounts.signIn(person: "wen", secret: Self.password)) != nil)
    await #expect(throws: JournalError.self) {
      _ = try await accounts.issueCode(for: "nobody", permit: permit)
    }
  }

  @Test func `neither a token nor a code nor a password lies in the store`() async throws {
    let (district, accounts) = try await world()
    let code = try await accounts.issueCode(for: "tao")
    let token = try await enrol("wen", accounts)
    _ = try await accounts.signIn(person: "wen", secret: "Typed-Wrong-1")
    let stored = try await district.database.read { session in
      try (["credential", "session", "security_log"] as [SQL]).flatMap {
        try session.rows("SELECT * FROM \($0)").flatMap(\.values)
      }
    }
    let text = stored.map { "\($0)" }.joined()
    for secret in [code, code.replacing("-", with: ""), token, Self.password, "Typed-Wrong-1"] {
      #expect(!text.contains(secret))
    }
    #expect(text.contains("$argon2id$"))
  }

  @Test func `the security log tells what happened in order`() async throws {
    let (district, accounts) = try await world()
    _ = try await enrol("wen", accounts)
    _ = try await accounts.signIn(person: "wen", secret: "x")
    _ = try await accounts.signIn(person: "nobody", secret: "x")
    let events = try await district.database.read { session in
      try session.rows("SELECT event FROM security_log ORDER BY id")
        .map { try $0.get("event") as String }
    }
    #expect(
      events == [
        "code-issued", "password-set", "signed-in", "sign-in-refused", "sign-in-refused",
      ])
  }

  @Test func `a person without a post today cannot sign in`() async throws {
    let (district, accounts) = try await world()
    district.time.set("2020-01-01")
    let code = try await accounts.issueCode(for: "lu")
    guard case .mustSetPassword(let ticket) = try await accounts.signIn(person: "lu", secret: code)
    else { return }
    #expect(
      refused(try await accounts.setPassword(ticket: ticket, password: Self.password))
        == "该账号今天没有有效岗位，请联系系统管理员")
  }
}

@Suite("Passwords") struct PasswordRuleTests {
  private let person = Person(id: "wenqinghe", name: "温清禾")

  @Test(
    arguments: [
      ("Chengchuan#2022", nil),
      ("合符Ledger2022", nil),
      ("Short#1", "密码至少 10 位"),
      (String(repeating: "aB3#", count: 33), "密码最多 128 位"),
      ("onlylowercase", "密码须含小写字母、大写字母、数字、符号中的三类"),
      ("lowercase1234", "密码须含小写字母、大写字母、数字、符号中的三类"),
      ("Password#2022", "密码过于常见，请换一个"),
      ("Xy#12345678z", "密码过于常见，请换一个"),
      ("Wenqinghe#2022", "密码不能包含姓名或账号"),
      ("温清禾Ledger#2022", "密码不能包含姓名或账号"),
    ] as [(String, String?)])
  func `is judged`(password: String, problem: String?) {
    #expect(PasswordRule.problem(with: password, person: person) == problem)
  }

  @Test func `a hash belongs to its password and to no other`() throws {
    let hash = try #require(Secrets.hash(password: "Chengchuan#2022"))
    #expect(hash.hasPrefix("$argon2id$"))
    #expect(Secrets.verify(password: "Chengchuan#2022", hash: hash))
    #expect(!Secrets.verify(password: "Chengchuan#2023", hash: hash))
    #expect(!Secrets.verify(password: "Chengchuan#2022", hash: ""))
    #expect(try #require(Secrets.hash(password: "Chengchuan#2022")) != hash)
  }

  @Test func `digests are those of FIPS 180-4`() {
    #expect(
      Digest.hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    var digest = Digest()
    digest.add("a")
    digest.add([UInt8]("bc".utf8))
    #expect(digest.hex() == Digest.hex("abc"))
    #expect(Digest.hex([0x61, 0x62, 0x63]) == Digest.hex("abc"))
  }
}
