import Definitions
import Facts
import Frames
import Quantities

/// Finds the subjects of a register by what was typed, in the rights and the time of its reader.
struct NameSearch: Sendable {
  /// A subject that was found, by which name, and how well.
  struct Hit: Sendable {
    var row: Int
    var fit: NameIndex.Fit
    /// The former name that was found, when the present one does not fit.
    var formerName: String?
  }

  private let reading: RegisterReading
  private let index: NameIndex

  init(_ reading: RegisterReading) async throws {
    self.reading = reading
    index = try await reading.desk.site.names.index(of: reading.register)
  }

  /// Returns what fits, the best first; names of persons are masked and therefore not looked through; of equally good ones in the order of the register.
  func hits(_ typed: String) -> [Hit] {
    var best: [Int: Hit] = [:]
    each(typed) { hit in
      if let known = best[hit.row],
        (known.fit, known.formerName == nil ? 0 : 1)
          <= (hit.fit, hit.formerName == nil ? 0 : 1)
      {
        return
      }
      best[hit.row] = hit
    }
    return best.values.sorted {
      ($0.fit, $0.formerName == nil ? 0 : 1, $0.row) < (
        $1.fit, $1.formerName == nil ? 0 : 1, $1.row
      )
    }
  }

  /// Returns the rows that fit.
  func rows(_ typed: String) -> Bitmap {
    var rows = Bitmap(count: reading.snapshot.count, repeating: false)
    each(typed) { rows[$0.row] = true }
    return rows
  }

  private func each(_ typed: String, _ body: (Hit) -> Void) {
    let snapshot = reading.snapshot
    let name = reading.register.nameField.flatMap { reading.register.field($0) }
    let asOf = snapshot.asOf
    index.each(matching: SearchText.folded(typed)) { entry, fit in
      guard entry.seq <= snapshot.head, entry.until.map({ $0 > snapshot.head }) ?? true,
        entry.from.map({ $0 <= asOf.day }) ?? true,
        let row = snapshot.frame.row(of: entry.subject)
      else { return }
      if entry.isCode {
        body(Hit(row: row, fit: fit))
      } else if let name, !snapshot.masked.contains(name.key), !reading.isHidden(name, row: row) {
        let isPresent = snapshot.value(name.key, row: row) == .text(entry.text)
        body(Hit(row: row, fit: fit, formerName: isPresent ? nil : entry.text))
      }
    }
  }
}
