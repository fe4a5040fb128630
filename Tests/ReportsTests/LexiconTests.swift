import Reports
import Testing

struct LexiconTests {
  @Test func `every word stands in its own example`() {
    #expect(Material.lexicon.entries.count > 1_500)
    for entry in Material.lexicon.entries {
      #expect(entry.example.contains(entry.word), "\(entry.word)")
    }
  }

  /// A word that changes nothing only makes the lexicon harder to keep.
  @Test func `every word is needed for its example, or says why it stays`() {
    let whole = Material.reader
    for (index, entry) in Material.lexicon.entries.enumerated() where entry.stays == nil {
      var rest = Material.lexicon
      rest.entries.remove(at: index)
      let without = Reader(lexicon: rest).read(entry.example, year: 2022)
      #expect(
        without != whole.read(entry.example, year: 2022),
        "\(entry.role.name) “\(entry.word)” changes nothing in “\(entry.example)”")
    }
  }

  @Test func `no word is written twice in one role`() {
    let keys = Material.lexicon.entries.map { "\($0.role.name) \($0.word)" }
    #expect(Set(keys).count == keys.count)
  }

  @Test func `names of roles lead back to the roles`() {
    for role in Lexicon.Role.allCases { #expect(Lexicon.Role(name: role.name) == role) }
    #expect(Lexicon.Role(name: "verb") == nil)
  }

  @Test func `a reader without words invents nothing`() {
    let understanding = Reader(lexicon: .empty).read("二、2024年工作安排\n推进乡村振兴，优化营商环境。")
    #expect(understanding.commitments.isEmpty)
    #expect(understanding.tasks.isEmpty)
  }
}
