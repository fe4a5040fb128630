import Commands
package import Documents
package import Ledgers

extension IssuedPaper.Print {
  /// Keeps a paper as it is printed now.
  package init(_ paper: Paper, foot: PaperFoot) throws {
    self.init(
      content: try CanonicalJSON.text(paper), day: foot.day, knownAt: foot.knownAt,
      root: foot.root, madeAt: foot.madeAt, maker: foot.unit,
      digest: Digest.hex(WordWriter.bytes(of: paper, madeAt: foot.moment)))
  }
}

extension IssuedPaper {
  /// The paper as it was printed.
  package func paper() throws -> Paper {
    try CanonicalJSON.value(Paper.self, from: print.content)
  }

  package var foot: PaperFoot {
    PaperFoot(
      day: print.day, knownAt: print.knownAt, madeAt: print.madeAt, unit: print.maker, code: id,
      root: print.root)
  }

  /// The Word file once more; nil when it would not be the one that was issued.
  package func word() throws -> [UInt8]? {
    let bytes = WordWriter.bytes(of: try paper(), madeAt: foot.moment)
    return Digest.hex(bytes) == print.digest ? bytes : nil
  }
}
