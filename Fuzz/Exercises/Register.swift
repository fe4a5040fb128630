import Feel
import Frames
import Quantities

/// A register of five subjects, with gaps and the largest numbers, for the texts to speak of.
enum Register {
  static let clock = DateTime("2022-06-30T12:00:00+08:00")

  static let vocabulary = Vocabulary([
    .init(key: "income", label: "营业收入", type: .number(MeasureUnit.named("万元"))),
    .init(key: "cost", label: "研发费用", type: .number(MeasureUnit.named("万元"))),
    .init(key: "staff", label: "从业 人数", type: .number(nil)),
    .init(key: "founded", label: "成立日期", type: .day),
    .init(key: "closed", label: "注销日期", type: .day),
    .init(key: "status", label: "登记状态", type: .code),
    .init(key: "name", label: "企业名称", type: .text),
    .init(key: "large", label: "规上工业", type: .boolean),
  ])

  static let names = Names(vocabulary.names.flatMap { [$0.key, $0.label] })

  static let frame = Frame(
    subjects: [1, 2, 3, 4, 5],
    columns: [
      "income": Column(
        storage: .integers([200_000, 199_999, 0, .max, .min], places: 2), valid: all),
      "cost": Column(storage: .integers([6_000, -1, 0, .min, .max], places: 2), valid: but(2)),
      "staff": Column(storage: .integers([20, 300, 0, -7, .max], places: 0), valid: but(3)),
      "founded": Column(storage: .days([0, 18_321, 18_292, 18_293, 2_932_896]), valid: all),
      "closed": Column(storage: .days([-719_162, 19_173, 0, 1, 11_016]), valid: but(1)),
      "status": Column(
        storage: .codes([0, 1, 2, 0, 1], dictionary: ["存续", "注销", ""]), valid: but(4)),
      "name": Column(
        storage: .codes([0, 1, 2, 0, 1], dictionary: ["星火智能装备", "a\"'\\b", "é"]), valid: all),
      "large": Column(storage: .booleans(but(2)), valid: but(0)),
    ])

  private static let all = Bitmap(count: 5, repeating: true)
  private static func but(_ row: Int) -> Bitmap {
    Bitmap(count: 5, rows: (0..<5).filter { $0 != row })
  }

  static func table(days: FactTable.Storage) -> FactTable {
    let columns = vocabulary.names.map { name in
      let storage: FactTable.Storage =
        switch name.type {
        case .number: .number(places: name.key == "staff" ? 0 : 2)
        case .day: days
        case .text, .code: .text
        case .boolean: .boolean
        }
      return (name.key, FactTable.Column(name: name.key, storage: storage))
    }
    return FactTable(
      name: "facts", key: "id", columns: Dictionary(uniqueKeysWithValues: columns))
  }

  /// The facts of one subject by key and label, with a list, a context and a function beside them.
  static func scope(row: Int) -> Scope {
    let facts = vocabulary.names.flatMap { name in
      let value = feel(frame.value(name.key, row: row))
      return [(name.key, value), (name.label, value)]
    }
    let list = FeelValue.list([.number(1), .null, .string("合符"), .boolean(true)])
    return Scope(FeelContext(facts + [("x", list), ("y", .context(FeelContext(facts)))]))
  }

  private static func feel(_ value: Value?) -> FeelValue {
    switch value {
    case nil: .null
    case .number(let number)?: .number(number)
    case .day(let day)?:
      CalendarDate(year: day.year, month: day.month, day: day.day).map { .date($0) } ?? .null
    case .text(let text)?: .string(text)
    case .boolean(let flag)?: .boolean(flag)
    }
  }
}
