package import Definitions
package import Facts
import Quantities

/// Finds codes that name nobody in the register they point to, with the code that was likely meant.
package struct OrphanDetector {
  let detector: Detector
  let references: [Detector.Reference]
  let snapshot: Snapshot
  let targets: [String: Snapshot]

  /// Takes the registers that are pointed to, by their id.
  package init?(_ detector: Detector, snapshot: Snapshot, targets: [String: Snapshot]) {
    guard case .orphans(let references) = detector.rule else { return nil }
    self.detector = detector
    self.references = references
    self.snapshot = snapshot
    self.targets = targets
  }

  package func issues() -> [DataIssue] {
    references.flatMap { reference -> [DataIssue] in
      guard let target = targets[reference.register],
        let field = snapshot.register.field(reference.field)
      else { return [] }
      return (0..<snapshot.count).compactMap { row in
        guard case .text(let code)? = snapshot.value(field.key, row: row),
          target.row(code: code) == nil
        else { return nil }
        return issue(row, field, code, in: target)
      }
    }.ranked()
  }

  private func issue(_ row: Int, _ field: Field, _ code: String, in target: Snapshot) -> DataIssue {
    let meant = nearest(to: code, in: target)
    var reasons = ["\(field.label) \(code) 在“\(target.register.title)”登记簿里查无此户"]
    if let meant { reasons.append("最接近的是“\(meant.name)”（\(meant.code)）") }
    return DataIssue(
      detector: detector, code: snapshot.codes[row], name: snapshot.name(row: row),
      field: field.key, other: meant?.code, reasons: reasons, remedy: "请核对代码是否抄错，或补登记该户",
      evidence: snapshot.evidence(field.key, row: row), keeper: field.keeper,
      weight: meant == nil ? 0 : 1)
  }

  /// The subject whose code differs least, in at most three places, when there is only one such.
  private func nearest(to code: String, in target: Snapshot) -> (code: String, name: String)? {
    let bytes = Array(code.utf8)
    var best: (row: Int, distance: Int)?
    var isTied = false
    for (row, other) in target.codes.enumerated() where other.utf8.count == bytes.count {
      let distance = zip(bytes, other.utf8).count { $0 != $1 }
      guard distance <= 3, distance <= best?.distance ?? 3 else { continue }
      isTied = distance == best?.distance
      best = (row, distance)
    }
    guard let best, !isTied else { return nil }
    return (target.codes[best.row], target.name(row: best.row))
  }
}
