import Foundation
import Testing

@testable import Web

/// Compares every page with its file in `Pages/` and attacks each of its texts.
struct PageTests {
  @Test(arguments: Words.plain.pages.map(\.name))
  func `a page is the one on file`(name: String) throws {
    let page = try #require(Words.plain.pages.first { $0.name == name }).page
    try Golden.check(page, name)
  }

  @Test(arguments: Words.hostile.pages.map(\.name))
  func `no text becomes markup`(name: String) throws {
    let page = try #require(Words.hostile.pages.first { $0.name == name }).page
    let text = page.document.text
    #expect(!text.contains("<script>alert"))
    #expect(!text.contains("\"'>"), "a text ended an attribute")
    #expect(!text.contains("HTML(bytes"), "markup went through a string")
    #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test(arguments: Words.plain.pages.map(\.name))
  func `a page needs nothing that the security policy forbids`(name: String) throws {
    let page = try #require(Words.plain.pages.first { $0.name == name }).page
    let text = page.document.text
    #expect(!text.contains(" style=\""), "inline style")
    #expect(!text.contains(" onclick="), "inline script")
    #expect(!text.contains("http://") && !text.contains("https://"), "something from elsewhere")
  }

  @Test(arguments: Words.plain.pages.map(\.name))
  func `every element that is opened is closed, and ids are single`(name: String) throws {
    let page = try #require(Words.plain.pages.first { $0.name == name }).page
    let problems = MarkupCheck.problems(in: page.document.text)
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  @Test(arguments: Words.plain.pages.map(\.name))
  func `every form that changes something carries the proof of its session`(name: String) throws {
    let page = try #require(Words.plain.pages.first { $0.name == name }).page
    for form in page.document.text.components(separatedBy: "<form").dropFirst()
    where form.contains("method=\"post\"") {
      let own = form.components(separatedBy: "</form>")[0]
      #expect(own.contains("name=\"csrf\""), "\(own.prefix(120))")
    }
  }
}
