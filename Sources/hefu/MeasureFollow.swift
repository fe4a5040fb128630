import Facts
import Foundation
import Ledgers
import Storage

/// Keeps all readings with their lights and forecasts current, and tells after every new entry how
/// many were renewed and what that took.
struct MeasureFollow {
  let desk: LedgerDesk
  let asOf: AsOf

  struct Line: Encodable {
    /// The journal entry up to which the readings are current.
    var seq: Int64
    var readings: Int
    var renewed: Int
    /// Processor time of this process, in milliseconds.
    var milliseconds: Double
  }

  /// Tells what opening takes, then what making all anew over open registers takes, then follows.
  func run() async throws {
    let book = ReadingBook()
    var head = try await tell(book, at: desk)
    // Nothing that was learned or read before helps the second time, save the registers themselves.
    _ = try await tell(ReadingBook(), at: desk.forgetting())
    while !Task.isCancelled {
      try await desk.database.nextChange(within: .seconds(1))
      let newest = try await desk.database.read { try FactStore.head(in: $0) }
      if newest != head { head = try await tell(book, at: desk) }
    }
  }

  private func tell(_ book: ReadingBook, at desk: LedgerDesk) async throws -> Int64 {
    let before = await book.renewals.readings
    let begun = Self.processorTime
    let head = try await desk.database.read { try FactStore.head(in: $0) }
    let readings = try await book.readings(at: desk, asOf: asOf, forecasting: true)
    let took = Self.processorTime - begun
    try Terminal.json(
      Line(
        seq: head, readings: readings.count,
        renewed: await book.renewals.readings - before,
        milliseconds: (took * 1000).rounded() / 1000))
    fflush(nil)
    return head
  }

  /// Milliseconds that the processor worked for this process.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }
}
