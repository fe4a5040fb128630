/// The text of a file, with how it was stored and what was odd about it.
///
/// Reading a text never fails because of single characters: what belongs to no character is shown
/// as U+FFFD, what is cut off at the end is dropped, and a remark says so. Line ends stay as they
/// are in the file; a byte order mark is not part of the text.
package struct TextDocument: Hashable, Sendable {
  package var text: String
  /// Encoding of the file, nil when its format has text of its own, such as a Word paper.
  package var encoding: TextEncoding?
  package var remarks: [DocumentRemark]

  package init(text: String, encoding: TextEncoding? = nil, remarks: [DocumentRemark] = []) {
    self.text = text
    self.encoding = encoding
    self.remarks = remarks
  }

  /// Decodes a plain text file.
  package init(decoding bytes: [UInt8], name: String) throws(DocumentError) {
    let decoded = try DecodedText(bytes, name: name)
    self.init(
      text: String(decoding: decoded.utf8, as: UTF8.self), encoding: decoded.encoding,
      remarks: decoded.remarks)
  }
}
