import Commands
import Foundation
import Ledgers
import Quantities
import Storage
import Testing

@testable import Web

/// Decisions about a read report as people send them, with and without the page's script.
struct ReportDecisionTests {
  private static let report = "/reports/B-2022-1"

  private func item(_ code: String, of district: SmallDistrict) async throws -> LedgerItem {
    try #require(
      try await district.database.read { try LedgerStore.item(code, in: $0) })
  }

  /// The fields that a form of the page sends for an item, with some typed anew.
  private func fields(
    _ item: LedgerItem, prefix: String = "", _ typed: [String: String] = [:]
  ) -> [(String, String)] {
    let draft = ItemDraft(ItemRevision(item.commitment), words: item.commitment.text)
    let all = [
      "words": draft.words, "subject": draft.subject, "kind": draft.kind,
      "comparison": draft.comparison, "value": draft.value, "upper": draft.upper,
      "measure": draft.measure, "reference": draft.reference, "direction": draft.direction,
      "modality": draft.modality, "strength": draft.strength, "from": draft.from,
      "due": draft.due, "metric": draft.metric, "unit": draft.unit,
    ].merging(typed) { $1 }
    return all.map { (prefix + $0.key, $0.value) } + [("csrf", SmallDistrict.csrf)]
  }

  @Test func `an edit is offered, written, shown and undone by plain forms`() async throws {
    let district = try await SmallDistrict.open()
    let officer = try await district.browser(as: "SV")
    let before = try await item("C-2022-001", of: district)
    let place = Self.report + "/items/C-2022-001/edit"
    let form = try await officer.get(place)
    #expect(form.status == 200)
    #expect(form.body.contains(#"name="subject" value="\#(before.commitment.subject)""#))
    #expect(form.body.contains("<!doctype html>"))
    let sent = try await officer.post(
      place,
      fields(before, ["subject": "规上工业企业净增", "value": "25", "due": "2022-11-30"]) + [
        ("version", "\(before.version)"), ("reason", "与起草组核对"), ("form", "commitment"),
      ])
    #expect(sent.status == 303)
    let page = try await officer.get(Self.report)
    #expect(page.body.contains("规上工业企业净增"))
    #expect(page.body.contains("与起草组核对"))
    let edited = try await item("C-2022-001", of: district)
    #expect(edited.commitment.target.value == 25)
    #expect(edited.commitment.due?.description == "2022-11-30")
    let undone = try await officer.post(
      Self.report + "/decisions/\(edited.version)/undo", ["csrf": SmallDistrict.csrf])
    #expect(undone.status == 303)
    #expect(try await item("C-2022-001", of: district).commitment == before.commitment)
  }

  @Test(arguments: [("value", "二十"), ("due", "年底"), ("subject", "")])
  func `what cannot be read is shown again with what was typed`(
    field: String, typed: String
  ) async throws {
    let district = try await SmallDistrict.open()
    let officer = try await district.browser(as: "SV")
    let before = try await item("C-2022-001", of: district)
    let reply = try await officer.post(
      Self.report + "/items/C-2022-001/edit",
      fields(before, [field: typed, "modality": "打过的字"]) + [("version", "\(before.version)")])
    #expect(reply.status == 422)
    #expect(reply.body.contains("没有改动"))
    #expect(reply.body.contains("打过的字"))
    #expect(try await item("C-2022-001", of: district) == before)
  }

  @Test func `a late decision is refused with a way on`() async throws {
    let district = try await SmallDistrict.open()
    let officer = try await district.browser(as: "SV")
    let before = try await item("C-2022-001", of: district)
    try await district.assign("C-2022-001", to: "industry")
    let reply = try await officer.post(
      Self.report + "/items/C-2022-001/edit",
      fields(before) + [("version", "\(before.version)")])
    #expect(reply.status == 422)
    #expect(reply.body.contains("在您打开之后又有改动"))
  }

  @Test func `a split is proposed by clauses and written with codes of its own`() async throws {
    let district = try await SmallDistrict.open()
    let officer = try await district.browser(as: "SV")
    let whole = try await item("C-2022-001", of: district)
    let place = Self.report + "/items/C-2022-001/split"
    let form = try await officer.get(place)
    #expect(form.body.contains(#"name="2-words""#))
    #expect(!form.body.contains(#"name="3-words""#))
    #expect(try await officer.get(place + "?parts=3").body.contains(#"name="3-words""#))
    let sent = try await officer.post(
      place,
      fields(whole, prefix: "1-") + fields(whole, prefix: "2-", ["subject": "另一件"]) + [
        ("version", "\(whole.version)"), ("parts", "2"),
      ])
    #expect(sent.status == 303)
    let page = try await officer.get(Self.report)
    #expect(page.body.contains("由 C-2022-001 拆出"))
    #expect(!page.body.contains(#"id="item-C-2022-001""#))
  }

  @Test func `chosen items are merged`() async throws {
    let district = try await SmallDistrict.open()
    let officer = try await district.browser(as: "SV")
    let items = try await [item("C-2022-001", of: district), item("C-2022-002", of: district)]
    let none = try await officer.get(Self.report + "/merge?item=C-2022-001")
    #expect(none.status == 409 || none.status == 422)
    let form = try await officer.get(Self.report + "/merge?item=C-2022-001&item=C-2022-002")
    #expect(form.body.contains("合并 C-2022-001、C-2022-002"))
    let sent = try await officer.post(
      Self.report + "/merge",
      fields(items[0]) + items.map { ("item", "\($0.id):\($0.version)") })
    #expect(sent.status == 303)
    #expect(try await officer.get(Self.report).body.contains("由 C-2022-001、C-2022-002 合并"))
  }

  @Test func `background asks for a reason`() async throws {
    let district = try await SmallDistrict.open()
    let officer = try await district.browser(as: "SV")
    let before = try await item("C-2022-002", of: district)
    let place = Self.report + "/items/C-2022-002/background"
    #expect(try await officer.get(place).body.contains("必填"))
    let version = [("version", "\(before.version)"), ("csrf", SmallDistrict.csrf)]
    #expect(try await officer.post(place, version).status == 422)
    #expect(try await officer.post(place, version + [("reason", "去年的事")]).status == 303)
    #expect(try await officer.get(Self.report).body.contains("列为背景 1 项"))
  }

  @Test func `words of a paragraph are marked, read again alone`() async throws {
    let district = try await SmallDistrict.open()
    let officer = try await district.browser(as: "SV")
    let text = SmallDistrict.report
    let words = "全面提升产业能级"
    let place = try #require(text.firstRange(of: words))
    let from = text[..<place.lowerBound].unicodeScalars.count
    let to = from + words.unicodeScalars.count
    let form = try await officer.get(Self.report + "/passages?from=\(from)&to=\(to)&part=1")
    #expect(form.body.contains(words))
    #expect(!form.body.contains("<!doctype html>"), "a part comes without the page around it")
    let edition = try #require(
      try await district.database.read { try LedgerStore.edition(of: "B-2022-1", in: $0) })
    func mark(_ words: String) async throws -> Reply {
      try await officer.post(
        Self.report + "/passages",
        [
          ("csrf", SmallDistrict.csrf), ("edition", "\(edition)"), ("start", "\(from)"),
          ("end", "\(to)"), ("due", "2022-12-31"), ("words", words), ("form", "task"),
          ("subject", words),
          ("kind", "milestone"), ("comparison", "none"), ("direction", "up"),
          ("strength", "plain"),
        ])
    }
    #expect(try await mark("不在这一段里").status == 422)
    let marked = try await mark(words)
    #expect(marked.status == 303, "\(marked.body)")
    let page = try await officer.get(Self.report)
    #expect(page.body.contains("R-2022-0001"))
    #expect(page.body.contains("人工标注"))
  }

  @Test func `the script gets only what changed`() async throws {
    let district = try await SmallDistrict.open()
    let officer = try await district.browser(as: "SV")
    let before = try await item("C-2022-001", of: district)
    let reply = try await officer.post(
      Self.report + "/items/C-2022-001/confirmation",
      [("csrf", SmallDistrict.csrf), ("version", "\(before.version)"), ("part", "1")])
    #expect(reply.status == 200)
    let parts = reply.body.components(separatedBy: "<template data-for=\"").dropFirst()
      .map { $0.prefix { $0 != "\"" } }
    #expect(parts.contains("item-C-2022-001"))
    #expect(parts.contains("progress"))
    #expect(!parts.contains("item-C-2022-002"))
    #expect(!parts.contains { $0.hasPrefix("p-") }, "a confirmed promise was one before")
  }

  @Test func `a reader without the right sees no forms`() async throws {
    let district = try await SmallDistrict.open()
    let page = try await district.browser(as: "LD").get(Self.report)
    #expect(page.status == 200)
    for form in ["data-act", "/passages", "/editions", "name=\"item\""] {
      #expect(!page.body.contains(form), "\(form)")
    }
  }

  @Test func `a corrected text is compared, taken in and taken back`() async throws {
    let district = try await SmallDistrict.open()
    let officer = try await district.browser(as: "SV")
    try await district.assign("C-2022-001", to: "industry")
    try await district.assign("C-2022-002", to: "commerce")
    let before = try await officer.get(Self.report)
    let text =
      SmallDistrict.report.replacing("挂牌1家", with: "挂牌2家")
      .replacing("市场主体突破5万户。", with: "") + "\n（三）提升内贸。新增限上商贸企业9家。"
    let sent = try await officer.upload(
      Self.report + "/editions", ["csrf": SmallDistrict.csrf], file: ("正式稿.txt", text))
    let preview = try #require(sent.location)
    let page = try await officer.get(preview)
    for words in ["改动：重新待定", "删去：随原句", "新增：新读出", "沿用"] {
      #expect(page.body.contains(words), "\(words)")
    }
    let other = try await district.browser(as: "SVM").get(preview)
    #expect(other.status == 403)
    #expect(
      try await officer.post(preview + "/entry", ["csrf": SmallDistrict.csrf]).location
        == Self.report)
    let revised = try await officer.get(Self.report)
    #expect(revised.body.contains("第 2 稿"))
    #expect(revised.body.contains("更正前："))
    #expect(revised.body.contains("更正稿已删去 1 项"))
    #expect(try await item("C-2022-001", of: district).commitment.unit == "industry")
    let entry = try #require(
      try await district.database.read { try LedgerStore.edition(of: "B-2022-1", in: $0) })
    let undone = try await officer.post(
      Self.report + "/decisions/\(entry)/undo", ["csrf": SmallDistrict.csrf])
    #expect(undone.status == 303)
    let after = try await officer.get(Self.report)
    #expect(
      after.body.components(separatedBy: "<aside")[0]
        == before.body.components(separatedBy: "<aside")[0], "the text stands as it stood")
  }

  @Test func `a report of the same year and title is taken for a correction`() async throws {
    let district = try await SmallDistrict.open()
    let officer = try await district.browser(as: "SV")
    let reply = try await officer.upload(
      "/reports",
      ["csrf": SmallDistrict.csrf, "title": "2022年政府工作报告", "year": "2022"],
      file: ("正式稿.txt", SmallDistrict.report + "\n（三）提升内贸。新增限上商贸企业9家。"))
    #expect(reply.location?.hasPrefix(Self.report + "/editions/") == true)
  }
}
