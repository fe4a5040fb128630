import Exercises

/// Reads whatever bytes libFuzzer makes up as a DMN model.
///
/// `HEFU_FUZZ=1 swift build --product ModelFuzzer`, then run it on `Fuzz/Corpus/models`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  ModelExercise.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Entry of an executable target, which the package manager takes for the program's main.
@_cdecl("ModelFuzzer_main")
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
