/// What a finding would do for one commitment: the chance to keep it as things are, once the
/// proposed step is done, and if it never is.
///
/// Chances are estimates: binary floating point throughout.
package enum Lift: Hashable, Sendable {
  case stated(Chances)
  /// Too little is known, in words that name what is missing.
  case insufficient(String)

  package struct Chances: Hashable, Sendable {
    package var now: Double
    package var after: Double
    /// Chance if the subject never counts; nil where it is not known by name.
    package var without: Double?
    /// Chance that the subject counts by itself; nil where it is not known by name.
    package var own: Double?
    /// Expected gain in the unit of the metric.
    package var gain: Double

    package init(now: Double, after: Double, without: Double?, own: Double?, gain: Double) {
      self.now = now
      self.after = after
      self.without = without
      self.own = own
      self.gain = gain
    }

    /// Percentage points by which the step raises the chance.
    package var points: Double { (after - now) * 100 }
  }

  package var chances: Chances? {
    if case .stated(let chances) = self { chances } else { nil }
  }
}
