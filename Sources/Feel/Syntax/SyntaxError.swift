/// Why a text is no FEEL expression, and at which column.
package struct SyntaxError: Error, Hashable, Sendable {
  /// Column of the first character that does not fit, from 1, counted in characters.
  package var column: Int
  package var message: String

  package init(column: Int, message: String) {
    self.column = column
    self.message = message
  }
}

/// A mistake at an offset in scalars, before it is placed in the text.
struct Misfit: Error {
  var offset: Int
  var message: String

  /// Counts the column as a reader does, in characters.
  func column(in scalars: [Unicode.Scalar]) -> Int {
    var prefix = String.UnicodeScalarView()
    prefix.append(contentsOf: scalars.prefix(offset))
    return String(prefix).count + 1
  }
}

extension Misfit {
  static func expected(_ wanted: String, found: String, at offset: Int) -> Misfit {
    Misfit(
      offset: offset,
      message: found.isEmpty ? "式子没有写完，这里应当是\(wanted)" : "“\(found)”写在这里不对，应当是\(wanted)")
  }

  static func tooDeep(at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "式子嵌套太深，请拆成几条")
  }

  static func tooLong(at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "式子太长，请拆成几条")
  }

  static func openString(at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "文字缺少右边的引号")
  }

  static func openComment(at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "注释没有写结束的 */")
  }

  static func badNumber(_ text: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "“\(text)”不是可以使用的数字")
  }

  static func misplacedQuote(_ quote: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "文字要用英文双引号，这里写的是 \(quote)")
  }

  static func fullWidth(_ symbol: String, means plain: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "这里写的是全角符号“\(symbol)”，请改为半角 \(plain)")
  }

  static func repeatedKey(_ key: String, at offset: Int) -> Misfit {
    Misfit(offset: offset, message: "“\(key)”写了两次")
  }
}
