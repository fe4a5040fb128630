import ArgumentParser
import Feel
import Foundation
import Frames

/// Answers all rules for all entities and says what it took.
struct RulesRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "对全部主体判断全部规则，输出一行 JSON",
    discussion: """
      --counts 写出每条规则的 [真, 未知] 个数；--bitmaps 先写全部规则的“真”位图，再写“未知”位图，
      每条规则占 (行数+7)/8 字节，第 0 行在最低位。
      """)

  @Option(help: ArgumentHelp("列数据目录，含 meta.json", valueName: "dir")) var facts: String
  @Option(help: ArgumentHelp("规则文件，每行一条 FEEL", valueName: "file")) var rules: String
  @Option(help: "线程数；不写则用全部核心") var threads: Int?
  @Option(help: "重复求值次数，报告最快的一次") var `repeat` = 1
  @Option(help: ArgumentHelp("计数写到这个文件", valueName: "json")) var counts: String?
  @Option(help: ArgumentHelp("位图写到这个文件", valueName: "file")) var bitmaps: String?

  private struct Report: Encodable {
    var entities: Int
    var rules: Int
    var tests: Int
    var rowByRowRules: Int
    var threads: Int
    var compileSeconds: Double
    var compileCpuSeconds: Double
    var loadSeconds: Double
    var codingSeconds: Double
    var codingCpuSeconds: Double
    var seconds: Double
    var cpuSeconds: Double
    var memoryMb: Int
  }

  func validate() throws {
    guard `repeat` >= 1, threads ?? 1 >= 1 else {
      throw ValidationError("--threads 和 --repeat 至少是 1")
    }
  }

  func run() throws {
    let cores = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let folder = try FactsFolder(facts)
    let vocabulary = folder.vocabulary
    let (compile, (list, plan)) = try Stopwatch.time {
      let list = try RulesFile.read(rules, vocabulary: vocabulary)
      return (list, RulePlan(rules: list))
    }
    guard !list.isEmpty else { throw InputProblem("规则文件 \(rules) 里没有规则") }
    let (load, frame) = try Stopwatch.time {
      try folder.frame(of: Set(list.flatMap(\.names)))
    }
    let (coding, coded) = Stopwatch.time { plan.coded(frame, threads: cores) }
    let best = bitmaps == nil ? try count(coded, cores) : try keep(coded, cores, list.count)
    try Terminal.json(
      Report(
        entities: frame.count, rules: list.count, tests: plan.coverage.tests,
        rowByRowRules: plan.coverage.rowByRow.count, threads: cores,
        compileSeconds: compile.seconds, compileCpuSeconds: compile.cpu, loadSeconds: load.seconds,
        codingSeconds: coding.seconds, codingCpuSeconds: coding.cpu, seconds: best.seconds,
        cpuSeconds: best.cpu, memoryMb: Stopwatch.peakMemory))
  }

  /// Without bitmaps to write the answers are counted and not kept.
  private func count(_ coded: CodedFrame, _ cores: Int) throws -> Stopwatch {
    var (best, counted) = Stopwatch.time { coded.counts(threads: cores) }
    for _ in 1..<`repeat` {
      let (time, again) = Stopwatch.time { coded.counts(threads: cores) }
      counted = again
      if time.seconds < best.seconds { best = time }
    }
    try writeCounts(counted)
    return best
  }

  private func keep(_ coded: CodedFrame, _ cores: Int, _ rules: Int) throws -> Stopwatch {
    var (best, verdicts) = Stopwatch.time { coded.verdicts(threads: cores) }
    for _ in 1..<`repeat` {
      let (time, _) = Stopwatch.time { coded.update(&verdicts, threads: cores) }
      if time.seconds < best.seconds { best = time }
    }
    try writeCounts(verdicts.counts)
    try writeBitmaps(verdicts, rules: rules)
    return best
  }

  private func writeCounts(_ counted: [Verdicts.Count]) throws {
    guard let counts else { return }
    let pairs = counted.map { "[\($0.isTrue),\($0.isUnknown)]" }
    try save(Data("[\(pairs.joined(separator: ","))]\n".utf8), to: counts)
  }

  private func writeBitmaps(_ verdicts: Verdicts, rules: Int) throws {
    guard let bitmaps else { return }
    guard FileManager.default.createFile(atPath: bitmaps, contents: nil),
      let file = FileHandle(forWritingAtPath: bitmaps)
    else { throw InputProblem("不能写 \(bitmaps)，请检查目录和权限") }
    defer { try? file.close() }
    for rule in 0..<rules { try file.write(contentsOf: packed(verdicts.isTrue(of: rule))) }
    for rule in 0..<rules { try file.write(contentsOf: packed(verdicts.isUnknown(of: rule))) }
  }

  private func packed(_ bitmap: Bitmap) -> Data {
    let words = bitmap.words.map(\.littleEndian)
    return words.withUnsafeBytes { Data($0.prefix((bitmap.count + 7) / 8)) }
  }

  private func save(_ data: Data, to path: String) throws {
    do {
      try data.write(to: URL(fileURLWithPath: path))
    } catch {
      throw InputProblem("不能写 \(path)，请检查目录和权限")
    }
  }
}

/// Wall and processor time of a piece of work, all threads of the process together.
struct Stopwatch {
  private(set) var seconds: Double
  private(set) var cpu: Double

  static func time<Result>(_ work: () throws -> Result) rethrows -> (Stopwatch, Result) {
    let (wall, cpu) = (now(CLOCK_MONOTONIC), now(CLOCK_PROCESS_CPUTIME_ID))
    let result = try work()
    return (
      Stopwatch(
        seconds: now(CLOCK_MONOTONIC) - wall, cpu: now(CLOCK_PROCESS_CPUTIME_ID) - cpu), result
    )
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The most memory that the process has had, in megabytes.
  static var peakMemory: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}
