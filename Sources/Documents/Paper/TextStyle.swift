/// How the letters of a paragraph look and where its lines begin and end.
struct TextStyle: Hashable, Sendable {
  var face: Typeface
  /// Size of the letters and distance of the lines, in hundredths of a point.
  var size: Int
  var pitch: Int
  /// Characters by which the first line is set in.
  var indent = 0
  /// Characters that stay empty on the right.
  var rightIndent = 0
  var alignment = Paper.Alignment.start
  /// Whether full lines reach both margins.
  var isJustified = false
  /// Width of a Chinese character where it is not its size.
  var grid: Int?

  /// The line pitch of an official page: 22 lines on 225 mm.
  static let officialPitch = 2_895

  /// The look of a paragraph: 2号小标宋 for the title, 3号 for the text (GB/T 9704-2012).
  init(_ role: Paper.Role, on sheet: PaperSheet) {
    let isOfficial = sheet.grid != nil
    let size = isOfficial ? 1_600 : 1_200
    let pitch = isOfficial ? Self.officialPitch : 1_900
    self.init(face: .fangsong, size: size, pitch: pitch)
    grid = sheet.grid
    switch role {
    case .title:
      self = TextStyle(face: .xiaobiaosong, size: 2_200, pitch: isOfficial ? 3_200 : 3_000)
      alignment = .centre
    case .number: alignment = .centre
    case .addressee: isJustified = true
    case .first:
      face = .heiti
      indent = 2
    case .second:
      face = .kaiti
      indent = 2
    case .third, .body:
      indent = 2
      isJustified = true
    case .caption:
      face = .heiti
      alignment = .centre
    case .note:
      self = TextStyle(face: .fangsong, size: 1_050, pitch: 1_600)
    case .signature:
      alignment = .end
      rightIndent = 4
    }
  }

  init(face: Typeface, size: Int, pitch: Int) {
    self.face = face
    self.size = size
    self.pitch = pitch
  }

  /// Width of a sign in this style.
  func width(_ scalar: Unicode.Scalar) -> Int {
    let advance = face.advance(scalar)
    if advance == 1_000, let grid { return grid }
    return advance * size / 1_000
  }

  /// Width of a Chinese character.
  var em: Int { grid ?? size }
}
