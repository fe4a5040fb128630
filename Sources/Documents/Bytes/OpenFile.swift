import Glibc

/// A file that stays open as long as somebody reads it; its place is never moved, so that several
/// may read at once.
final class OpenFile: Sendable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Opens a file for reading, or returns nil with the reason in `errno`.
  static func reading(_ path: String) -> OpenFile? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    return descriptor < 0 ? nil : OpenFile(descriptor)
  }

  /// Makes a file that nobody else can open and that is gone when this process lets go of it.
  static func temporary() -> OpenFile? {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/hefu-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(path)
    return OpenFile(descriptor)
  }

  /// Bytes of the file, or nil for what is no ordinary file.
  var size: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Reads so many bytes from a place; returns fewer where the file ends or fails.
  func bytes(at offset: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { room, done in
      while done < count {
        let read = pread(
          descriptor, room.baseAddress?.advanced(by: done), count - done, off_t(offset + done))
        if read < 0, errno == EINTR { continue }
        guard read > 0 else { return }
        done += read
      }
    }
  }

  /// Writes all bytes at a place; returns false when the disk does not take them.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    var done = 0
    while done < bytes.count {
      let written = pwrite(
        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done,
        off_t(offset + done))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return false }
      done += written
    }
    return true
  }
}
