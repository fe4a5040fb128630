import Definitions

/// The description of the interface for the registers that a reader may open (OpenAPI 3.1).
struct OpenAPIDocument: Sendable {
  private let registers: [Register]
  /// Those that the reader may take away in bulk.
  private let listed: [Register]
  /// Whether the reader may see commitments.
  private let hasLedger: Bool
  /// Whether the reader may take away what could be done for commitments.
  private let hasSteps: Bool
  /// Whether the reader may see requests for data.
  private let hasAsks: Bool
  /// Whether the reader may see the issued sums of industry.
  private let hasIndustry: Bool
  private let book: SchemaBook

  init(
    registers: [Register], listed: [Register], hasLedger: Bool, hasSteps: Bool, hasAsks: Bool,
    hasIndustry: Bool, library: Library
  ) {
    self.hasIndustry = hasIndustry
    self.hasAsks = hasAsks
    self.hasSteps = hasSteps
    self.registers = registers
    self.listed = listed
    self.hasLedger = hasLedger
    book = SchemaBook(registers: registers, library: library)
  }

  var json: JSON {
    .object([
      ("openapi", .text("3.1.0")),
      (
        "info",
        .object([
          ("title", .text("合符数据接口")), ("version", .text("1")),
          ("description", .text(Self.description)),
        ])
      ),
      ("servers", .list([.object([("url", .text("/"))])])),
      ("security", .list([.object([("session", .list([]))])])),
      ("paths", .object(paths)),
      (
        "components",
        .object([
          (
            "securitySchemes",
            .object([
              (
                "session",
                .object([
                  ("type", .text("apiKey")), ("in", .text("cookie")),
                  ("name", .text(Gate.sessionCookie)),
                ])
              )
            ])
          ), ("schemas", .object(book.all)),
        ])
      ),
    ])
  }

  private static let description = """
    与网页同一套权限：看得到什么由当前岗位决定，看不到的值是 null，看不到的对象不返回，只报个数。\
    登录后带会话 cookie 请求；岗位在网页上切换。出错时返回 application/problem+json（RFC 9457），code 不变。\
    整份清单要有导出权限才能读，可以用 why=用途 说明用途；个人信息一律遮盖，清单里不返回。\
    清单还可以按一个数据项筛选：f.数据项的键=值，或 state.数据项的键=known、missing、stale、orphan。\
    每个回答带 ETag，请求带 If-None-Match 而数据没有变化时回答 304。
    """

  private var paths: [(String, JSON)] {
    let root = APIHandlers.root
    let ledger = [
      ("\(root)/commitments", get("承诺和读数", "LedgerList", Self.time)),
      (
        "\(root)/commitments/{code}",
        get("一项承诺和读数", "LedgerFile", [Self.code("承诺编号，例如 C-2022-017")] + Self.time)
      ),
      (
        "\(root)/commitments/{code}/lights",
        get("各月末按当时所知的灯", "LightList", [Self.code("承诺编号，例如 C-2022-017")] + Self.time)
      ),
    ]
    let steps = [("\(root)/next", get("本周先做什么", "StepList", Self.steps + Self.time))]
    let asks = [
      ("\(root)/asks", get("采集和进度", "AskList", Self.time)),
      (
        "\(root)/asks/{code}",
        get("一次采集和各单位的进度", "AskFile", [Self.code("采集编号，例如 A-2022-001")] + Self.time)
      ),
    ]
    let industry = [("\(root)/industry", get("规上工业运行汇总", "IndustryMonths", Self.time))]
    return [
      (
        "\(root)/openapi.json", get("本说明", "Document", schema: .object([("type", .text("object"))]))
      ),
      ("\(root)/registers", get("登记簿的清单", "RegisterIndex", Self.time)),
    ] + (hasLedger ? ledger : []) + (hasSteps ? steps : []) + (hasAsks ? asks : [])
      + (hasIndustry ? industry : [])
      + registers.flatMap(paths)
  }

  private func paths(_ register: Register) -> [(String, JSON)] {
    let path = "\(APIHandlers.root)/registers/\(register.id)"
    let list = (
      path,
      get("\(register.title)清单", SchemaBook.name(register, "List"), Self.listing + Self.time)
    )
    return (listed.contains(register) ? [list] : []) + [
      (
        "\(path)/{code}",
        get(
          "一个\(register.title)和它的事实", SchemaBook.name(register, "Subject"),
          [Self.code(register.codeLabel)] + Self.time)
      )
    ]
  }

  private func get(
    _ summary: String, _ name: String, _ parameters: [JSON] = [], schema: JSON? = nil
  ) -> JSON {
    let problems = [("400", "参数不对"), ("401", "没有登录"), ("403", "没有权限"), ("404", "没有这个对象")]
    return .object([
      (
        "get",
        .object([
          ("summary", .text(summary)), ("operationId", .text("get\(name)")),
          ("parameters", .list(parameters)),
          (
            "responses",
            .object(
              [
                (
                  "200",
                  Self.response(
                    "成功", "application/json", schema ?? SchemaBook.reference(name), hasTag: true)
                ), ("304", .object([("description", .text("数据没有变化"))])),
              ]
                + problems.map { status, title in
                  (
                    status,
                    Self.response(
                      title, "application/problem+json", SchemaBook.reference("Problem"))
                  )
                })
          ),
        ])
      )
    ])
  }

  private static func response(
    _ description: String, _ type: String, _ schema: JSON, hasTag: Bool = false
  ) -> JSON {
    let tag = JSON.object([
      ("description", .text("随数据变化的标记")),
      ("schema", .object([("type", .text("string"))])),
    ])
    return .object(
      [("description", .text(description))]
        + (hasTag ? [("headers", .object([("ETag", tag)]))] : [])
        + [("content", .object([(type, .object([("schema", schema)]))]))])
  }

  // MARK: Parameters

  private static func code(_ description: String) -> JSON {
    parameter("code", in: "path", description, isRequired: true)
  }

  private static let time = [
    parameter("day", in: "query", "时点，不晚于今天；不写就是今天", format: "date"),
    parameter(
      "known", in: "query", "用什么时候的数据：then 按当时所知（默认），now 按今天所知", words: ["then", "now"]),
  ]

  private static let steps = [
    parameter("unit", in: "query", "只要一个单位主管的事项：单位代码"),
    parameter("chain", in: "query", "只要一条产业链的对象：产业链编号"),
    parameter("park", in: "query", "只要一个园区的对象：园区编号"),
    parameter("commitment", in: "query", "只要推动一件承诺的事项：承诺编号"),
  ]

  private static let listing = [
    parameter("q", in: "query", "名称、曾用名、编号的一部分，或拼音首字母"),
    parameter("rule", in: "query", "FEEL 条件，例如 营业收入 > 2000万元；不能判断的不返回"),
    parameter("sort", in: "query", "按一个数据项的键、name 或 code 排序，前面加 - 为倒序"),
    repeated("column", "要返回的数据项的键，可重复；不写就返回能看的全部"),
    parameter("page", in: "query", "第几页，从 1 起", type: "integer"),
    parameter("limit", in: "query", "每页几个，最多 \(RegisterResource.mostRows)", type: "integer"),
  ]

  private static func parameter(
    _ name: String, in place: String, _ description: String, isRequired: Bool = false,
    type: String = "string", format: String? = nil, words: [String] = []
  ) -> JSON {
    var schema: [(String, JSON)] = [("type", .text(type))]
    if let format { schema.append(("format", .text(format))) }
    if !words.isEmpty { schema.append(("enum", .list(words.map { .text($0) }))) }
    if type == "integer" { schema.append(("minimum", .number(1))) }
    return .object([
      ("name", .text(name)), ("in", .text(place)), ("required", .boolean(isRequired)),
      ("description", .text(description)), ("schema", .object(schema)),
    ])
  }

  private static func repeated(_ name: String, _ description: String) -> JSON {
    .object([
      ("name", .text(name)), ("in", .text("query")), ("required", .boolean(false)),
      ("description", .text(description)), ("explode", .boolean(true)),
      (
        "schema",
        .object([
          ("type", .text("array")), ("items", .object([("type", .text("string"))])),
        ])
      ),
    ])
  }
}
