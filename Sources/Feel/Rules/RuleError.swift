/// Why a text is no rule, and at which column: what a definition file shows at the place.
package struct RuleError: Error, Hashable, Sendable {
  /// Column of the first character that does not fit, from 1.
  package var column: Int
  package var message: String

  package init(column: Int, message: String) {
    self.column = column
    self.message = message
  }
}

extension Misfit {
  static func unknownName(_ name: String, nearest: String?, at offset: Int) -> Misfit {
    let hint = nearest.map { "，是不是“\($0)”？" } ?? ""
    return Misfit(offset: offset, message: "没有名为“\(name)”的数据项\(hint)")
  }

  static func unknownFunction(_ name: String, at offset: Int) -> Misfit {
    Misfit(
      offset: offset,
      message: "规则里没有“\(name)”这个函数；可以用：\(RuleChecker.functionNames.joined(separator: "、"))")
  }

  static func outside(_ what: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "规则里不能写\(what)")
  }

  static func wrongType(_ wanted: String, found: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "这里应当是\(wanted)，写的是\(found)")
  }

  static func incomparable(_ left: String, _ right: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "\(left)和\(right)不能比较")
  }

  static func notCalculable(
    _ left: String, _ symbol: String, _ right: String, at offset: Int
  ) -> Misfit {
    Misfit(offset: offset, message: "\(left)和\(right)不能用 \(symbol) 计算")
  }

  static func unitWanted(_ unit: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "数字后面要写单位，例如 1\(unit)")
  }

  static func unknownUnit(_ symbol: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "“\(symbol)”不是认识的计量单位")
  }

  static func unitsDiffer(_ left: String, _ right: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "单位对不上：左边是\(left)，右边是\(right)")
  }

  static func noDayFor(_ parameter: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "参数“\(parameter)”按时点取值，这里没有时点，不能用参数")
  }

  static func nullAlone(at offset: Int) -> Misfit {
    Misfit(
      offset: offset, message: "null 只能写在数据项后面：“= null”（没有填报）或“!= null”（已填报）")
  }

  static func badDate(_ text: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "“\(text)”不是日期，应当像 2022-06-30")
  }

  static func badDuration(_ text: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "“\(text)”不是时长，应当像 P3M（3 个月）、P1Y、P30D（30 天）")
  }

  static func argumentCount(_ name: String, _ wanted: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "\(name) 要写\(wanted)")
  }

  static func constantWanted(_ what: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "\(what)要直接写出来，不能计算")
  }
}
