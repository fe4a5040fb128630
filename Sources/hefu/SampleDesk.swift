import Commands
import Definitions
import Facts
import Quantities
import SampleDistrict
import Storage

/// Does in a new database what the offices of a fictional district do: posts, imports, decisions.
///
/// Everything goes through the journal, dated on the day on which it happened.
struct SampleDesk {
  let library: Library
  let database: any Database
  let region: String

  /// Founds the district with its people and posts.
  func found(title: String, posts cast: [CastMember], on day: Day) async throws {
    let people = Dictionary(grouping: cast, by: \.id).compactMap(\.value.first)
      .sorted { $0.id < $1.id }.map { Person(id: $0.id, name: $0.name) }
    let posts = cast.map { member in
      Post(
        id: member.post, person: member.id, role: member.role, unit: member.unit,
        scopeValue: member.scope, from: member.from, to: member.to)
    }
    guard let first = posts.first(where: { $0.role == "SA" }),
      let person = people.first(where: { $0.id == first.person })
    else { throw InputProblem("示例区缺少系统管理员岗位") }
    let permit = Authority(library: library)
      .foundingPermit(for: Actor(person: person, post: first))
    try await journal(on: day).commit(
      FoundDistrict(district: title, people: people, posts: posts), permit: permit, reason: "建立示例区")
  }

  /// Takes in a file as its post would.
  func take(
    _ batch: SampleBatch, place: String, progress: (String) -> Void
  ) async throws {
    let desk = ImportDesk(
      journal: journal(on: batch.day), authority: Authority(library: library),
      actor: try await actor(batch.post))
    let checked = try await desk.preview(
      ImportRequest(
        file: "\(batch.name).csv", bytes: batch.table.csv, register: batch.register,
        validFrom: batch.validFrom, evidence: batch.evidence))
    guard checked.preview.refused == 0, checked.preview.isUnderstood else {
      let remarks = checked.preview.remarks.prefix(3).map(\.message).joined(separator: "；")
      throw InputProblem("示例数据 \(batch.name) 未通过校验：\(remarks)")
    }
    guard checked.preview.hasSomethingToTell else { return }
    _ = try await desk.commit(checked, reason: batch.reason)
    progress(
      "[\(place)] \(batch.day) \(batch.name)：\(checked.preview.rows) 行，\(checked.preview.values) 个数据"
        + (checked.preview.confirmations == 0 ? "" : "，\(checked.preview.confirmations) 个与已有相同")
    )
  }

  @discardableResult
  func commit<C: Command>(
    _ command: C, as post: String, on day: Day, reason: String
  ) async throws -> C.Result {
    let permit = try await permit(command.permission, as: post, on: day)
    return try await journal(on: day).commit(command, permit: permit, reason: reason).result
  }

  func permit(_ permission: Permission, as post: String, on day: Day) async throws -> Permit {
    let actor = try await actor(post)
    return try Authority(library: library)
      .permit(actor, permission, reaching: Reach(unit: actor.post.unit), on: day)
  }

  private func actor(_ post: String) async throws -> Actor {
    guard let actor = try await database.read({ try PostStore.actor(post: post, in: $0) }) else {
      throw InputProblem("示例区没有岗位“\(post)”")
    }
    return actor
  }

  private func journal(on day: Day) -> Journal {
    Journal(database: database, library: library, region: region, clock: .fixed(day))
  }
}
