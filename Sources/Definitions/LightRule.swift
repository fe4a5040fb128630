package import Feel
package import Quantities

/// A light beside a commitment, with the letter that stands for it in black and white.
package enum Light: String, Hashable, Sendable, CaseIterable, Codable {
  case green, yellow, red, grey, blue

  package var letter: String {
    switch self {
    case .green: "绿"
    case .yellow: "黄"
    case .red: "红"
    case .grey: "灰"
    case .blue: "蓝"
    }
  }
}

/// The written rule that decides a light from named inputs, aspect by aspect, versioned.
package struct LightRule: Sendable, Identifiable {
  /// One line of an aspect: the first that holds decides.
  package struct Line: Sendable {
    package var light: Light
    package var rule: Rule
    package var because: String
  }

  /// What is judged, such as the progress of a quantity or the start of a project.
  package struct Aspect: Sendable {
    package var id: String
    package var title: String
    package var lines: [Line]
  }

  /// A light with its reason, and the inputs that were missing when it is grey.
  package struct Verdict: Hashable, Sendable {
    package var light: Light
    package var because: String
    package var missing: [String]

    package init(light: Light, because: String, missing: [String] = []) {
      self.light = light
      self.because = because
      self.missing = missing
    }
  }

  package var head: Head
  package var version: Int
  package var inputs: [Vocabulary.Name]
  package var aspects: [String: Aspect]

  package var id: String { head.id }

  /// Whether the lines of an aspect ask for an input.
  package func asks(_ input: String, of aspect: String) -> Bool {
    aspects[aspect]?.lines.contains { $0.rule.names.contains(input) } ?? false
  }

  /// Judges an aspect; inputs are looked up by key, a missing one makes the light grey.
  package func light(_ aspect: String, _ lookup: (String) -> Value?) -> Verdict {
    guard let lines = aspects[aspect]?.lines else {
      return Verdict(light: .grey, because: "亮灯规则没有“\(aspect)”这一方面")
    }
    for line in lines {
      switch line.rule.outcome(lookup) {
      case .value(.boolean(true)): return Verdict(light: line.light, because: line.because)
      case .value: continue
      case .unknown(let missing, let reason):
        let labels = missing.map { key in inputs.first { $0.key == key }?.label ?? key }
        let words = labels.isEmpty ? reason ?? "" : labels.joined(separator: "、")
        return Verdict(light: .grey, because: "不能判断，缺少\(words)", missing: labels)
      }
    }
    return Verdict(light: .grey, because: "没有适用的亮灯条件")
  }
}

extension LightRule {
  private enum InputType: String, CaseIterable {
    case boolean, number, day, text

    var valueType: ValueType {
      switch self {
      case .boolean: .boolean
      case .number: .number(nil)
      case .day: .day
      case .text: .text
      }
    }
  }

  init?(_ fields: Fields, parameters: [Parameter] = []) {
    let head = Head(fields)
    let version = fields.required("version")?.integer()
    let inputPairs = fields.required("inputs")?.pairs()
    let aspectPairs = fields.required("aspects")?.pairs()
    fields.close()
    guard let inputPairs, let aspectPairs else { return nil }
    let inputs = inputPairs.compactMap { key, value in Self.input(key: key.key, value) }
    guard inputs.count == inputPairs.count else { return nil }
    // The day tells which value of a parameter holds.
    let vocabulary = Vocabulary(
      inputs + [Vocabulary.Name(key: Vocabulary.asOf, label: "时点", type: .day)],
      parameters: parameters)
    let aspects = aspectPairs.compactMap { Aspect(key: $0.key.key, $0.value, vocabulary) }
    guard let head, let version, aspects.count == aspectPairs.count else { return nil }
    self.init(
      head: head, version: version, inputs: inputs,
      aspects: Dictionary(aspects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
  }

  static func input(key: String, _ value: Entry) -> Vocabulary.Name? {
    guard let fields = value.fields() else { return nil }
    defer { fields.close() }
    let label = fields.required("label")?.text()
    let type = fields.required("type")?.choice(InputType.self)
    guard let label, let type else { return nil }
    return Vocabulary.Name(key: key, label: label, type: type.valueType)
  }
}

extension LightRule.Aspect {
  fileprivate init?(key: String, _ entry: Entry, _ vocabulary: Vocabulary) {
    guard let fields = entry.fields() else { return nil }
    defer { fields.close() }
    let title = fields.required("title")?.text()
    guard let entries = fields.required("lights")?.items(), let title else { return nil }
    let lines = entries.compactMap { LightRule.Line($0, vocabulary) }
    guard lines.count == entries.count else { return nil }
    self.init(id: key, title: title, lines: lines)
  }
}

extension LightRule.Line {
  fileprivate init?(_ entry: Entry, _ vocabulary: Vocabulary) {
    guard let fields = entry.fields() else { return nil }
    defer { fields.close() }
    let light = fields.required("light")?.choice(Light.self)
    let rule = fields.required("when")?.rule(vocabulary, expecting: .boolean)
    let because = fields.required("because")?.text()
    guard let light, let rule, let because else { return nil }
    self.init(light: light, rule: rule, because: because)
  }
}
