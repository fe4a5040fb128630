/// How far a commitment is on its way: claimed, the verified part of it, and where the path would be.
///
/// All three are shares of the way from the opening value to the target, 1 being the target.
struct ProgressBar: Hashable, Sendable {
  var claimed: Double
  var verified: Double
  var path: Double?

  var drawn: HTML {
    let claimedWidth = Self.width(claimed)
    let verifiedWidth = Self.width(verified)
    return """
      <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" \
      aria-label="\(label)"><title>\(label)</title>\
      <rect class="bar-ground" width="100" height="10"/>\
      <rect class="bar-claimed" width="\(claimedWidth)" height="10"/>\
      <rect class="bar-verified" width="\(verifiedWidth)" height="10"/>\(mark)</svg>
      """
  }

  private var mark: HTML {
    guard let path else { return "" }
    let place = Self.width(path)
    return #"<path class="bar-path" d="M\#(place) 0V10"/>"#
  }

  private var label: String {
    let path = path.map { "，应达 \(Self.percent($0))" } ?? ""
    return "自报 \(Self.percent(claimed))，已证实 \(Self.percent(verified))\(path)"
  }

  /// Returns a share as a length between 0 and 100 with one decimal place.
  static func width(_ share: Double) -> String {
    let tenths = Int((min(max(share, 0), 1) * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
}
