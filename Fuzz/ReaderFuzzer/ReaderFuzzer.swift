import Definitions
import Reports

/// The reader with the lexicon that comes with the program.
private let reader: Reader = {
  guard let folder = Library.builtInFolder() else { return Reader(lexicon: .empty) }
  return Reader(lexicon: Library.load(folders: [folder]).library.lexicon)
}()

/// Reads whatever bytes libFuzzer makes up, and stops where a promise of the reader is broken.
///
/// `HEFU_FUZZ=1 swift build --product ReaderFuzzer`, then run it on `Fuzz/Corpus/reader`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let understanding = reader.read(text)
  let length = text.unicodeScalars.count
  var place = 0
  for segment in understanding.segments {
    precondition(segment.span.lowerBound == place, "segments leave a gap")
    place = segment.span.upperBound
  }
  precondition(place == length, "segments do not end with the text")
  for commitment in understanding.commitments {
    precondition(commitment.span.upperBound <= length, "a span leaves the text")
    precondition(commitment.sentence.upperBound <= length, "a sentence leaves the text")
  }
  for span in understanding.glossary.map(\.span) + understanding.remarks.map(\.span) {
    precondition(span.upperBound <= length, "an explanation or a remark leaves the text")
  }
  compare(text, understanding)
  return 0
}

/// Sets the text beside itself as next year's report: every target has its place, once.
private func compare(_ text: String, _ understanding: Understanding) {
  let comparison = ReportComparison(
    earlier: understanding, later: understanding, achievements: reader.achievements(text))
  let targets = comparison.rows.count { $0.earlier != nil }
  precondition(targets == comparison.rows.count { $0.later != nil }, "a target is lost or doubled")
}

/// Entry of an executable target, which the package manager takes for the program's main.
@_cdecl("ReaderFuzzer_main")
public func run(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
  var count = count
  var arguments = arguments
  return drive(&count, &arguments, fuzz)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func drive(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ once: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt
