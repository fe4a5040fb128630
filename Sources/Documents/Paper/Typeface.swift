/// A face of type by its office name, with the free one that prints in its place.
enum Typeface: String, Hashable, Sendable, CaseIterable {
  case fangsong, kaiti, heiti, xiaobiaosong, songti

  /// The name that is written into Word files.
  var officeName: String {
    switch self {
    case .fangsong: "仿宋_GB2312"
    case .kaiti: "楷体_GB2312"
    case .heiti: "黑体"
    case .xiaobiaosong: "方正小标宋简体"
    case .songti: "宋体"
    }
  }

  /// The names that programs without the office's faces know.
  var alternative: String {
    switch self {
    case .fangsong: "FangSong"
    case .kaiti: "KaiTi"
    case .heiti: "SimHei"
    case .xiaobiaosong, .songti: "SimSun"
    }
  }

  /// The families that are drawn and embedded; a later one steps in for signs that the first lacks.
  var families: String {
    switch self {
    case .fangsong, .songti, .xiaobiaosong: Self.serif
    case .kaiti: "AR PL UKai CN, \(Self.serif)"
    case .heiti: Self.sans
    }
  }

  var isBold: Bool { self == .xiaobiaosong }

  static let serif = "Noto Serif CJK SC"
  static let sans = "Noto Sans CJK SC"

  /// Width of a sign in thousandths of its size.
  func advance(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x20: 0
    case 0x20..<0x7F:
      self == .kaiti ? 500 : widths[Int(scalar.value) - 0x20]
    case 0x7F..<0x250: self == .kaiti ? 500 : 560
    case 0x2013: 560
    default: 1_000
    }
  }

  private var widths: [Int] {
    switch self {
    case .heiti: Self.sansWidths
    case .xiaobiaosong: Self.boldWidths
    default: Self.serifWidths
    }
  }

  // The widths of the signs from the space to the tilde, as the three fonts state them.
  private static let serifWidths = [
    256, 308, 376, 574, 550, 923, 779, 196, 364, 364, 478, 580, 327, 346, 327, 352, 557, 471, 558,
    557, 555, 558, 558, 549, 558, 562, 327, 327, 580, 580, 580, 432, 912, 718, 670, 691, 770, 652,
    629, 741, 853, 405, 402, 731, 625, 975, 796, 767, 641, 767, 715, 567, 659, 797, 714, 1053, 700,
    687, 605, 344, 352, 344, 580, 563, 435, 557, 638, 538, 629, 546, 388, 566, 663, 332, 311, 607,
    334, 974, 661, 596, 638, 607, 462, 473, 367, 653, 548, 838, 564, 552, 498, 374, 316, 374, 580,
  ]
  private static let sansWidths = [
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555,
    555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589,
    552, 689, 728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573,
    531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552,
    284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
  ]
  private static let boldWidths = [
    250, 355, 447, 615, 589, 966, 803, 235, 400, 400, 485, 603, 335, 370, 335, 400, 593, 466, 594,
    593, 593, 594, 594, 588, 594, 596, 335, 335, 603, 603, 603, 473, 970, 746, 708, 702, 789, 666,
    648, 757, 864, 426, 428, 767, 642, 1001, 815, 785, 673, 785, 751, 597, 695, 818, 734, 1091,
    726, 701, 627, 372, 400, 372, 603, 593, 447, 585, 672, 565, 658, 572, 402, 596, 687, 349, 335,
    651, 355, 1008, 685, 623, 671, 640, 500, 499, 393, 678, 578, 874, 599, 582, 517, 380, 338, 380,
    603,
  ]
}
