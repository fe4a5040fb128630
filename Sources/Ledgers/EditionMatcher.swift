import Quantities
import Reports

/// Finds the sentences of an old text in a new one and moves the items that stand in them.
struct EditionMatcher {
  private let old: FoldedSentences
  private let new: FoldedSentences
  private let writer: ItemWriter
  /// What the reader found in the new text, by where its sentence begins.
  private var read: [Int: [StatedCommitment]]
  private(set) var map: EditionMap
  /// Sentences of the new text that people have decided about.
  private var settled: [Range<Int>] = []
  private var planned: [EditionPlan.Item] = []

  /// Share of neighbouring characters in common from which a sentence is the old one, changed.
  private static let likeness = 0.5

  init(
    old: FoldedSentences, new: FoldedSentences, read: Understanding, writer: ItemWriter
  ) {
    self.old = old
    self.new = new
    self.writer = writer
    self.read = Dictionary(grouping: read.commitments, by: \.sentence.lowerBound)
    map = EditionMap(old: old, new: new)
  }

  /// Items that stand in one sentence of the old text.
  private struct Group {
    var sentence: Range<Int>
    var items: [Commitment]
    var isDecided: Bool { items.contains(where: \.isDecidedUpon) }
  }

  mutating func items(_ all: [Commitment]) -> [EditionPlan.Item] {
    let groups = Self.groups(all.filter(hasItsPlace))
    var changed: [Group] = []
    var kept: [(group: Group, place: Range<Int>)] = []
    for group in groups {
      if let place = place(of: group.sentence) {
        map.add(old.folded(group.sentence), at: new.folded(place).lowerBound)
        kept.append((group, place))
      } else if group.items.contains(where: \.state.stands) {
        changed.append(group)
      }
    }
    for (group, place) in kept { carry(group, to: place) }
    likeAndDrop(changed, beside: kept.map(\.place))
    addRest()
    return planned
  }

  /// Whether the place that an item names is in the old text still.
  ///
  /// An item that was dropped or withdrawn stays behind when the text moves on: after two
  /// corrections its place may be any other sentence's, which it must not hide.
  private func hasItsPlace(_ item: Commitment) -> Bool {
    guard !item.state.stands else { return true }
    guard let from = item.sentence.first, let to = item.sentence.last, from < to else {
      return false
    }
    return old.holds(item.sentenceText, at: from..<to)
  }

  private static func groups(_ items: [Commitment]) -> [Group] {
    var groups: [[Int]: Group] = [:]
    for item in items {
      guard let from = item.sentence.first, let to = item.sentence.last, from < to else { continue }
      groups[item.sentence, default: Group(sentence: from..<to, items: [])].items.append(item)
    }
    return groups.values.sorted {
      ($0.sentence.lowerBound, $0.sentence.upperBound)
        < ($1.sentence.lowerBound, $1.sentence.upperBound)
    }
  }

  /// The same sentence in the new text: the one with the same rank among equal ones.
  private func place(of sentence: Range<Int>) -> Range<Int>? {
    let folded = old.folded(sentence)
    let words = old.words(folded)
    let mark = old.before(folded.lowerBound)
    let here = old.occurrences(of: words, after: mark)
    guard let rank = here.firstIndex(of: folded.lowerBound) else { return nil }
    let there = new.occurrences(of: words, after: mark)
    guard there.indices.contains(rank) else { return nil }
    return new.original(there[rank]..<there[rank] + words.count)
  }

  // MARK: Sentences that stayed

  private mutating func carry(_ group: Group, to place: Range<Int>) {
    let standing = group.items.filter(\.state.stands)
    guard group.isDecided else {
      readAgain(standing, as: take(place.lowerBound))
      return
    }
    _ = take(place.lowerBound)
    settled.append(place)
    for item in standing { planned.append(moved(item, to: place)) }
  }

  private func moved(_ item: Commitment, to place: Range<Int>) -> EditionPlan.Item {
    let places = item.places.map(map.moved)
    var after = item
    after.sentence = [place.lowerBound, place.upperBound]
    after.sentenceText = writer.text(place)
    guard let first = places.first, let span = first, places.allSatisfy({ $0 != nil }) else {
      // One of the sentences that it was put together from is not the same any more.
      after.span = after.sentence
      after.further = nil
      after.text = after.sentenceText
      after.ask(about: item)
      return .init(fate: .changed, before: item, after: after)
    }
    after.span = [span.lowerBound, span.upperBound]
    after.text = writer.text(span)
    let rest = places.dropFirst().compactMap(\.self).map { [$0.lowerBound, $0.upperBound] }
    after.further = rest.isEmpty ? nil : rest
    return .init(fate: .carried, before: item, after: after)
  }

  // MARK: Sentences that changed or went

  private mutating func likeAndDrop(_ groups: [Group], beside kept: [Range<Int>]) {
    var free = candidates(beside: kept).map { (place: $0, pairs: new.pairs(new.folded($0))) }
    for group in groups {
      let standing = group.items.filter(\.state.stands)
      let pairs = old.pairs(old.folded(group.sentence))
      let best = free.indices.map { (index: $0, likeness: Self.likeness(pairs, free[$0].pairs)) }
        .filter { $0.likeness >= Self.likeness }.max { $0.likeness < $1.likeness }
      guard let best else {
        for item in standing { drop(item) }
        continue
      }
      change(standing, to: free.remove(at: best.index).place)
    }
  }

  /// Sentences of the new text that are not in the old one.
  private func candidates(beside kept: [Range<Int>]) -> [Range<Int>] {
    var places = read.values.compactMap(\.first?.sentence)
    places += new.sentences.map(new.original).filter { sentence in
      !places.contains { $0.overlaps(sentence) }
    }
    return places.filter { place in !kept.contains { $0.overlaps(place) } }
      .sorted { $0.lowerBound < $1.lowerBound }
  }

  private static func likeness(_ one: Set<UInt64>, _ other: Set<UInt64>) -> Double {
    let all = one.count + other.count
    guard all > 0, min(one.count, other.count) * 4 >= all - min(one.count, other.count) else {
      return 0
    }
    return Double(2 * one.intersection(other).count) / Double(all)
  }

  private mutating func change(_ items: [Commitment], to place: Range<Int>) {
    let stated = take(place.lowerBound)
    var left = items
    for stated in stated {
      guard !left.isEmpty else {
        planned.append(.init(fate: .added, before: nil, after: writer.commitment(stated, code: "")))
        continue
      }
      let old = left.removeFirst()
      var after = writer.commitment(stated, code: old.id)
      after.ask(about: old)
      after.unit = old.unit
      planned.append(.init(fate: .changed, before: old, after: after))
    }
    for old in left {
      guard old.isDecidedUpon else {
        drop(old)
        continue
      }
      var after = old
      after.sentence = [place.lowerBound, place.upperBound]
      after.span = after.sentence
      after.further = nil
      after.sentenceText = writer.text(place)
      after.text = after.sentenceText
      after.ask(about: old)
      planned.append(.init(fate: .changed, before: old, after: after))
    }
  }

  private mutating func drop(_ item: Commitment) {
    var gone = item
    gone.state = .dropped
    gone.earlier = EarlierDecision(item)
    planned.append(.init(fate: .dropped, before: item, after: gone))
  }

  private mutating func addRest() {
    let rest = read.values.flatMap(\.self)
      .filter { stated in !settled.contains { $0.overlaps(stated.sentence) } }
      .sorted { ($0.span.lowerBound, $0.subject) < ($1.span.lowerBound, $1.subject) }
    for stated in rest {
      planned.append(.init(fate: .added, before: nil, after: writer.commitment(stated, code: "")))
    }
  }

  // MARK: Pieces

  /// Takes what the reader found in the sentence that begins at a place, so that it is used once.
  private mutating func take(_ start: Int) -> [StatedCommitment] {
    read.removeValue(forKey: start) ?? []
  }

  /// Items that nobody has decided about keep their codes and take what the reader finds now.
  private mutating func readAgain(_ items: [Commitment], as stated: [StatedCommitment]) {
    for (old, stated) in zip(items, stated) {
      planned.append(
        .init(fate: .carried, before: old, after: writer.commitment(stated, code: old.id)))
    }
    for item in items.dropFirst(stated.count) { drop(item) }
    for stated in stated.dropFirst(items.count) {
      planned.append(.init(fate: .added, before: nil, after: writer.commitment(stated, code: "")))
    }
  }
}

extension Commitment {
  /// Whether a person has had a hand in it.
  var isDecidedUpon: Bool {
    state != .proposed || form != nil || origin != nil || earlier != nil
  }

  /// Puts it up for a decision again, beside what had been decided.
  fileprivate mutating func ask(about old: Commitment) {
    state = .proposed
    if old.isDecidedUpon { earlier = old.earlier ?? EarlierDecision(old) }
  }
}
