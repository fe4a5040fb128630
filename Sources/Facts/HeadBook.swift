/// Readings of the heads of one file, each made once: the rows in which heads are looked for overlap.
final class HeadBook {
  private var known: [String: [Head]] = [:]

  /// A head taken apart step by step, as `Head.readings(of:)` does.
  func readings(of written: String) -> [Head] {
    if let readings = known[written] { return readings }
    let readings = Head.readings(of: written)
    known[written] = readings
    return readings
  }

  /// The head without everything that could be a unit, a time or a mark.
  func bare(_ written: String) -> Head {
    let readings = readings(of: written)
    return readings[readings.count - 1]
  }
}
