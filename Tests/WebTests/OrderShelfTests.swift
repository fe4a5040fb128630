import Facts
import Frames
import Quantities
import Testing

@testable import Web

/// Orders of long lists, kept as long as what they follow.
struct OrderShelfTests {
  private func column(_ values: [Int64]) -> Column {
    Column(
      storage: .integers(values, places: 0), valid: Bitmap(count: values.count, repeating: true))
  }

  private func key(_ sort: String, day: Int32 = 0) -> OrderShelf.Key {
    .init(
      register: "enterprise", asOf: AsOf(Day(number: day)), visibility: .engine, sort: sort)
  }

  @Test func `an order is made once, and anew when its column or its codes change`() {
    let shelf = OrderShelf()
    var made = 0
    func rows(_ values: [Int64], codes: [String] = []) -> [Int32] {
      shelf.rows(key("revenue"), of: .init(column: column(values), codes: codes)) {
        made += 1
        return values.indices.sorted { values[$0] < values[$1] }.map { Int32($0) }
      }
    }
    #expect(rows([3, 1, 2]) == [1, 2, 0])
    #expect(rows([3, 1, 2]) == [1, 2, 0])
    #expect(made == 1)
    #expect(rows([1, 3, 2]) == [0, 2, 1])
    #expect(made == 2)
    #expect(rows([1, 3, 2], codes: ["a"]) == [0, 2, 1])
    #expect(made == 3)
  }

  @Test func `another direction and another day are orders of their own`() {
    let shelf = OrderShelf()
    let source = OrderShelf.Source(column: column([1, 2]), codes: [])
    #expect(shelf.rows(key("revenue"), of: source) { [0, 1] } == [0, 1])
    #expect(shelf.rows(key("-revenue"), of: source) { [1, 0] } == [1, 0])
    #expect(shelf.rows(key("revenue", day: 1), of: source) { [1, 0] } == [1, 0])
    #expect(shelf.rows(key("revenue"), of: source) { [1, 0] } == [0, 1])
  }

  @Test func `many orders are kept, and never too many`() {
    let shelf = OrderShelf()
    let source = OrderShelf.Source(column: column([1]), codes: [])
    for number in 0..<100 { _ = shelf.rows(key("\(number)"), of: source) { [0] } }
    var made: [Int] = []
    for number in (0..<100).reversed() {
      _ = shelf.rows(key("\(number)"), of: source) {
        made.append(number)
        return [0]
      }
    }
    #expect(made == Array((0..<36).reversed()))
  }
}
