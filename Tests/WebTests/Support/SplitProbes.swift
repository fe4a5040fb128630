@testable import Web

/// The probes for splits and bulletins.
enum SplitProbes {
  /// Probes for commitments, each with the unit that answers for it and no split yet.
  static func all(_ assigned: [(String, String)]) -> [String: [RouteProbe]] {
    var probes = fixed
    probes["GET /commitments/:code/split"] = assigned.map { code, unit in
      RouteProbe(
        path: "/commitments/\(code)/split",
        isAllowed: RouteProbe.reaching("commitment", "R", unit: unit))
    }
    probes["POST /commitments/:code/split"] = assigned.map { code, unit in
      RouteProbe(
        path: "/commitments/\(code)/split",
        isAllowed: RouteProbe.reaching("commitment", "U", unit: unit))
    }
    probes["POST /commitments/:code/split/pasted"] = assigned.map { code, unit in
      RouteProbe(
        path: "/commitments/\(code)/split/pasted",
        isAllowed: RouteProbe.reaching("commitment", "U", unit: unit))
    }
    probes["POST /commitments/:code/split/signature"] = assigned.map { code, unit in
      RouteProbe(
        path: "/commitments/\(code)/split/signature", fields: [("unit", unit)],
        isAllowed: { post, grants in
          RouteProbe.reaching("commitment", "R", unit: unit)(post, grants)
            && RouteProbe.reaching("split", "S", unit: unit)(post, grants)
        })
    }
    probes["POST /commitments/:code/split/entries/:entry/undo"] = assigned.map { code, unit in
      RouteProbe(
        path: "/commitments/\(code)/split/entries/999/undo",
        isAllowed: { post, grants in
          RouteProbe.reaching("commitment", "R", unit: unit)(post, grants)
            && (RouteProbe.any("commitment", "U")(post, grants)
              || RouteProbe.any("split", "S")(post, grants))
        })
    }
    return probes
  }

  private static let fixed: [String: [RouteProbe]] = [
    "GET /commitments/split": [
      RouteProbe(path: "/commitments/split", isAllowed: RouteProbe.any("commitment", "R"))
    ],
    "GET /commitments/split/:form": [
      RouteProbe(path: "/commitments/split/docx", isAllowed: RouteProbe.any("commitment", "X")),
      RouteProbe(path: "/commitments/split/xlsx", isAllowed: RouteProbe.any("commitment", "X")),
    ],
    "GET /commitments/lights/:form": [
      RouteProbe(path: "/commitments/lights/xlsx", isAllowed: RouteProbe.any("commitment", "X"))
    ],
    "POST /commitments/split/sending": [
      RouteProbe(path: "/commitments/split/sending", isAllowed: RouteProbe.any("commitment", "U"))
    ],
    "GET /letters": [RouteProbe(path: "/letters", isAllowed: RouteProbe.any("letter", "C"))],
    "POST /letters": [
      RouteProbe(
        path: "/letters", fields: [("unit", "industry"), ("kind", "reminder")],
        isAllowed: RouteProbe.any("letter", "C"))
    ],
    "GET /letters/:unit/:form": [
      RouteProbe(path: "/letters/industry/docx", isAllowed: RouteProbe.any("letter", "C"))
    ],
    "GET /papers/:code/:form": [
      RouteProbe(path: "/papers/DB-2022-001/docx", isAllowed: RouteProbe.any("letter", "R"))
    ],
    "POST /papers/:code/cancellation": [
      RouteProbe(
        path: "/papers/DB-2022-001/cancellation", isAllowed: RouteProbe.any("letter", "C"))
    ],
    "GET /bulletins": [
      RouteProbe(path: "/bulletins", isAllowed: RouteProbe.any("bulletin", "R"))
    ],
    "GET /bulletins/new": [
      RouteProbe(path: "/bulletins/new", isAllowed: RouteProbe.any("bulletin", "C"))
    ],
    "POST /bulletins": [
      RouteProbe(path: "/bulletins", isAllowed: RouteProbe.any("bulletin", "C"))
    ],
    "GET /bulletins/:code": [
      RouteProbe(path: "/bulletins/N-2022-001", isAllowed: RouteProbe.any("bulletin", "R"))
    ],
    "POST /bulletins/:code": [
      RouteProbe(path: "/bulletins/N-2022-001", isAllowed: RouteProbe.any("bulletin", "U"))
    ],
    "POST /bulletins/:code/issue": [
      RouteProbe(path: "/bulletins/N-2022-001/issue", isAllowed: RouteProbe.any("bulletin", "A"))
    ],
    "GET /bulletins/:code/:form": [
      RouteProbe(path: "/bulletins/N-2022-001/docx", isAllowed: RouteProbe.any("bulletin", "R"))
    ],
  ]
}
