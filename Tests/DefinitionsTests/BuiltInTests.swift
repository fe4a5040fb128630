import Definitions
import Feel
import Quantities
import Testing

/// The definitions that come with the program, loaded once for all tests.
enum BuiltIn {
  private static let loaded = Library.builtInFolder().map { Library.load(folders: [$0]) }

  static func library() throws -> Library { try #require(loaded).library }
}

struct BuiltInTests {
  @Test func `the definitions check without a remark, every worked case run`() throws {
    let folder = try #require(Library.builtInFolder())
    #expect(Checker.check(folder).map(\.description) == [])
  }

  @Test func `every register is there, with a code, a name and fields`() throws {
    let library = try BuiltIn.library()
    let wanted = [
      "arrears", "chain", "challenge", "commitment", "document", "enterprise", "fair", "fee",
      "fund",
      "link", "loan", "order", "parcel", "park", "person", "platform", "policy", "product",
      "project", "reform", "region", "respondent", "supply-relation", "trip", "unit", "visit",
    ]
    #expect(library.registers.keys.sorted() == wanted)
    for register in library.registers.values {
      #expect(!register.fields.isEmpty)
      #expect(register.problem(withCode: "没有这种代码 ") != nil || register.codeRule == .any)
      #expect(library.grants.objects[register.factObject] != nil, "\(register.id)")
      for field in register.fields {
        #expect(register.field(named: field.label)?.key == field.key)
        #expect(!field.purpose.isEmpty, "\(register.id).\(field.key)")
      }
    }
  }

  /// The short codes that people speak on the telephone.
  @Test(
    arguments: [
      ("chain", "L-03"), ("policy", "Z-2022-014"), ("challenge", "T-2022-05"),
      ("trip", "V-2022-003"),
      ("parcel", "D-01-0123"), ("project", "X-2022-0035"), ("link", "L-03-02"),
      ("enterprise", "91419802MA00000A9H"),
    ])
  func `codes look as the offices speak them`(register: String, code: String) throws {
    let register = try #require(try BuiltIn.library().registers[register])
    #expect(register.problem(withCode: code) == nil)
    #expect(register.problem(withCode: code + "0") != nil)
  }

  @Test func `every register can be seen and written by somebody`() throws {
    let library = try BuiltIn.library()
    for register in library.registers.values {
      for action in ["R", "C"] {
        let roles = library.grants.roles.filter {
          !library.grants.allows(object: register.factObject, action: action, role: $0.code).isEmpty
        }
        #expect(!roles.isEmpty || register.id == "enterprise", "\(register.id) \(action)")
      }
    }
  }

  @Test func `what a rule may say is the register's labels and two days`() throws {
    let enterprise = try #require(try BuiltIn.library().registers["enterprise"])
    let names = enterprise.vocabulary
    #expect(names.name("营业收入")?.key == "revenue")
    #expect(names.name("revenue")?.label == "营业收入")
    #expect(names.name("时点")?.key == "as_of")
    #expect(names.name("时段起")?.key == "period_from")
    #expect(names.name("没有这一项") == nil)
  }

  @Test func `every metric can be measured or says why not`() throws {
    let library = try BuiltIn.library()
    #expect(library.metrics.count >= 26)
    for metric in library.metrics.values {
      if case .unavailable(_, let reason) = metric.measure {
        #expect(!reason.isEmpty, "\(metric.id)")
      } else {
        #expect(
          metric.measure.registers.allSatisfy { library.registers[$0] != nil }, "\(metric.id)")
      }
      #expect(library.lights["default"]?.aspects[metric.kind.aspect] != nil, "\(metric.id)")
    }
  }

  @Test func `a light without its inputs is grey and names them`() throws {
    let rule = try #require(try BuiltIn.library().lights["default"])
    let verdict = rule.light("relative") { $0 == "difference" ? nil : .boolean(false) }
    #expect(verdict.light == .grey)
    #expect(verdict.missing == ["差值"])
    #expect(rule.light("nothing") { _ in nil }.light == .grey)
  }
}
