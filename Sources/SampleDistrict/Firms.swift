import Definitions

/// The market entities of the district: named characters, the firms above scale, and the rest.
package struct Firms: Hashable, Sendable {
  package var all: [Firm]

  package subscript(code: String) -> Firm? { all.first { $0.code == code } }

  /// Codes of the named characters; they are the same for every seed.
  package enum Code {
    /// The largest maker of special vehicles.
    package static let leader = Firms.code("91", 1)
    package static let second = Firms.code("91", 2)
    package static let third = Firms.code("91", 3)
    /// Revenue of the year before just under 20 million yuan.
    package static let justBelow = Firms.code("91", 4)
    /// Over 20 million yuan and not yet approved as a firm above scale.
    package static let justOver = Firms.code("91", 5)
    /// Nobody has reported its revenue.
    package static let missingFact = Firms.code("91", 6)
    /// Turned into a joint-stock company and not yet listed.
    package static let jointStock = Firms.code("91", 7)
    /// Says that it uses cloud services, without proof.
    package static let claimedCloud = Firms.code("91", 8)
    /// Left the list of firms above scale.
    package static let exited = Firms.code("91", 9)
    /// Struck off in May.
    package static let closedInMay = Firms.code("92", 10)
  }

  /// The one firm whose revenue lies just under 20 million yuan.
  package var justBelow: Firm? { self[Code.justBelow] }
  package var justOver: Firm? { self[Code.justOver] }
  package var missingFact: Firm? { self[Code.missingFact] }
  package var leader: Firm? { self[Code.leader] }
  package var jointStock: Firm? { self[Code.jointStock] }
  package var claimedCloud: Firm? { self[Code.claimedCloud] }
  package var exited: Firm? { self[Code.exited] }
  package var closedInMay: Firm? { self[Code.closedInMay] }

  /// Returns a credit code that passes GB 32100; the serial number is scattered over the body.
  static func code(_ kind: String, _ serial: Int) -> String {
    let scattered = String(serial * 7_919 % 1_000_000)
    let body = "MA" + String(repeating: "0", count: 6 - scattered.utf8.count) + scattered
    return CreditCode.code(kind: kind, region: Place.region, body: body) ?? ""
  }
}
