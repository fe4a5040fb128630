import Commands
import Definitions
import Documents
import HTTPTypes
import Testing

@testable import Web

/// Plants values that occur nowhere else and looks for them in everything that every post can get.
struct CanaryTests {
  /// A planted value, and the objects of the grants file under which it may be seen as it is; none
  /// for what is masked for everybody.
  private struct Canary: Sendable {
    var forms: [String]
    var objects: [String]

    /// Whether a role may see it without stating a purpose, told from the grants file alone.
    func isFree(for role: String, _ grants: Grants) -> Bool {
      objects.contains { !grants.allows(object: $0, action: "R", role: role).isEmpty }
    }
  }

  private static let firm = "91419802MA00000A9H"
  private static let persons = [
    Canary(forms: ["钱甲乙"], objects: []), Canary(forms: ["13987654321", "9876543"], objects: []),
    Canary(forms: ["孙丙丁"], objects: []), Canary(forms: ["13876543219", "8765432"], objects: []),
  ]
  private static let rest = [
    Canary(forms: ["48613", "48,613"], objects: ["ent.business"]),
    Canary(forms: ["73529", "73,529"], objects: ["stat.unit"]),
    Canary(forms: ["91827", "91,827", "93615", "93,615", "恒河铸件"], objects: ["stat.unit"]),
    Canary(forms: ["暗号丹桂"], objects: ["project.negotiation"]),
    Canary(forms: ["58427", "58,427"], objects: ["arrears.business"]),
  ]

  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    func write(_ register: String, _ csv: String, as post: String) async throws {
      try await district.write(register, csv, on: "2022-06-10", as: post)
    }
    try await write(
      "enterprise",
      "统一社会信用代码,企业名称,登记状态\n\(Self.firm),禾丰专用车辆有限公司,存续\n",
      as: "DU-market-regulation")
    try await write(
      "enterprise",
      "统一社会信用代码,2021年营业收入（万元）,联系人,联系电话\n\(Self.firm),48613,钱甲乙,13987654321\n", as: "DU")
    try await write(
      "enterprise", "统一社会信用代码,2021年研发经费内部支出（万元）\n\(Self.firm),73529\n",
      as: "DU-statistics")
    try await write("project", "项目编号,项目名称,谈判情况\nX-2022-0001,测试项目,暗号丹桂\n", as: "IAM")
    try await write(
      "arrears",
      "账款编号,款项名称,债权企业,债务方,拖欠金额（万元）\nZK-2022-0001,货款,\(Self.firm),某单位,58427\n", as: "FN")
    try await write(
      "person", "人员编号,姓名,所在企业,手机,服务专员岗位\nRY-00001,孙丙丁,\(Self.firm),13876543219,ES\n",
      as: "ES")
    try await Self.issueIndustry(in: district)
    return district
  }

  /// Four respondents, one of them planted, whose sums of a month are issued, with a second month
  /// that is not; a reason is noted for the fall of the planted one.
  private static func issueIndustry(in district: SmallDistrict) async throws {
    let codes = [
      "91419802MA00000A9H", "91419802MA00000B7C", "91419802MA00000C57", "91419802MA00000D32",
    ]
    let amounts = [("91827", "93615"), ("80000", "79000"), ("70000", "71000"), ("60000", "61000")]
    var sheet = "统一社会信用代码,单位名称,统计行业代码,单位规模"
    for month in [4, 5] { sheet += ",工业增加值（万元）2022年\(month)月,上年同期工业增加值（万元）2022年\(month)月" }
    for (code, pair) in zip(codes, amounts) {
      let name = code == firm ? "恒河铸件" : "某厂\(code.suffix(3))"
      sheet += "\n\(code),\(name),3630,小型,\(pair.0),\(pair.1),\(pair.0),\(pair.1)"
    }
    try await district.write("respondent", sheet + "\n", on: "2022-06-10", as: "SX")
    let browser = try await district.browser(as: "SX")
    let csrf = ("csrf", SmallDistrict.csrf)
    let issued = try await browser.post(
      "/industry/issues", [csrf, ("month", "2022-05"), ("act", "issue")])
    #expect(issued.location == "/industry/issues/Y-2022-05")
    let noted = try await browser.post(
      "/industry/notes",
      [csrf, ("month", "2022-05"), ("grouping", "respondent"), ("code", firm), ("words", "恒河铸件停炉")])
    #expect(noted.status == 303)
  }

  private static let subjects = [
    "enterprise": firm, "respondent": firm, "project": "X-2022-0001", "arrears": "ZK-2022-0001",
    "person": "RY-00001",
  ]
  /// The columns of the planted values.
  private static let columns = [
    "enterprise": ["revenue", "contact_name", "contact_phone", "rd_expenditure"],
    "respondent": ["name", "value_added", "value_added_before"],
    "project": ["negotiation_note"], "arrears": ["amount"], "person": ["name", "phone"],
  ]

  /// Every address of the route table that is only read, and every way to ask a list for a column.
  private func paths(_ site: Site) -> [String] {
    var paths = [
      "/industry", "/industry?month=2022-05", "/industry?by=size", "/industry?by=town",
      "/industry?by=park&span=month", "/industry?measure=output", "/industry?month=2022-04",
      "/industry?day=2022-06-20&known=now", "/industry/issues/Y-2022-05", "/search?q=恒河",
      "/industry/issues/Y-2022-05/docx", "/industry/issues/new?month=2022-04",
      "/respondents?rule=工业增加值 > 1万元", "/search?q=钱甲", "/search?q=qjy", "/search?q=1398765",
      "/search?q=孙丙", "/search?q=4861",
      "/enterprises?rule=营业收入 > 1万元", "/enterprises?rule=联系电话 = \"1398765\"",
      "/enterprises?rule=联系人 !=", "/enterprises?q=钱甲", "/people?q=孙丙", "/persons?q=sbd",
    ]
    for route in RouteTable(site: site).routes where route.method == .get {
      let owner =
        site.registers.all.first { route.path.hasSuffix("/\($0.id)") }
        ?? site.registers.all.first { route.path.contains("/\($0.id)/") }
        ?? site.registers.all.first { route.path.hasPrefix(site.registers.list($0.id)) }
      guard let register = owner else {
        paths.append(route.path.replacing(/:[a-z]+/) { _ in "B-2022-1" })
        continue
      }
      guard let code = Self.subjects[register.id] else {
        if route.path == site.registers.list(register.id) { paths.append(route.path) }
        continue
      }
      if route.path.hasSuffix("/:code") {
        paths += Self.asking(route.path.replacing(":code", with: code), register)
      } else {
        let isList = route.path == site.registers.list(register.id)
        paths += Self.asking(route.path, for: Self.columns[register.id] ?? [], isList, code)
      }
    }
    return paths.map(\.asAddress)
  }

  /// The ways to ask for one subject.
  private static func asking(_ path: String, _ register: Register) -> [String] {
    guard !path.hasPrefix("/api/") else { return [path] }
    return SubjectPage.Tab.allCases.map { "\(path)?tab=\($0.rawValue)" }
      + ["\(path)?known=now&day=2022-06-20&tab=facts"]
  }

  /// The ways to ask a list, its files and the single value for these columns.
  private static func asking(
    _ path: String, for columns: [String], _ isList: Bool, _ code: String
  ) -> [String] {
    ["\(path)?why=a"]
      + columns.flatMap { column in
        let plain = ["\(path)?column=\(column)&field=\(column)&code=\(code)&why=a"]
        guard isList else { return plain }
        return plain + [
          "\(path)?column=\(column)&sort=-\(column)", "\(path)?column=\(column)&group=\(column)",
          "\(path)?column=\(column)&state.\(column)=known",
        ]
      }
  }

  /// Everything a reply says, the cells of a workbook included.
  private func text(_ reply: Reply) throws -> String {
    if reply.headers[.contentType]?.contains("wordprocessingml") == true {
      return try DocumentReader.text(of: reply.bytes, name: "paper.docx").text
    }
    guard reply.headers[.contentType]?.contains("spreadsheetml") == true else { return reply.body }
    return try WorkbookReader.read(reply.bytes, name: "list.xlsx").sheets.map { sheet in
      sheet.rows.map { $0.map(\.written).joined(separator: " ") }.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  @Test func `a planted value is in nothing that a post without a right to it can get`()
    async throws
  {
    let district = try await district()
    let paths = paths(district.server.site)
    #expect(paths.count > 100)
    var seen = Set<String>()
    for post in district.posts where post.to == nil && !post.id.contains("-") {
      let hidden =
        Self.persons + Self.rest.filter { !$0.isFree(for: post.role, district.library.grants) }
      let browser = try await district.browser(as: post.id)
      // The digits of times and memory in the figures about the running may be any.
      for path in paths where path != "/metrics" {
        let reply = try await browser.get(path)
        let text = try text(reply)
        #expect(reply.status != 500, "\(path) as \(post.id)")
        for canary in hidden {
          for form in canary.forms where text.contains(form) {
            Issue.record("“\(form)” is told to \(post.id) by \(path)")
          }
        }
        for canary in Self.rest {
          for form in canary.forms where text.contains(form) { seen.insert(canary.objects[0]) }
        }
      }
    }
    // The search would find them if they were there: those with a right did get them.
    #expect(
      seen.isSuperset(of: ["ent.business", "stat.unit", "project.negotiation", "arrears.business"]))
  }

  @Test func `what is about persons is masked in the preview of the file that brings it`()
    async throws
  {
    let district = try await district()
    let browser = try await district.browser(as: "DU")
    let sent = try await browser.upload(
      "/imports",
      [
        "csrf": SmallDistrict.csrf, "register": "enterprise", "valid-from": "2022-06-30",
        "evidence": "E2",
      ],
      file: (
        "a.csv",
        "统一社会信用代码,联系人,联系电话\n\(Self.firm),李戊己,13712345678\n91419802MA00000B7C,周庚辛,1371234567890\n"
      ))
    let preview = try await browser.get(try #require(sent.location)).body
    #expect(preview.contains("李**") && preview.contains("钱**"))
    for form in ["李戊己", "13712345678", "钱甲乙", "13987654321", "1371234567890"] {
      #expect(!preview.contains(form), "\(form)")
    }
  }
}

extension String {
  /// The text as a browser sends it in the line of an address.
  var asAddress: String {
    let kept = Set("/?&=-_.~:".utf8)
    return utf8.map { byte in
      let scalar = UnicodeScalar(byte)
      return kept.contains(byte) || byte < 0x80 && scalar.properties.isAlphabetic
        || scalar.properties.numericType != nil && byte < 0x80
        ? String(scalar) : Address.encoded(byte)
    }.joined()
  }
}

extension Address {
  fileprivate static func encoded(_ byte: UInt8) -> String {
    "%" + String(byte, radix: 16, uppercase: true)
  }
}
