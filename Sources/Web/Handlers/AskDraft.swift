import Commands
import Definitions
import Facts
import Frames
import Quantities

/// A request for data as it stands in the address of its form, in a saved template, or in a form
/// that was sent.
struct AskDraft: Sendable {
  var register: Register?
  var title: String
  var reason: String
  var due: Day?
  /// The condition in the words in which it was typed.
  var condition: String
  /// The same in the codes that facts keep.
  private var coded: String
  /// What cannot be understood in the condition.
  private(set) var problem: String?
  var subject: String
  var fields: [String]
  var period: Period?

  private static let names = ["register", "title", "reason", "rule", "code", "field", "period"]

  init(_ items: [Address.Item], for desk: DeskVisit) async throws {
    func text(_ name: String) -> String {
      items.first { $0.name == name }?.value.trimmingBlanks ?? ""
    }
    register = desk.site.library.registers[text("register")]
    title = text("title")
    reason = text("reason")
    due = Day(text("due"))
    condition = text("rule")
    coded = condition
    subject = text("code")
    var seen: Set<String> = []
    fields = items.filter { $0.name == "field" && seen.insert($0.value).inserted }.map(\.value)
    period = Period(text("period"))
    guard !condition.isEmpty, let words = try await Self.words(of: register, for: desk) else {
      return
    }
    coded = words.coded(condition)
    problem = words.unknown(in: condition).map { "条件里的\($0.message)" }
  }

  init(_ ask: Ask, for desk: DeskVisit) async throws {
    register = desk.site.library.registers[ask.request.register]
    title = ask.title
    reason = ask.reason
    due = nil
    coded = ask.request.condition
    condition = coded
    subject = ask.request.subject
    fields = ask.request.fields
    period = ask.request.period
    guard let words = try await Self.words(of: register, for: desk) else { return }
    condition = words.worded(coded)
  }

  private static func words(
    of register: Register?, for desk: DeskVisit
  ) async throws -> ConditionWords? {
    guard let register else { return nil }
    return ConditionWords(try await RegisterReading(desk, register))
  }

  /// What is wanted; nil until a register and a field are chosen.
  var request: DataRequest? {
    guard let register, !fields.isEmpty else { return nil }
    return DataRequest(
      register: register.id, condition: subject.isEmpty ? coded : "", subject: subject,
      fields: fields, period: period)
  }

  /// The items of an address that opens the form as it stands; a template has no due day.
  func items(withDue: Bool = false) -> [Address.Item] {
    let words = [
      ("register", register?.id ?? ""), ("title", title), ("reason", reason),
      ("rule", condition), ("code", subject), ("period", period?.description ?? ""),
      ("due", withDue ? due?.description ?? "" : ""),
    ]
    return words.filter { !$0.1.isEmpty }.map { .init(name: $0.0, value: $0.1) }
      + fields.map { .init(name: "field", value: $0) }
  }
}
