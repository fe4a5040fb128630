import Definitions
import Facts
import Frames

extension DataIssue {
  /// Two subjects that may be one: the doubt is put on the one that was recorded later.
  ///
  /// `field` is the name they are compared by, whose keeper is asked; `kind` says what they may be.
  init(
    twins: (Int, Int), in snapshot: Snapshot, detector: Detector, kind: String, reasons: [String],
    remedy: String, field: Field, weight: Int
  ) {
    let subjects = snapshot.frame.subjects
    let (kept, doubled) =
      subjects[twins.0] < subjects[twins.1] ? twins : (twins.1, twins.0)
    let one = "“\(snapshot.name(row: kept))”（\(snapshot.codes[kept])）"
    self.init(
      detector: detector, code: snapshot.codes[doubled], name: snapshot.name(row: doubled),
      other: snapshot.codes[kept], reasons: ["与\(one)可能是\(kind)"] + reasons, remedy: remedy,
      evidence: snapshot.evidence(field.key, row: doubled), keeper: field.keeper, weight: weight)
  }
}
