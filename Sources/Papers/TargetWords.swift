package import Ledgers
import Quantities

extension Commitment.Target {
  /// The target as papers of an office write it: 32个, 22家以上, 不低于全市平均水平.
  package var words: String {
    guard let value else { return title == "完成" ? "" : title }
    let stated = "\(value)\(unit ?? "")"
    switch comparison {
    case .atLeast: return "\(stated)以上"
    case .above: return "超过\(stated)"
    case .atMost: return "不超过\(stated)"
    case .below: return "低于\(stated)"
    case .about: return "\(stated)左右"
    case .between: return "\(value)—\(upper ?? value)\(unit ?? "")"
    case .equal, .unstated: return stated
    case .relativeAbove, .relativeAtLeast, .relativeEqual: return title
    }
  }
}
