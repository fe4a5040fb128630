import Definitions
import Foundation
import Ledgers
import Quantities
import Reports
import Testing

/// Metrics proposed for the targets of the shared corpus of public reports.
struct BinderCorpusTests {
  /// Needs the shared corpus; where it is absent the test is skipped.
  @Test(.enabled(if: Package.shared != nil))
  func `a good part of the corpus' targets is proposed a metric of its kind and unit`() throws {
    let folder = try #require(Package.shared).appending(path: "data/reports/corpus")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "txt" }
    #expect(files.count >= 12)
    let reader = Reader(lexicon: library.lexicon)
    let binder = library.binder
    var (quantified, proposed) = (0, 0)
    var used: [String: Int] = [:]
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      for stated in reader.read(text).commitments where stated.value != nil {
        guard stated.kind != .scope else { continue }
        quantified += 1
        guard
          let proposal = binder.propose(
            subject: stated.subject, unit: stated.unit, kind: stated.kind.rawValue)
        else { continue }
        proposed += 1
        used[proposal.metric, default: 0] += 1
        let metric = try #require(library.metrics[proposal.metric])
        #expect(metric.binds.kinds.contains(stated.kind.rawValue), "\(stated.subject)")
        #expect(proposal.reasons.count >= 2, "\(stated.subject)")
      }
    }
    // What is common to places, not what each alone counts.
    #expect(proposed * 100 >= quantified * 18, "\(proposed) of \(quantified): \(used)")
    #expect(used.count >= 20)
  }
}
