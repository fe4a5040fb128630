import Commands
import Definitions
import Findings
import Ledgers

@testable import Web

/// The probes for every route, over things in and out of the scope of the test's posts.
struct RouteProbes: Sendable {
  let all: [String: [RouteProbe]]

  init(_ district: SmallDistrict) async throws {
    let codes = try await district.commitments.map(\.id)
    let units = ["industry", "commerce", "town-yanchi", "park-equipment"]
    let assigned = Array(zip(codes, units))
    for (code, unit) in assigned { try await district.assign(code, to: unit) }
    let batch = try await district.write(
      "enterprise", Self.sheet, on: "2022-03-01", as: "DU-market-regulation")
    var probes = Self.fixed
    probes["GET /commitments/:code"] = assigned.map { code, unit in
      RouteProbe(
        path: "/commitments/\(code)",
        isAllowed: RouteProbe.reaching("commitment", "R", unit: unit))
    }
    probes["POST /commitments/:code/confirmation"] = assigned.map { code, unit in
      RouteProbe(
        path: "/commitments/\(code)/confirmation",
        isAllowed: RouteProbe.reaching("commitment", "U", unit: unit))
    }
    for act in ["confirmation", "edit", "split", "background"] {
      for method in act == "confirmation" ? ["POST"] : ["GET", "POST"] {
        probes["\(method) /reports/:code/items/:item/\(act)"] = assigned.map { code, unit in
          RouteProbe(
            path: "/reports/B-2022-1/items/\(code)/\(act)",
            isAllowed: RouteProbe.reaching("commitment", "U", unit: unit))
        }
      }
    }
    for (key, probe) in SplitProbes.all(assigned) { probes[key] = probe }
    for (key, probe) in try await TaskProbes.all(district) { probes[key] = probe }
    for (key, probe) in StepProbes.all { probes[key] = probe }
    for (key, probe) in TaskProbes.aboutCommitments(assigned) { probes[key] = probe }
    probes["POST /imports/:entry/reversal"] = [
      RouteProbe(
        path: "/imports/\(batch)/reversal",
        isAllowed: RouteProbe.reaching(
          "import", "undo", unit: "market-regulation", owner: "DU-market-regulation"))
    ]
    let registers = district.server.site.registers
    let opening = registers.all.map { RouteProbe.opening($0) }
    let checked = Set(
      district.library.detectors.values.filter { $0.isDecidable }.map { $0.register })
    let opensChecked = zip(registers.all, opening).filter { checked.contains($0.0.id) }.map(\.1)
    for path in ["/quality/issues", "/quality/issues/:key"] {
      probes["GET \(path)"] = [
        RouteProbe(
          path: path, isAllowed: { post, grants in opensChecked.contains { $0(post, grants) } })
      ]
    }
    probes["GET /projects/duplicates"] = zip(registers.all, opening)
      .filter { $0.0.id == "project" }
      .map { RouteProbe(path: "/projects/duplicates", isAllowed: $0.1) }
    for path in ["/registers", "/quality", "/api/v1/registers"] {
      probes["GET \(path)"] = [
        RouteProbe(
          path: path, isAllowed: { post, grants in opening.contains { $0(post, grants) } })
      ]
    }
    probes["GET /api/v1/commitments/:code"] = assigned.map { code, unit in
      RouteProbe(
        path: "/api/v1/commitments/\(code)",
        isAllowed: RouteProbe.reaching("commitment", "R", unit: unit))
    }
    probes["GET /api/v1/commitments/:code/lights"] = assigned.map { code, unit in
      RouteProbe(
        path: "/api/v1/commitments/\(code)/lights",
        isAllowed: RouteProbe.reaching("commitment", "R", unit: unit))
    }
    for (register, isAllowed) in zip(registers.all, opening) {
      let path = registers.list(register.id)
      probes["GET \(path)"] = [RouteProbe(path: path, isAllowed: isAllowed)]
      let mayExport = RouteProbe.exporting(register)
      let (form, list) = ("/files/\(register.id)/form", "/files/\(register.id)/list")
      probes["GET \(form)"] = [RouteProbe(path: form, isAllowed: isAllowed)]
      probes["GET \(list)"] = ["", "?why=a"].map {
        RouteProbe(path: list + $0, isAllowed: mayExport)
      }
      if let family = ["enterprise": "ent", "person": "talent"][register.id] {
        let path = "/unmask/\(register.id)"
        let mayUnmask: @Sendable (Post, Grants) -> Bool = { post, grants in
          !grants.allows(
            object: "\(family).unmask", action: "R", role: post.role, purpose: "case"
          ).isEmpty && isAllowed(post, grants)
        }
        probes["GET \(path)"] = [RouteProbe(path: path, isAllowed: mayUnmask)]
        probes["POST \(path)"] = [
          RouteProbe(path: path, fields: [("purpose", "case")], isAllowed: mayUnmask)
        ]
      }
      // A code that nobody has: whoever may open the register is told that it is not there.
      probes["GET \(path)/:code"] = [
        RouteProbe(path: "\(path)/nobody", isAllowed: isAllowed)
      ]
      let file = RegisterHandlers.filePath(register)
      probes["GET \(file)"] = [RouteProbe(path: file, isAllowed: mayExport)]
      let resource = "/api/v1/registers/\(register.id)"
      probes["GET \(resource)"] = [RouteProbe(path: resource, isAllowed: mayExport)]
      probes["GET \(resource)/:code"] = [
        RouteProbe(path: "\(resource)/nobody", isAllowed: isAllowed)
      ]
    }
    all = probes
  }

  private static let sheet = """
    统一社会信用代码,企业名称,登记状态
    91419802MA00000A9H,测试企业,存续
    """

  private static let asks: @Sendable (Post, Grants) -> Bool = { post, grants in
    [("ask", "C"), ("ask.answer", "U"), ("burden", "R")].contains {
      RouteProbe.any($0, $1)(post, grants)
    }
  }

  private static let fixed: [String: [RouteProbe]] = [
    "GET /": [RouteProbe(path: "/", isAllowed: RouteProbe.everybody)],
    "GET /account": [RouteProbe(path: "/account", isAllowed: RouteProbe.everybody)],
    "POST /account/password": [
      RouteProbe(
        path: "/account/password", fields: [("password", "a"), ("again", "b")],
        isAllowed: RouteProbe.everybody)
    ],
    "GET /search": [RouteProbe(path: "/search?q=1", isAllowed: RouteProbe.everybody)],
    "POST /session/end": [RouteProbe(path: "/session/end", isAllowed: RouteProbe.everybody)],
    "POST /session/post": [
      RouteProbe(
        path: "/session/post", fields: [("post", "nobody")], isAllowed: RouteProbe.everybody)
    ],
    "GET /commitments": [
      RouteProbe(path: "/commitments", isAllowed: RouteProbe.any("commitment", "R"))
    ],
    "GET /reports": [RouteProbe(path: "/reports", isAllowed: RouteProbe.any("report", "R"))],
    "GET /reports/:code": [
      RouteProbe(path: "/reports/B-2022-1", isAllowed: RouteProbe.any("report", "R"))
    ],
    "POST /reports": [
      RouteProbe(path: "/reports", isAllowed: RouteProbe.any("report", "C"))
    ],
    "POST /reports/:code/questions/:number/answer": [
      RouteProbe(
        path: "/reports/B-2022-1/questions/99/answer", isAllowed: RouteProbe.any("report", "U"))
    ],
    "POST /reports/:code/place": [
      RouteProbe(path: "/reports/B-2022-1/place", isAllowed: RouteProbe.any("report", "U"))
    ],
    "GET /reports/:code/beside/:other": [
      RouteProbe(
        path: "/reports/B-2022-1/beside/B-2021-1", isAllowed: RouteProbe.any("report", "R"))
    ],
    "POST /reports/:code/beside/:other/links": [
      RouteProbe(
        path: "/reports/B-2022-1/beside/B-2021-1/links",
        isAllowed: RouteProbe.any("commitment", "U"))
    ],
    "POST /reports/:code/beside/:other/remainders/:key": [
      RouteProbe(
        path: "/reports/B-2022-1/beside/B-2021-1/remainders/C-2021-001~",
        isAllowed: RouteProbe.any("commitment", "U"))
    ],
    "POST /reports/:code/beside/:other/entries/:entry/undo": [
      RouteProbe(
        path: "/reports/B-2022-1/beside/B-2021-1/entries/999/undo",
        isAllowed: RouteProbe.any("commitment", "U"))
    ],
    "GET /reports/:code/merge": [
      RouteProbe(
        path: "/reports/B-2022-1/merge?item=C-2022-001&item=C-2022-002",
        isAllowed: RouteProbe.any("commitment", "U"))
    ],
    "POST /reports/:code/merge": [
      RouteProbe(
        path: "/reports/B-2022-1/merge",
        fields: [("item", "C-2022-001:0"), ("item", "C-2022-002:0")],
        isAllowed: RouteProbe.any("commitment", "U"))
    ],
    "GET /reports/:code/passages": [
      RouteProbe(
        path: "/reports/B-2022-1/passages?from=0&to=6", isAllowed: RouteProbe.any("report", "U"))
    ],
    "POST /reports/:code/passages": [
      RouteProbe(path: "/reports/B-2022-1/passages", isAllowed: RouteProbe.any("report", "U"))
    ],
    "POST /reports/:code/decisions/:entry/undo": [
      RouteProbe(
        path: "/reports/B-2022-1/decisions/999/undo",
        isAllowed: { post, grants in
          RouteProbe.any("report", "U")(post, grants)
            || RouteProbe.any("commitment", "U")(post, grants)
        })
    ],
    "GET /reports/:code/editions": [
      RouteProbe(path: "/reports/B-2022-1/editions", isAllowed: RouteProbe.any("report", "U"))
    ],
    "POST /reports/:code/editions": [
      RouteProbe(path: "/reports/B-2022-1/editions", isAllowed: RouteProbe.any("report", "U"))
    ],
    "GET /reports/:code/editions/:ticket": [
      RouteProbe(path: "/reports/B-2022-1/editions/x", isAllowed: RouteProbe.any("report", "U"))
    ],
    "POST /reports/:code/editions/:ticket/entry": [
      RouteProbe(
        path: "/reports/B-2022-1/editions/x/entry", isAllowed: RouteProbe.any("report", "U"))
    ],
    "POST /reports/:code/editions/:ticket/discard": [
      RouteProbe(
        path: "/reports/B-2022-1/editions/x/discard", isAllowed: RouteProbe.any("report", "U"))
    ],
    "GET /imports": [RouteProbe(path: "/imports", isAllowed: RouteProbe.any("import", "C"))],
    "POST /imports": [RouteProbe(path: "/imports", isAllowed: RouteProbe.any("import", "C"))],
    "GET /imports/firms": [
      RouteProbe(path: "/imports/firms", isAllowed: RouteProbe.any("import", "C"))
    ],
    "POST /imports/firms": [
      RouteProbe(path: "/imports/firms", isAllowed: RouteProbe.any("import", "C"))
    ],
    "GET /imports/previews/:ticket": [
      RouteProbe(path: "/imports/previews/x", isAllowed: RouteProbe.any("import", "C"))
    ],
    "GET /records/:register": [
      RouteProbe(path: "/records/nothing", isAllowed: RouteProbe.any("import", "C"))
    ],
    "POST /bulk/:register": [
      RouteProbe(path: "/bulk/nothing", isAllowed: RouteProbe.any("import", "C"))
    ],
    "POST /records/:register": [
      RouteProbe(path: "/records/nothing", isAllowed: RouteProbe.any("import", "C"))
    ],
    "GET /imports/previews/:ticket/problems": [
      RouteProbe(path: "/imports/previews/x/problems", isAllowed: RouteProbe.any("import", "C"))
    ],
    "POST /imports/previews/:ticket/columns": [
      RouteProbe(path: "/imports/previews/x/columns", isAllowed: RouteProbe.any("import", "C"))
    ],
    "POST /imports/previews/:ticket/entry": [
      RouteProbe(path: "/imports/previews/x/entry", isAllowed: RouteProbe.any("import", "C"))
    ],
    "POST /imports/previews/:ticket/discard": [
      RouteProbe(path: "/imports/previews/x/discard", isAllowed: RouteProbe.any("import", "C"))
    ],
    "GET /asks": [RouteProbe(path: "/asks", isAllowed: Self.asks)],
    "GET /asks/new": [RouteProbe(path: "/asks/new", isAllowed: RouteProbe.any("ask", "C"))],
    "POST /asks": [RouteProbe(path: "/asks", isAllowed: RouteProbe.any("ask", "C"))],
    "POST /asks/templates": [
      RouteProbe(path: "/asks/templates", isAllowed: RouteProbe.any("ask", "C"))
    ],
    "POST /asks/templates/:entry/removal": [
      RouteProbe(path: "/asks/templates/1/removal", isAllowed: RouteProbe.any("ask", "C"))
    ],
    "GET /asks/:code": [RouteProbe(path: "/asks/nobody", isAllowed: Self.asks)],
    "POST /asks/:code/cells": [
      RouteProbe(path: "/asks/nobody/cells", isAllowed: RouteProbe.any("ask.answer", "U"))
    ],
    "POST /asks/:code/upload": [
      RouteProbe(path: "/asks/nobody/upload", isAllowed: RouteProbe.any("ask.answer", "U"))
    ],
    "POST /asks/:code/returns": [
      RouteProbe(path: "/asks/nobody/returns", isAllowed: RouteProbe.any("ask.answer", "U"))
    ],
    "POST /asks/:code/ending": [
      RouteProbe(path: "/asks/nobody/ending", isAllowed: RouteProbe.any("ask", "C"))
    ],
    "GET /files/asks/answer": [
      RouteProbe(path: "/files/asks/answer", isAllowed: RouteProbe.any("ask", "C"))
    ],
    "GET /files/asks/:code": [RouteProbe(path: "/files/asks/nobody", isAllowed: Self.asks)],
    "GET /burden": [RouteProbe(path: "/burden", isAllowed: RouteProbe.any("burden", "R"))],
    "GET /burden/file": [
      RouteProbe(path: "/burden/file", isAllowed: RouteProbe.any("burden", "R"))
    ],
    "GET /api/v1/asks": [RouteProbe(path: "/api/v1/asks", isAllowed: Self.asks)],
    "GET /api/v1/asks/:code": [RouteProbe(path: "/api/v1/asks/nobody", isAllowed: Self.asks)],
    "POST /quality/issues/:key/decision": [
      RouteProbe(
        path: "/quality/issues/nobody/decision", isAllowed: RouteProbe.any("quality", "U"))
    ],
    "POST /quality/issues/:key/undo": [
      RouteProbe(path: "/quality/issues/nobody/undo", isAllowed: RouteProbe.any("quality", "U"))
    ],
    "GET /indicators": [
      RouteProbe(path: "/indicators", isAllowed: RouteProbe.any("indicator", "R"))
    ],
    "GET /indicators/:id": [
      RouteProbe(
        path: "/indicators/industrial-growth-over-city",
        isAllowed: RouteProbe.any("indicator", "R"))
    ],
    "GET /api/v1/openapi.json": [
      RouteProbe(path: "/api/v1/openapi.json", isAllowed: RouteProbe.everybody)
    ],
    "GET /api/v1/commitments": [
      RouteProbe(path: "/api/v1/commitments", isAllowed: RouteProbe.any("commitment", "R"))
    ],
    "POST /views": [
      RouteProbe(
        path: "/views", fields: [("register", "enterprise"), ("title", ""), ("query", "")],
        isAllowed: RouteProbe.any("view", "C"))
    ],
    "POST /views/:entry/removal": [
      RouteProbe(path: "/views/1/removal", isAllowed: RouteProbe.any("view", "U"))
    ],
    "GET /industry": [
      RouteProbe(path: "/industry", isAllowed: RouteProbe.any("stat.aggregate", "R"))
    ],
    "GET /api/v1/industry": [
      RouteProbe(path: "/api/v1/industry", isAllowed: RouteProbe.any("stat.aggregate", "R"))
    ],
    "POST /industry/notes": [
      RouteProbe(
        path: "/industry/notes",
        fields: [("month", "2022-05"), ("grouping", "industry"), ("code", "36")],
        isAllowed: RouteProbe.any("stat.aggregate", "U")),
      RouteProbe(
        path: "/industry/notes",
        fields: [("month", "2022-05"), ("grouping", "respondent"), ("code", "nobody")],
        isAllowed: RouteProbe.any("stat.unit", "C")),
    ],
    "GET /industry/issues/new": [
      RouteProbe(
        path: "/industry/issues/new?month=2022-05",
        isAllowed: RouteProbe.any("stat.aggregate", "A"))
    ],
    "POST /industry/issues": [
      RouteProbe(
        path: "/industry/issues", fields: [("month", "2022-05")],
        isAllowed: RouteProbe.any("stat.aggregate", "A"))
    ],
    "GET /industry/issues/:code": [
      RouteProbe(path: "/industry/issues/nobody", isAllowed: RouteProbe.any("stat.aggregate", "R"))
    ],
    "GET /industry/issues/:code/:form": [
      RouteProbe(
        path: "/industry/issues/nobody/pdf", isAllowed: RouteProbe.any("stat.aggregate", "R"))
    ],
    "GET /journal": [RouteProbe(path: "/journal", isAllowed: RouteProbe.any("audit", "R"))],
    "GET /journal/verification": [
      RouteProbe(path: "/journal/verification", isAllowed: RouteProbe.any("audit", "verify"))
    ],
    "GET /security": [RouteProbe(path: "/security", isAllowed: RouteProbe.any("security", "R"))],
  ]
}
