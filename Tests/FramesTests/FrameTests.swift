import Frames
import Quantities
import Testing

struct FrameTests {
  private let frame = Frame(
    subjects: [3, 7, 20],
    columns: [
      "revenue": Column(
        storage: .integers([19_999_999, 0, -5], places: 4),
        valid: Bitmap(count: 3, rows: [0, 2])),
      "founded": Column(
        storage: .days([19_173, 0, -1]), valid: Bitmap(count: 3, repeating: true)),
      "town": Column(
        storage: .codes([1, -1, 0], dictionary: ["城关", "东湖"]),
        valid: Bitmap(count: 3, rows: [0, 2])),
      "listed": Column(
        storage: .booleans(Bitmap(count: 3, rows: [2])),
        valid: Bitmap(count: 3, rows: [1, 2])),
    ])

  @Test func `gives values of their type, and nothing where nothing is known`() {
    #expect(frame.value("revenue", row: 0) == Number("1999.9999").map { .number($0) })
    #expect(frame.value("revenue", row: 1) == nil)
    #expect(frame.value("revenue", row: 2) == Number("-0.0005").map { .number($0) })
    #expect(frame.value("founded", row: 0) == Day("2022-06-30").map { .day($0) })
    #expect(frame.value("founded", row: 2) == Day("1969-12-31").map { .day($0) })
    #expect(frame.value("town", row: 0) == .text("东湖"))
    #expect(frame.value("town", row: 1) == nil)
    #expect(frame.value("listed", row: 0) == nil)
    #expect(frame.value("listed", row: 1) == .boolean(false))
    #expect(frame.value("listed", row: 2) == .boolean(true))
    #expect(frame.value("nothing", row: 0) == nil)
  }

  @Test(arguments: [(3, 0), (7, 1), (20, 2), (1, nil), (8, nil), (21, nil)] as [(Int64, Int?)])
  func `finds subjects by number`(subject: Int64, row: Int?) {
    #expect(frame.row(of: subject) == row)
  }

  @Test func `an empty frame has no rows`() {
    let empty = Frame(subjects: [], columns: [:])
    #expect(empty.count == 0)
    #expect(empty.row(of: 1) == nil)
  }
}
