package import Quantities
package import Storage

/// Reads people and posts.
package enum PostStore {
  /// Returns a post as it stands, by its code.
  package static func actor(post id: String, in session: any Session) throws -> Actor? {
    try session.rows(
      """
      SELECT post.id, person_id, name, role, unit, scope_value, from_day, to_day
      FROM post JOIN person ON person.id = post.person_id
      WHERE post.id = \(id) ORDER BY post.seq DESC LIMIT 1
      """
    ).first.map(actor)
  }

  /// Returns the posts of a person that are held on a day.
  package static func actors(
    of person: String, on day: Day, in session: any Session
  ) throws -> [Actor] {
    try actors(in: session).filter { $0.person.id == person && $0.post.isHeld(on: day) }
  }

  /// Returns every post as it stands, in the order of its code.
  package static func actors(in session: any Session) throws -> [Actor] {
    try session.rows(
      """
      SELECT post.id, person_id, name, role, unit, scope_value, from_day, to_day
      FROM post JOIN person ON person.id = post.person_id
      WHERE post.seq = (SELECT MAX(seq) FROM post AS newer WHERE newer.id = post.id)
      ORDER BY post.id
      """
    ).map(actor)
  }

  private static func actor(_ row: SQLRow) throws -> Actor {
    let person: String = try row.get("person_id")
    let from: String = try row.get("from_day")
    let to: String? = try row.get("to_day")
    guard let fromDay = Day(from) else {
      throw JournalError.invalid("岗位的起始日期“\(from)”无法读取")
    }
    return Actor(
      person: Person(id: person, name: try row.get("name")),
      post: Post(
        id: try row.get("id"), person: person, role: try row.get("role"),
        unit: try row.get("unit"), scopeValue: try row.get("scope_value"), from: fromDay,
        to: to.flatMap { Day($0) }))
  }

  static func write(
    people: [Person], posts: [Post], seq: Int64, in transaction: any Transaction
  ) throws {
    for person in people {
      _ = try transaction.execute(
        "INSERT INTO person (id, name, seq) VALUES (\(person.id), \(person.name), \(seq))")
    }
    for post in posts {
      _ = try transaction.execute(
        """
        INSERT INTO post (id, seq, person_id, role, unit, scope_value, from_day, to_day)
        VALUES (\(post.id), \(seq), \(post.person), \(post.role), \(post.unit),
          \(post.scopeValue), \(post.from.description), \(post.to?.description))
        """)
    }
  }
}

/// Opens an empty database: names the district and appoints the first people and posts.
package struct FoundDistrict: Command {
  package static let name = "found-district"
  package static let title = "初始化"
  static let needed = Permission("district", "found")

  package struct Body: Encodable {
    var title: String
    var people: [Person]
    var posts: [Post]
  }

  /// Name of the district as it stands in the head of every page.
  package var district: String
  package var people: [Person]
  package var posts: [Post]

  package init(district: String, people: [Person], posts: [Post]) {
    self.district = district
    self.people = people
    self.posts = posts
  }

  package var permission: Permission { Self.needed }
  package var body: Body { Body(title: district, people: people, posts: posts) }

  package func run(in context: CommandContext) throws {
    guard context.seq == 1 else { throw JournalError.notEmpty }
    let separated: Set<String> = ["SA", "SE", "AU"]
    for person in people {
      let roles = posts.filter { $0.person == person.id }.map(\.role)
      guard Set(roles).intersection(separated).count <= 1 else {
        throw JournalError.invalid("系统、安全、审计三个管理员须由不同的人担任：\(person.name)")
      }
    }
    try PostStore.write(
      people: people, posts: posts, seq: context.seq, in: context.transaction)
    for (key, value) in [("region", context.region), ("district", district)] {
      _ = try context.transaction.execute(
        "INSERT INTO setting (key, value, seq) VALUES (\(key), \(value), \(context.seq))")
    }
  }
}
