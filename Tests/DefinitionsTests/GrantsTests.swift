import Definitions
import Testing

struct GrantsTests {
  @Test func `what is not listed is denied`() throws {
    let grants = try BuiltIn.library().grants
    var listed: Set<[String]> = []
    for allowance in grants.allowances {
      listed.insert([allowance.object, allowance.action, allowance.role])
    }
    #expect(listed.count > 200)
    for object in grants.objects.keys {
      for action in grants.actions.keys {
        for role in grants.roles.map(\.code) where !listed.contains([object, action, role]) {
          #expect(
            grants.allows(object: object, action: action, role: role).isEmpty,
            "\(role) \(object).\(action)")
        }
      }
    }
    #expect(grants.allows(object: "nothing", action: "R", role: "SV").isEmpty)
    #expect(grants.allows(object: "report", action: "R", role: "nobody").isEmpty)
  }

  @Test(
    arguments: [
      ("report", "R", "LD", nil, [.all]), ("report", "C", "SV", nil, [.all]),
      ("report", "C", "LD", nil, []), ("commitment", "R", "DU", nil, [.dept]),
      ("commitment", "R", "PB", nil, [.pub]), ("stat.unit", "R", "SX", nil, [.all]),
      ("stat.unit", "R", "LD", nil, []), ("ent.business", "R", "DM", nil, [.dept]),
      ("ent.business", "R", "FN", nil, []), ("ent.business", "R", "FN", "payment", [.all]),
      ("ent.business", "R", "FN", "permu", []), ("ent.business", "R", "LD", nil, []),
      ("ent.business", "R", "LD", "aggregate", []), ("ent.fact", "C", "EA", nil, [.own]),
      ("audit", "R", "SA", nil, []), ("audit", "verify", "AU", nil, [.all]),
    ] as [(String, String, String, String?, [GrantScope])])
  func `reaches as far as the file says`(
    object: String, action: String, role: String, purpose: String?, scopes: [GrantScope]
  ) throws {
    let grants = try BuiltIn.library().grants
    #expect(
      grants.allows(object: object, action: action, role: role, purpose: purpose) == scopes)
  }

  @Test func `some actions want two`() throws {
    let grants = try BuiltIn.library().grants
    #expect(grants.rolesThatMustAgree(object: "target.change", action: "A") == ["SVM", "LD"])
    #expect(grants.rolesThatMustAgree(object: "report", action: "A") == [])
  }

  @Test func `without a file nobody may do anything`() {
    #expect(Grants.none.allows(object: "report", action: "R", role: "SV").isEmpty)
  }

  @Test func `a permission that the file does not know is reported`() throws {
    let grants = try BuiltIn.library().grants
    let remarks = grants.check([
      (object: "report", action: "R"), (object: "reprot", action: "R"),
    ])
    #expect(remarks.map(\.summary) == ["程序会问“reprot.R”的权限，文件里没有这一条；是否要写“report.R”？"])
  }

  @Test func `speaks the words of the office`() throws {
    let grants = try BuiltIn.library().grants
    #expect(grants.title(ofRole: "SV") == "督查员")
    #expect(grants.title(object: "report", action: "R") == "报告·查看")
    #expect(Set(grants.scopes.keys) == Set(GrantScope.allCases))
  }
}
