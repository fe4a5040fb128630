/// A built-in function with the names its parameters may be given by.
struct Builtin: Sendable {
  typealias Body = @Sendable ([FeelValue], Evaluation) -> FeelValue?

  /// One way of calling it; what is behind `required` may be left out.
  struct Signature: Sendable {
    var names: [String]
    var required: Int
    /// Parameters that take one kind of value only when they are given by this name.
    var kinds: [String: String] = [:]

    fileprivate init(_ text: Substring) {
      names = []
      required = 0
      for word in text.split(separator: ",") {
        let parts = word.drop { $0 == " " }.split(separator: ":")
        let name = parts[0].hasSuffix("?") ? parts[0].dropLast() : parts[0]
        names.append(String(name))
        if name == parts[0] { required += 1 }
        if parts.count > 1 { kinds[String(name)] = String(parts[1]) }
      }
    }

    func accepts(_ arguments: FeelContext) -> Bool {
      let given = Set(arguments.keys)
      return given.isSubset(of: names) && given.isSuperset(of: names.prefix(required))
        && kinds.allSatisfy { name, kind in
          switch arguments[name] {
          case .list: kind == "list"
          case .function: kind == "function"
          default: kind == "single"
          }
        }
    }
  }

  let name: String
  let signatures: [Signature]
  /// Whether any number of values may be given in place of one list.
  let isVariadic: Bool
  let body: Body

  /// `parameters` lists the ways of calling it, as in "from, to|year, month?|keys:list".
  init(_ name: String, _ parameters: String, variadic: Bool = false, _ body: @escaping Body) {
    self.name = name
    self.body = body
    isVariadic = variadic
    signatures = parameters.split(separator: "|", omittingEmptySubsequences: false)
      .map(Signature.init)
  }

  var function: FeelFunction {
    let longest = signatures.max { $0.names.count < $1.names.count }?.names ?? []
    return FeelFunction(
      parameters: longest.map { FeelFunction.Parameter(name: $0) }, body: .builtin(self))
  }

  /// What a call is charged: the longer its texts and lists, the more.
  private static func cost(of arguments: [FeelValue]) -> Int {
    arguments.reduce(1) { cost, argument in
      switch argument {
      case .string(let text): cost + text.utf8.count / 32
      case .list(let items): cost + items.count / 8
      default: cost
      }
    }
  }

  func call(_ arguments: [FeelValue], _ evaluation: Evaluation) -> FeelValue {
    let fits =
      isVariadic
      ? !arguments.isEmpty
      : signatures.contains { ($0.required...$0.names.count).contains(arguments.count) }
    guard fits else { return evaluation.fail("函数 \(name) 的参数个数不对") }
    guard evaluation.charge(Builtin.cost(of: arguments)) else { return .null }
    return body(arguments, evaluation) ?? evaluation.fail("函数 \(name) 的参数不对")
  }

  func call(named arguments: FeelContext, _ evaluation: Evaluation) -> FeelValue {
    let given = Set(arguments.keys)
    guard let signature = signatures.first(where: { $0.accepts(arguments) }) else {
      return evaluation.fail("函数 \(name) 没有这样的参数名")
    }
    let last = signature.names.lastIndex { given.contains($0) } ?? -1
    let values = signature.names.prefix(last + 1).map { arguments[$0] ?? .null }
    guard evaluation.charge(Builtin.cost(of: values)) else { return .null }
    return body(values, evaluation) ?? evaluation.fail("函数 \(name) 的参数不对")
  }
}

/// The functions that the language brings along, by name.
package enum Builtins {
  static let all =
    conversions + texts + patterns + numbers + aggregates + lists + calendar + ranges + contexts

  static let table = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// Names of several words, which the parser has to know.
  static let names = Names(all.map(\.name).filter { $0.contains(" ") })

  /// Names behind a point that consist of several words.
  package static let memberNames = Names(memberWords)
  static let memberWords = ["time offset", "start included", "end included"]
}

extension Array where Element == FeelValue {
  func at(_ position: Int) -> FeelValue { indices.contains(position) ? self[position] : .null }
}

extension FeelValue {
  /// The text, also of a list that holds only this text.
  var asString: String? {
    if case .string(let text) = unwrapped { text } else { nil }
  }
}
