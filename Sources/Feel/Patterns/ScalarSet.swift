/// The characters that one place of a pattern accepts.
indirect enum ScalarSet: Sendable {
  case all
  case one(Unicode.Scalar)
  case range(ClosedRange<UInt32>)
  /// A general category of Unicode, such as Lu, or a group of them, such as L.
  case category(String)
  /// Characters of words, names and name starts, as XML Schema defines them.
  case word, name, nameStart
  case union([ScalarSet])
  case negated(ScalarSet)
  case difference(ScalarSet, ScalarSet)
  case eitherCase(ScalarSet)

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .all: true
    case .one(let own): own == scalar
    case .range(let range): range.contains(scalar.value)
    case .category(let code): scalar.categoryCode.hasPrefix(code)
    case .word: !["P", "Z", "C"].contains(scalar.categoryCode.prefix(1))
    case .name: scalar.isXMLNameStart || scalar.isXMLNamePart
    case .nameStart: scalar.isXMLNameStart
    case .union(let sets): sets.contains { $0.contains(scalar) }
    case .negated(let set): !set.contains(scalar)
    case .difference(let set, let less): set.contains(scalar) && !less.contains(scalar)
    case .eitherCase(let set): scalar.cases.contains { set.contains($0) }
    }
  }

  var ignoringCase: ScalarSet { .eitherCase(self) }
}

extension Unicode.Scalar {
  /// The character in both cases.
  var cases: [Unicode.Scalar] {
    [self]
      + [properties.lowercaseMapping, properties.uppercaseMapping].compactMap {
        $0.unicodeScalars.count == 1 ? $0.unicodeScalars.first : nil
      }
  }

  fileprivate var isXMLNameStart: Bool {
    switch value {
    case 0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF,
      0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF,
      0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      true
    default: false
    }
  }

  fileprivate var isXMLNamePart: Bool {
    switch value {
    case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: false
    }
  }

  fileprivate var categoryCode: String {
    switch properties.generalCategory {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .privateUse: "Co"
    case .surrogate: "Cs"
    case .unassigned: "Cn"
    @unknown default: "Cn"
    }
  }
}

extension ScalarSet {
  static let categories: Set<String> = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc",
    "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C",
    "Cc", "Cf", "Co", "Cn",
  ]

  /// Blocks of Unicode by the names that \p{Is…} uses.
  static let blocks: [String: ClosedRange<UInt32>] = [
    "BasicLatin": 0...0x7F, "Latin-1Supplement": 0x80...0xFF, "LatinExtended-A": 0x100...0x17F,
    "LatinExtended-B": 0x180...0x24F, "IPAExtensions": 0x250...0x2AF,
    "SpacingModifierLetters": 0x2B0...0x2FF, "CombiningDiacriticalMarks": 0x300...0x36F,
    "Greek": 0x370...0x3FF, "GreekandCoptic": 0x370...0x3FF, "Cyrillic": 0x400...0x4FF,
    "CyrillicSupplement": 0x500...0x52F, "Armenian": 0x530...0x58F, "Hebrew": 0x590...0x5FF,
    "Arabic": 0x600...0x6FF, "Syriac": 0x700...0x74F, "Thaana": 0x780...0x7BF,
    "Devanagari": 0x900...0x97F, "Bengali": 0x980...0x9FF, "Gurmukhi": 0xA00...0xA7F,
    "Gujarati": 0xA80...0xAFF, "Oriya": 0xB00...0xB7F, "Tamil": 0xB80...0xBFF,
    "Telugu": 0xC00...0xC7F, "Kannada": 0xC80...0xCFF, "Malayalam": 0xD00...0xD7F,
    "Sinhala": 0xD80...0xDFF, "Thai": 0xE00...0xE7F, "Lao": 0xE80...0xEFF,
    "Tibetan": 0xF00...0xFFF, "Myanmar": 0x1000...0x109F, "Georgian": 0x10A0...0x10FF,
    "HangulJamo": 0x1100...0x11FF, "Ethiopic": 0x1200...0x137F, "Cherokee": 0x13A0...0x13FF,
    "Khmer": 0x1780...0x17FF, "Mongolian": 0x1800...0x18AF,
    "LatinExtendedAdditional": 0x1E00...0x1EFF, "GreekExtended": 0x1F00...0x1FFF,
    "GeneralPunctuation": 0x2000...0x206F, "SuperscriptsandSubscripts": 0x2070...0x209F,
    "CurrencySymbols": 0x20A0...0x20CF, "CombiningMarksforSymbols": 0x20D0...0x20FF,
    "LetterlikeSymbols": 0x2100...0x214F, "NumberForms": 0x2150...0x218F,
    "Arrows": 0x2190...0x21FF, "MathematicalOperators": 0x2200...0x22FF,
    "MiscellaneousTechnical": 0x2300...0x23FF, "ControlPictures": 0x2400...0x243F,
    "OpticalCharacterRecognition": 0x2440...0x245F, "EnclosedAlphanumerics": 0x2460...0x24FF,
    "BoxDrawing": 0x2500...0x257F, "BlockElements": 0x2580...0x259F,
    "GeometricShapes": 0x25A0...0x25FF, "MiscellaneousSymbols": 0x2600...0x26FF,
    "Dingbats": 0x2700...0x27BF, "BraillePatterns": 0x2800...0x28FF,
    "CJKRadicalsSupplement": 0x2E80...0x2EFF, "KangxiRadicals": 0x2F00...0x2FDF,
    "IdeographicDescriptionCharacters": 0x2FF0...0x2FFF,
    "CJKSymbolsandPunctuation": 0x3000...0x303F, "Hiragana": 0x3040...0x309F,
    "Katakana": 0x30A0...0x30FF, "Bopomofo": 0x3100...0x312F,
    "HangulCompatibilityJamo": 0x3130...0x318F, "Kanbun": 0x3190...0x319F,
    "BopomofoExtended": 0x31A0...0x31BF, "EnclosedCJKLettersandMonths": 0x3200...0x32FF,
    "CJKCompatibility": 0x3300...0x33FF, "CJKUnifiedIdeographsExtensionA": 0x3400...0x4DBF,
    "CJKUnifiedIdeographs": 0x4E00...0x9FFF, "YiSyllables": 0xA000...0xA48F,
    "YiRadicals": 0xA490...0xA4CF, "HangulSyllables": 0xAC00...0xD7AF,
    "PrivateUse": 0xE000...0xF8FF, "CJKCompatibilityIdeographs": 0xF900...0xFAFF,
    "AlphabeticPresentationForms": 0xFB00...0xFB4F,
    "ArabicPresentationForms-A": 0xFB50...0xFDFF, "CombiningHalfMarks": 0xFE20...0xFE2F,
    "CJKCompatibilityForms": 0xFE30...0xFE4F, "SmallFormVariants": 0xFE50...0xFE6F,
    "ArabicPresentationForms-B": 0xFE70...0xFEFE,
    "HalfwidthandFullwidthForms": 0xFF00...0xFFEF, "Specials": 0xFFF0...0xFFFF,
    "CJKUnifiedIdeographsExtensionB": 0x20000...0x2A6DF,
  ]
}
