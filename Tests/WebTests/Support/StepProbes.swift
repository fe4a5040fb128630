@testable import Web

/// The probes for the one page and the list of what to do.
enum StepProbes {
  static let all: [String: [RouteProbe]] = [
    "GET /brief": [RouteProbe(path: "/brief", isAllowed: RouteProbe.any("commitment", "R"))],
    "GET /brief/:form": [
      RouteProbe(path: "/brief/docx", isAllowed: RouteProbe.any("commitment", "R"))
    ],
    "GET /next": [RouteProbe(path: "/next", isAllowed: RouteProbe.any("commitment", "R"))],
    "GET /next/:form": [
      RouteProbe(path: "/next/xlsx", isAllowed: RouteProbe.any("commitment", "X"))
    ],
    "GET /api/v1/next": [
      RouteProbe(path: "/api/v1/next", isAllowed: RouteProbe.any("commitment", "X"))
    ],
  ]
}
