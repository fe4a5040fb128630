import Definitions
import Documents
import Quantities
import Storage

/// Whether a row of a sheet may be taken: its code, what a new subject needs, what the post reaches.
extension SheetReading {
  func refusal(of code: String, row: Int) -> ImportRemark? {
    let head = register.codeLabel
    guard !code.isEmpty else { return unreadable("", row: row, head: head, "每行都要有\(head)") }
    if let earlier = file.row(of: code) {
      return unreadable(code, row: row, head: head, "与第 \(earlier) 行重复，请只保留一行")
    }
    return register.problem(withCode: code).map { unreadable(code, row: row, head: head, $0) }
  }

  /// A new subject needs what the register requires.
  func missing(
    in values: [StoredValue?], code: String, place: Int, row: Int
  ) -> [ImportRemark] {
    guard !file.isKnown(place) else { return [] }
    guard values.contains(where: { $0 != nil }) else {
      return [unreadable(code, row: row, head: register.codeLabel, "登记簿里还没有，这一行也没有可写入的内容")]
    }
    return register.fields.filter { $0.required && stated($0.key, values) == nil }.map { field in
      unreadable("", row: row, head: field.label, "登记簿里还没有这一\(register.title)，新增时必须有\(field.label)")
    }
  }

  private func stated(_ field: String, _ values: [StoredValue?]) -> StoredValue? {
    zip(columns, values).first { $0.0.field.key == field && $0.1 != nil }?.1
  }

  /// Returns those of some columns whose values the acting post may confirm: those it may write.
  func confirmable(
    _ confirmed: [Int], values: [StoredValue?], code: String, place: Int
  ) -> [Int] {
    guard !confirmed.isEmpty, !file.isUnlimited else { return confirmed }
    let reaching = file.rules.filter { $0.includes(code, place: place) { stated($0, values) } }
    return confirmed.filter { index in reaching.contains { $0.reaches(columns[index].field) } }
  }

  /// Refuses values in rows that the acting post does not reach.
  func outOfReach(
    _ changes: [Int], values: [StoredValue?], code: String, place: Int, row: Int
  ) -> [ImportRemark] {
    guard !changes.isEmpty, !file.isUnlimited else { return [] }
    let known = file.isInStore(place) ? place : nil
    let reaching = file.rules.filter {
      $0.includes(code, place: known) { stated($0, values) }
    }
    let reason = "这一\(register.title)不在本岗位的范围内，不能写入"
    guard !reaching.isEmpty else {
      return [unreadable(code, row: row, head: register.codeLabel, reason)]
    }
    return changes.compactMap { index in
      let field = columns[index].field
      guard let value = values[index], !reaching.contains(where: { $0.reaches(field) }) else {
        return nil
      }
      return unreadable(
        field.value(of: value).map { field.display($0) } ?? "", row: row, head: field.label,
        reason)
    }
  }
}
