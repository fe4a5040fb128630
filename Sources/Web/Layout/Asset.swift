import Documents
import Foundation

/// A file that pages refer to, built into the program and served under a name that holds its digest.
///
/// The name changes with the content, so browsers may keep it for a year and never show a stale one.
struct Asset: Sendable {
  var name: String
  var type: String
  var bytes: [UInt8]
  /// The same folded; nil when that makes it no smaller.
  let folded: [UInt8]?
  /// Sixteen hexadecimal digits that change when the content does.
  let digest: String

  static let style = Asset(
    name: "hefu", ending: "css", type: "text/css; charset=utf-8", bytes: PackageResources.hefu_css)
  static let script = Asset(
    name: "hefu", ending: "js", type: "text/javascript; charset=utf-8",
    bytes: PackageResources.hefu_js)
  /// Lets a reader look into the charts, where the library for it is installed.
  static let charts = Asset(
    name: "charts", ending: "js", type: "text/javascript; charset=utf-8",
    bytes: PackageResources.charts_js)
  static let icon = Asset(
    name: "hefu", ending: "svg", type: "image/svg+xml", bytes: Icon.file.bytes)

  static let all = [style, script, charts, icon]

  /// Where pages find it.
  var address: String { "/assets/\(name)" }

  private init(name: String, ending: String, type: String, bytes: [UInt8]) {
    digest = Self.digest(of: bytes)
    self.name = "\(name)-\(digest).\(ending)"
    self.type = type
    self.bytes = bytes
    folded = Gzip.folded(bytes, effort: .thorough)
  }

  /// Returns the chart library that the set-up put into a folder; nil where it is not installed.
  static func chartLibrary(in folder: String) -> Asset? {
    let file = URL(filePath: folder).appending(path: "echarts.min.js")
    guard let data = try? Data(contentsOf: file), !data.isEmpty else { return nil }
    return Asset(
      name: "echarts", ending: "js", type: "text/javascript; charset=utf-8", bytes: Array(data))
  }

  /// Returns the FNV-1a digest: it names a version of our own file and guards nothing.
  private static func digest(of bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
