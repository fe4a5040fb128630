import Definitions
import Ledgers
import Quantities

/// The numbers of a reading as pages show them.
struct ReadingFigures: Sendable {
  let reading: Reading

  init(_ reading: Reading) { self.reading = reading }

  private var unit: String { reading.unit?.symbol ?? reading.commitment.target.unit ?? "" }
  private var path: String { "/commitments/\(Address.encoded(reading.id))#origin" }

  var claimed: Figure? { reading.claimed.map { figure($0, grade: .claimed) } }
  var verified: Figure? { reading.verified.map { figure($0, grade: .confirmed) } }
  var expected: Figure? { reading.expected.map { Figure(Self.text($0), unit) } }
  var gap: Figure? { reading.gap.map { Figure(Self.text($0), unit) } }

  private func figure(_ number: Number, grade: GradeMark) -> Figure {
    Figure(Self.text(number), unit, grade: grade, path: path)
  }

  /// A number of a ledger: at most two decimals, in groups of three digits.
  static func text(_ number: Number) -> String {
    number.rounded(toPlaces: 2, .halfUp).description.groupingDigits
  }

  func titled(_ number: Number) -> String {
    unit == "%" ? "\(Self.text(number))%" : "\(Self.text(number)) \(unit)".trimmingBlanks
  }

  /// How far the number is on its way; nil where a way cannot be drawn.
  var progress: ProgressBar? {
    guard let claimed = reading.claimed, let claimedShare = share(claimed) else { return nil }
    return ProgressBar(
      claimed: claimedShare, verified: reading.verified.flatMap(share) ?? 0,
      path: reading.expected.flatMap(share))
  }

  /// The share of the way from the opening value to the target that a value has gone.
  private func share(_ value: Number) -> Double? {
    guard let bar = reading.bar, bar.note == nil || !bar.value.isZero else { return nil }
    let start = reading.path.flatMap { $0.shape == .level ? nil : $0.opening } ?? .zero
    return (value - start).divided(by: bar.value - start)?.double
  }

  var light: LightMark { LightMark(reading.light.light) }
}

extension LightMark {
  init(_ light: Light) {
    self =
      switch light {
      case .green: .green
      case .yellow: .yellow
      case .red: .red
      case .grey: .grey
      case .blue: .blue
      }
  }
}
