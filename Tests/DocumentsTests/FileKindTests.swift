import Documents
import Testing

struct FileKindTests {
  @Test(
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], .png),
      ([0x50, 0x4B, 0x03, 0x04], .zip),
      (Array("%PDF-1.7".utf8), .pdf),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .compound),
      (Array("\u{FEFF}  <!DOCTYPE html><p>".utf8), .webPage),
      (Array("<html lang=zh>".utf8), .webPage),
      (Array("<META charset=gb2312><title>x</title>".utf8), .webPage),
      (
        Array(
          "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"
            .utf8),
        .xmlTable
      ),
      (Array("<5%,>3%".utf8), nil),
      (Array("单位,金额".utf8), nil),
      ([], nil),
    ] as [([UInt8], FileKind?)])
  func `the first bytes tell what a file is`(bytes: [UInt8], kind: FileKind?) {
    #expect(FileKind(of: bytes) == kind)
  }
}
