import Definitions
import Foundation
import Quantities
import Testing

/// An installation's own folder over the built-in one.
struct OverlayTests {
  private func load(
    _ files: [String: Data], _ check: (Library, [Remark]) throws -> Void
  ) throws {
    let builtIn = try #require(Library.builtInFolder())
    try TestFiles.withTemporaryFolder { folder in
      for (name, content) in files {
        let file = URL(filePath: folder).appending(path: name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try content.write(to: file)
      }
      let (library, remarks) = Library.load(folders: [builtIn, folder])
      try check(library, remarks)
    }
  }

  private func metric(_ id: String, title: String, filter: String) -> Data {
    Data(
      """
      id: \(id)
      title: \(title)
      basis:
        - document: 本区统计办法
      standing: local
      definition: 本区口径
      proof: 名单
      unit: 户
      kind: stock
      keeper: statistics
      least-evidence: E2
      calendar: 每月
      measure:
        count:
          register: enterprise
          where: \(filter)
      binds:
        subject:
          - [市场主体]
        kinds: [level]

      """.utf8)
  }

  @Test func `a definition of the same id replaces the built-in one`() throws {
    let own = metric("market-entities", title: "本区市场主体", filter: "登记状态 = \"存续\"")
    try load(["metrics/market-entities.yaml": own]) { library, remarks in
      #expect(remarks == [])
      #expect(library.metrics["market-entities"]?.title == "本区市场主体")
      #expect(library.metrics["market-entities"]?.leastEvidence == .documented)
      let builtIn = try BuiltIn.library()
      #expect(library.metrics.count == builtIn.metrics.count)
    }
  }

  @Test func `a new id is added`() throws {
    let own = metric("own-metric", title: "自定指标", filter: "登记状态 = \"存续\"")
    try load(["metrics/own-metric.yaml": own]) { library, remarks in
      #expect(remarks == [])
      #expect(library.metrics["own-metric"]?.title == "自定指标")
      #expect(library.metrics["market-entities"] != nil)
    }
  }

  @Test func `a file of a Windows editor reads like any other`() throws {
    let own = metric("own-metric", title: "自定指标", filter: "登记状态 = \"存续\"")
    let text = "\u{FEFF}" + String(decoding: own, as: UTF8.self).replacing("\n", with: "\r\n")
    try load(["metrics/own-metric.yaml": Data(text.utf8)]) { library, remarks in
      #expect(remarks == [])
      #expect(library.metrics["own-metric"]?.title == "自定指标")
    }
  }

  @Test func `nesting without end is refused`() throws {
    let deep = Data(String(repeating: "[", count: 200_000).utf8)
    try load(["metrics/deep.yaml": deep]) { library, remarks in
      #expect(remarks.map(\.severity) == [.error])
      #expect(library.metrics["deep"] == nil)
    }
  }

  @Test(arguments: ["登记状态 = ", "登记状况 = \"存续\"", "登记状态 = \"存在\""])
  func `a bad definition is refused and the old one stays in force`(filter: String) throws {
    let own = metric("market-entities", title: "本区市场主体", filter: filter)
    try load(["metrics/market-entities.yaml": own]) { library, remarks in
      #expect(remarks.map(\.severity).sorted { $0.rawValue < $1.rawValue } == [.error, .note])
      #expect(remarks.contains { $0.summary.contains("原有的“market-entities”仍然有效") })
      let title = try BuiltIn.library().metrics["market-entities"]?.title
      #expect(library.metrics["market-entities"]?.title == title)
    }
  }

  @Test(arguments: [Data([0xFF, 0xFE, 0x00]), Data(), Data("- 列表\n".utf8), Data("a: [".utf8)])
  func `what cannot even be read changes nothing`(content: Data) throws {
    try load(["metrics/market-entities.yaml": content, "calendars/2022.yaml": content]) {
      library, remarks in
      #expect(remarks.count { $0.severity == .error } == 2)
      #expect(remarks.count { $0.severity == .note } == 2)
      let title = try BuiltIn.library().metrics["market-entities"]?.title
      #expect(library.metrics["market-entities"]?.title == title)
      #expect(try library.calendarYears[2022] == BuiltIn.library().calendarYears[2022])
    }
  }

  @Test func `a new year's calendar joins the others`() throws {
    let calendar = """
      id: "2027"
      title: 2027 年工作日历
      basis:
        - document: 国办发明电〔2026〕1号
      standing: law
      holidays:
        - { name: 元旦, from: 2027-01-01, to: 2027-01-03 }
      workdays: []

      """
    try load(["calendars/2027.yaml": Data(calendar.utf8)]) { library, remarks in
      #expect(remarks == [])
      let day = try #require(Day("2026-12-31"))
      #expect(library.calendar.missingYears(on: day) == [])
      #expect(try library.calendar.adding(workingDays: 1, to: day).description == "2027-01-04")
    }
  }

  @Test func `a folder that is not there is said and the rest stays`() throws {
    let builtIn = try #require(Library.builtInFolder())
    let (library, remarks) = Library.load(folders: [builtIn, "/nowhere/definitions"])
    #expect(remarks.map(\.description) == ["/nowhere/definitions:1:1: error: 定义文件夹打不开，没有读入"])
    #expect(!library.metrics.isEmpty)
  }
}
