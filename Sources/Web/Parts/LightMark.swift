/// A light with its letter, so that it survives a black-and-white print (亮灯).
enum LightMark: String, CaseIterable, Hashable, Sendable {
  case green, yellow, red, grey, blue

  var letter: String {
    switch self {
    case .green: "绿"
    case .yellow: "黄"
    case .red: "红"
    case .grey: "灰"
    case .blue: "蓝"
    }
  }

  /// What the light says, in the words of the written rule.
  var meaning: String {
    switch self {
    case .green: "达到或接近应达进度"
    case .yellow: "比应达进度落后 10—30 个百分点"
    case .red: "比应达进度落后 30 个百分点以上"
    case .grey: "暂不能判断"
    case .blue: "已完成并核实"
    }
  }

  var drawn: HTML {
    #"<span class="light \#(rawValue)" title="\#(letter)灯：\#(meaning)">\#(letter)</span>"#
  }

  /// The same without its meaning, where the words around it tell more.
  var plain: HTML { #"<span class="light \#(rawValue)">\#(letter)</span>"# }

  var large: HTML {
    #"<span class="light large \#(rawValue)" title="\#(letter)灯：\#(meaning)">\#(letter)</span>"#
  }
}
