import Commands
import Documents
import Facts
import Ledgers
import Papers
import Storage

extension DeskVisit {
  /// The small print of a paper that is made now, in the view of the page.
  func paperFoot(code: String) async throws -> PaperFoot {
    let knownAt = asOf.knownAt
    let head = try await site.database.read { session in
      try JournalEntry.newest(1, below: knownAt.map { $0 + 1 }, in: session).first
    }
    return PaperFoot(
      day: asOf.day, knownAt: head?.seq ?? 0, madeAt: site.clock.moment(),
      unit: units(actor.post.unit), code: code, root: head?.digest ?? JournalEntry.origin)
  }
}

/// The files in which a paper goes out.
enum PaperForm: String, CaseIterable, Sendable {
  case docx, xlsx, pdf

  var title: String {
    switch self {
    case .docx: "Word 文件（.docx）"
    case .xlsx: "Excel 表格（.xlsx）"
    case .pdf: "PDF"
    }
  }
}

extension Download {
  static func word(_ name: String, _ bytes: [UInt8]) -> Download {
    Download(
      name: "\(name).docx",
      type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      bytes: bytes)
  }

  /// Makes the PDF of a paper; a missing program is told with the way out.
  static func pdf(_ name: String, _ paper: Paper, foot: PaperFoot) throws(Refusal) -> Download {
    do throws(PaperPDF.Problem) {
      let bytes = try PaperPDF.bytes(of: paper, madeAt: foot.seconds)
      return Download(name: "\(name).pdf", type: "application/pdf", bytes: bytes)
    } catch {
      throw .refused(error.description)
    }
  }
}
