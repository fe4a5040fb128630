import Feel
import Frames
import Quantities

/// A register made of edges: month ends, leap days, the last fen, the largest numbers, and gaps.
enum ColumnsWorld {
  static let vocabulary = Vocabulary([
    .init(key: "income", label: "收入", type: .number(nil)),
    .init(key: "cost", label: "成本", type: .number(nil)),
    .init(key: "land", label: "土地", type: .number(nil)),
    .init(key: "staff", label: "人数", type: .number(nil)),
    .init(key: "founded", label: "成立", type: .day),
    .init(key: "closed", label: "关闭", type: .day),
    .init(key: "renewed", label: "续期", type: .day),
    .init(key: "status", label: "状态", type: .code),
    .init(key: "name", label: "名称", type: .text),
    .init(key: "large", label: "规上", type: .boolean),
    .init(key: "clean", label: "合规", type: .boolean),
  ])

  /// Decimal places of the columns of numbers.
  static let places = ["income": 2, "cost": 2, "land": 4, "staff": 0]
  static let days = ["founded", "closed", "renewed"]
  static let words = [
    "status": ["存续", "在业", "注销"], "name": ["星火智能装备", "智能", "远山铸造", "", "abc"],
  ]
  static let flags = ["large", "clean"]

  /// Numbers that rules compare with, and rows hold exactly or one last place beside.
  static let numbers = [0, 1, 2, 3, 10, 30, 100, 999, 1_000, 2_000, -1, -100]
  static let dates = [
    "2020-01-31", "2020-02-28", "2020-02-29", "2020-03-01", "2020-03-31", "2021-01-30",
    "2021-02-28", "2021-03-01", "2021-12-31", "2022-06-30", "2000-02-29", "1970-01-01",
    "1900-02-28", "0001-01-01", "9999-12-31",
  ]

  static func frame(rows: Int, seed: UInt64) -> Frame {
    var random = SeededGenerator(seed: seed)
    var columns: [String: Column] = [:]
    for (key, places) in places.sorted(by: { $0.key < $1.key }) {
      let values = (0..<rows).map { _ in number(places: places, &random) }
      columns[key] = Column(
        storage: .integers(values, places: places), valid: valid(rows, &random))
    }
    for key in days {
      let values = (0..<rows).map { _ in day(&random) }
      columns[key] = Column(storage: .days(values), valid: valid(rows, &random))
    }
    for (key, words) in words.sorted(by: { $0.key < $1.key }) {
      let codes = (0..<rows).map { _ in Int32.random(in: 0..<Int32(words.count), using: &random) }
      columns[key] = Column(
        storage: .codes(codes, dictionary: words), valid: valid(rows, &random))
    }
    for key in flags {
      columns[key] = Column(
        storage: .booleans(valid(rows, &random, missing: 2)), valid: valid(rows, &random))
    }
    return Frame(subjects: (0..<rows).map(Int64.init), columns: columns)
  }

  private static func valid(
    _ rows: Int, _ random: inout SeededGenerator, missing: Int = 7
  ) -> Bitmap {
    Bitmap(
      count: rows,
      rows: (0..<rows).filter { _ in Int.random(in: 0..<missing, using: &random) > 0 })
  }

  private static func number(places: Int, _ random: inout SeededGenerator) -> Int64 {
    let scale = (0..<places).reduce(Int64(1)) { scale, _ in scale * 10 }
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return [.max, .min, .max - 1, .max / 1_000].randomElement(using: &random) ?? 0
    case 1...4:
      let step = Int64.random(in: -1...1, using: &random)
      return Int64(numbers.randomElement(using: &random) ?? 0) * scale + step
    default: return Int64(numbers.randomElement(using: &random) ?? 0) * scale
    }
  }

  private static func day(_ random: inout SeededGenerator) -> Int32 {
    let number = dates.randomElement(using: &random).flatMap { Day($0) }?.number ?? 0
    let step = Int32.random(in: -1...1, using: &random)
    return min(max(number + step, -719_162), 2_932_896)
  }
}
