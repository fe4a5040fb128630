import Definitions
import Quantities
import Testing

/// Shapes as offices' map programs write them.
struct GeometryTests {
  @Test(
    arguments: [
      ("POLYGON((0 0, 200 0, 200 100, 0 100, 0 0))", "30"),
      ("polygon ((0 0, 0 100, 200 100, 200 0, 0 0))", "30"),
      // A hole of 50 by 40 metres is three 亩.
      ("POLYGON((0 0,200 0,200 100,0 100,0 0),(10 10,60 10,60 50,10 50,10 10))", "27"),
      // Millimetres and seven digits of a zone lose nothing.
      (
        "POLYGON((38512345.678 3812345.1, 38512445.678 3812345.1, 38512445.678 3812445.11, 38512345.678 3812345.1))",
        "7.50075"
      ),
      (
        "MULTIPOLYGON(((0 0,200 0,200 100,0 100,0 0)),((300 0,500 0,500 100,300 100,300 0)))",
        "60"
      ),
      (
        #"{"type":"Polygon","coordinates":[[[0,0],[200,0],[200,100.5],[0,100.5],[0,0]]]}"#,
        "30.15"
      ),
      (
        #"{"type":"MultiPolygon","coordinates":[[[[0,0],[200,0],[200,100],[0,0]]]]}"#, "15"
      ),
    ])
  func `an area in mu is exact`(text: String, mu: String) throws {
    #expect(try Geometry(parsing: text).mu == Number(mu))
  }

  @Test(
    arguments: [
      "POINT(115.65 34.41)",
      "POLYGON((115.65 34.41, 115.66 34.41, 115.66 34.42, 115.65 34.41))",
      #"{"type":"Point","coordinates":[115.65,34.41,52]}"#,
    ])
  func `degrees and points have no area`(text: String) throws {
    let geometry = try Geometry(parsing: text)
    #expect(geometry.area == nil)
    #expect(geometry.isInDegrees)
  }

  @Test(
    arguments: [
      ("", Geometry.Problem.notWKT("")),
      ("POLYGON((0 0, 200 0, 200 100, 0 0)", .notWKT("")),
      ("POLYGON((0 0, 200 零, 200 100, 0 0))", .notWKT("200 零, 200 1")),
      ("POLYGON((0 0, 200 0, 200 100, 0 0)) 亩", .notWKT("亩")),
      ("CIRCLE(0 0, 5)", .unknownKind("CIRCLE")),
      ("POLYGON((0 0, 200 0, 0 0))", .fewPoints(3)),
      ("POLYGON((0 0, 200 0, 200 100, 0 100))", .open),
      ("POLYGON((0 0, 200 0, 100 0, 0 0))", .flat),
      ("POLYGON((0 0, 200 100, 200 0, 0 110, 0 0))", .crossing(1, 3)),
      ("{", .notJSON),
      (#"{"type":"LineString","coordinates":[[0,0],[1,1]]}"#, .unknownKind("LineString")),
      (#"{"type":"Polygon","coordinates":[[[0],[1],[2],[0]]]}"#, .noCoordinates),
      (#"{"type":"Polygon"}"#, .notJSON),
    ])
  func `what is no place on the map says where`(text: String, problem: Geometry.Problem) {
    #expect(throws: problem) { try Geometry(parsing: text) }
    #expect(!problem.description.isEmpty)
  }

  @Test func `a rectangle anywhere has its sides' product as area`() throws {
    var random = SeededGenerator(seed: 2022)
    for _ in 1...200 {
      let (x, y) = (
        Int.random(in: 300...39_000_000, using: &random),
        Int.random(in: 300...5_000_000, using: &random)
      )
      let (width, height) = (
        Int.random(in: 1...100_000, using: &random), Int.random(in: 1...100_000, using: &random)
      )
      func at(_ mm: Int) -> String { Number(fixedPoint: Int64(mm), places: 3).description }
      let (left, right) = (at(x * 1000), at(x * 1000 + width))
      let (low, high) = (at(y * 1000), at(y * 1000 + height))
      let text =
        "POLYGON((\(left) \(low),\(right) \(low),\(right) \(high),\(left) \(high),\(left) \(low)))"
      let area = Number(coefficient: Int128(width) * Int128(height), exponent: -6)
      #expect(try Geometry(parsing: text).area == area, "\(text)")
    }
  }
}

/// Texts that have to have a form.
struct TextFormTests {
  @Test(
    arguments: [
      ("13800138000", true), ("0370-2345678", true), ("03702345678", true), ("010-62345678", true),
      ("0370-2345678-801", true), ("400-123-4567", true), ("12345", true), ("95588", true),
      ("12800138000", false), ("1380013800", false), ("138001380001", false), ("2345678", false),
      ("0370-1345678", false), ("13800138000 张三", false), ("１３８００１３８０００", false), ("", false),
    ])
  func `a telephone number is one that can be dialled`(number: String, isRight: Bool) {
    #expect((TextForm.phone.problem(with: number) == nil) == isRight)
  }

  @Test func `a credit code is checked to its last digit`() {
    #expect(TextForm.creditCode.problem(with: "91419802MA00000A9H") == nil)
    #expect(TextForm.creditCode.problem(with: "91419802MA00000A9J") != nil)
  }

  @Test func `a shape is refused in words of its own`() {
    #expect(
      TextForm.geometry.problem(with: "POLYGON((0 0, 9 0, 9 9, 0 9))")?.contains("没有闭合") == true)
  }

  @Test func `the definitions use every form where it belongs`() throws {
    let library = try BuiltIn.library()
    #expect(library.registers["parcel"]?.field("boundary")?.form == .geometry)
    #expect(library.registers["park"]?.field("boundary")?.form == .geometry)
    #expect(library.registers["enterprise"]?.field("contact_phone")?.form == .phone)
    #expect(library.registers["person"]?.field("phone")?.form == .phone)
  }
}
