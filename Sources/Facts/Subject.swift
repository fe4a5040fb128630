/// Whatever a fact is about: an enterprise, a project, a parcel, a unit, a commitment.
///
/// The region code (GB/T 2260) is part of the identity, so that districts can be added together.
package struct Subject: Hashable, Sendable {
  package typealias ID = Int64

  package var id: ID
  package var register: String
  package var region: String
  /// The code people use: a unified social credit code, a project code, a unit code.
  package var code: String

  package init(id: ID, register: String, region: String, code: String) {
    self.id = id
    self.register = register
    self.region = region
    self.code = code
  }
}
