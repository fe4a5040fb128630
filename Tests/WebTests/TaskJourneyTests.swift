import Commands
import Ledgers
import Quantities
import Testing

@testable import Web

/// Directives, tasks and the inbox as people use them in the browser.
struct TaskJourneyTests {
  private static let csrf = ("csrf", SmallDistrict.csrf)

  @Test func `a leader's line goes to the unit's inbox and comes back with an answer`() async throws
  {
    let district = try await SmallDistrict.open()
    let commitment = try #require(try await district.commitments.first)
    let leader = try await district.browser(as: "LD")
    let page = try await leader.get("/commitments/\(commitment.id)").body
    #expect(page.contains("写批示"))
    let written = try await leader.post(
      "/directives",
      [
        Self.csrf, ("words", "一周内报方案"), ("unit", "industry"), ("due", "2022-07-08"),
        ("commitment", commitment.id),
      ])
    #expect(written.status == 303)

    let unit = try await district.browser(as: "DU")
    let inbox = try await unit.get("/inbox").body
    #expect(inbox.contains("一周内报方案"))
    #expect(inbox.contains(#"<b class="waiting">1</b>"#))
    let signed = try await unit.post(
      "/tasks/R-2022-0001/signature", [Self.csrf, ("back", "/inbox")])
    #expect(signed.location == "/inbox")
    #expect(try await unit.get("/inbox").body.contains("去反馈"))
    #expect(try await leader.get("/inbox").body.contains("反馈</td>"))
    let answered = try await unit.post(
      "/tasks/R-2022-0001/answers", [Self.csrf, ("words", "方案已报")])
    #expect(answered.status == 303)

    #expect(try await leader.get("/inbox").body.contains("批示已有答复"))
    #expect(try await leader.get("/directives").body.contains("方案已报"))
    #expect(try await leader.get("/commitments/\(commitment.id)").body.contains("R-2022-0001"))
    let closed = try await leader.post(
      "/tasks/R-2022-0001/verdict", [Self.csrf, ("verdict", "closed")])
    #expect(closed.status == 303)
    #expect(try await leader.get("/inbox").body.contains("没有等您办的事"))
    #expect(try await leader.get("/tasks/R-2022-0001").body.contains("已办结"))
  }

  @Test func `a target is proposed by one, agreed by two others, and its history names them`()
    async throws
  {
    let district = try await SmallDistrict.open()
    let commitment = try #require(
      try await district.commitments.first { $0.target.value != nil && $0.target.upper == nil })
    let path = "/commitments/\(commitment.id)"
    let proposed = try await district.browser(as: "SV").post(
      "\(path)/targets",
      [
        Self.csrf, ("value", "77"), ("from", "2022-06-01"), ("reason", "任务加码"),
        ("document", "会议纪要〔2022〕8号"),
      ])
    #expect(proposed.status == 303)
    for post in ["SVM", "LD"] {
      let browser = try await district.browser(as: post)
      #expect(try await browser.get("/inbox").body.contains("审批目标调整"))
      let agreed = try await browser.post(
        "\(path)/targets/T1/verdict", [Self.csrf, ("verdict", "agreed")])
      #expect(agreed.status == 303)
      #expect(!(try await browser.get("/inbox").body.contains("审批目标调整")))
    }
    let page = try await district.browser(as: "SV").get(path).body
    #expect(page.contains("会议纪要〔2022〕8号"))
    #expect(page.contains("人sv提出，人svm、人ld同意"))
    let past = try await district.browser(as: "SV").get("\(path)?day=2022-05-31&known=now").body
    #expect(past.contains(commitment.target.title.prefix(4)))
    #expect(!past.contains("<dd>≥ 77"))
  }

  @Test func `what a form gets wrong comes back with what was typed`() async throws {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "SV")
    let reply = try await browser.post(
      "/tasks",
      [Self.csrf, ("words", "查清原因"), ("unit", "industry"), ("due", "2022-06-01")])
    #expect(reply.status == 422)
    #expect(reply.body.contains("已经过去"))
    #expect(reply.body.contains("查清原因"))
  }

  @Test func `a target or a claim that is not understood stands in its form again`() async throws {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "SV")
    let commitments = try await district.commitments
    let target = try #require(
      commitments.first { $0.target.value != nil && $0.target.upper == nil })
    let proposed = try await browser.post(
      "/commitments/\(target.id)/targets",
      [
        Self.csrf, ("thing", "target"), ("value", "四十"), ("from", "2022-07-01"),
        ("reason", "任务加码"), ("document", "会议纪要〔2022〕8号"),
      ])
    #expect(proposed.status == 422)
    for typed in ["新目标“四十”不是数字", #"value="四十""#, #"value="任务加码""#, "会议纪要〔2022〕8号"] {
      #expect(proposed.body.contains(typed), "\(typed)")
    }
    // Without a metric nothing computes it, and the unit tells.
    let claimed = try #require(commitments.first)
    let unbound = try await browser.post(
      "/commitments/\(claimed.id)/confirmation",
      [Self.csrf, ("metric", ""), ("reason", "改为自报")])
    #expect(unbound.status == 303)
    let told = try await browser.post(
      "/commitments/\(claimed.id)/claims",
      [
        Self.csrf, ("thing", "claim"), ("period", "2022-06"), ("value", "十二"),
        ("evidence", "E2"), ("file", "月报第6期"), ("note", "已到位"),
      ])
    #expect(told.status == 422)
    for typed in ["自报值“十二”不是数字", #"value="十二""#, "月报第6期", "已到位", #"value="E2" selected"#] {
      #expect(told.body.contains(typed), "\(typed)")
    }
    #expect(!told.body.contains(#"/claims?day"#), "links of the page lead to the page")
  }

  @Test func `leaders begin with the ledger and everybody else with the inbox`() async throws {
    let district = try await SmallDistrict.open()
    for (post, place) in [
      ("LD", "/brief"), ("CC", "/brief"), ("SV", "/inbox"), ("SA", "/inbox"),
    ] {
      let browser = try await district.browser(as: post)
      #expect(try await browser.get("/").location == place)
    }
  }
}
