import Definitions
import Testing

struct CodeListTests {
  @Test(arguments: [(1, 20), (2, 97), (3, 473), (4, 1_381)])
  func `holds the whole classification of industries`(level: Int, count: Int) throws {
    let industries = try #require(try BuiltIn.library().codeLists["gbt4754-2017"])
    #expect(industries.items.count { $0.level == level } == count)
  }

  @Test(
    arguments: [
      ("3630", "3630"), ("C3630", "3630"), ("Ｃ３６３０", "3630"), ("改装汽车制造", "3630"),
      (" 改装 汽车制造", "3630"),
      ("C", "C"), ("制造业", "C"), ("造汽车", nil), ("9999", nil), ("", nil),
    ] as [(String, String?)])
  func `reads codes and names as people write them`(written: String, code: String?) throws {
    let industries = try #require(try BuiltIn.library().codeLists["gbt4754-2017"])
    #expect(industries.code(for: written) == code)
  }

  @Test(arguments: [
    ("project-kind", "招商引资", "招商"), ("entity-status", "存续", "存续"),
    ("unit", "statistics", "statistics"),
  ])
  func `knows other words for a code`(list: String, written: String, code: String) throws {
    #expect(try BuiltIn.library().codeLists[list]?.code(for: written) == code)
  }

  @Test func `every code has a name and every parent is there`() throws {
    let lists = try BuiltIn.library().codeLists
    #expect(lists.count >= 14)
    for list in lists.values {
      for item in list.items {
        #expect(list.name(of: item.code) == item.name, "\(list.id) \(item.code)")
        if let parent = item.parent { #expect(list.contains(parent), "\(list.id) \(item.code)") }
      }
    }
  }
}
