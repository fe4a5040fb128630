/// The square code in the foot of a Word file: a picture at the margin beside the notes.
struct WordSeal {
  /// Number of the picture in the file.
  let number: Int

  static let path = "word/media/seal.png"
  static let target = "media/seal.png"
  static let relation = "r-seal"

  private static let drawing = "http://schemas.openxmlformats.org/drawingml/2006"
  /// Room that the notes leave for it.
  static let room = PageFoot.sealSide + PaperSheet.millimetres(2)
  /// A hundredth of a point in English Metric Units.
  private static let unit = 127

  var run: String {
    let side = PageFoot.sealSide * Self.unit
    return """
      <w:r><w:drawing><wp:anchor xmlns:wp="\(Self.drawing)/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0" \
      simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">\
      <wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>\
      <wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>\
      <wp:extent cx="\(side)" cy="\(side)"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>\
      <wp:docPr id="\(number)" name="审计根"/><wp:cNvGraphicFramePr/>\
      <a:graphic xmlns:a="\(Self.drawing)/main"><a:graphicData uri="\(Self.drawing)/picture">\
      <pic:pic xmlns:pic="\(Self.drawing)/picture"><pic:nvPicPr><pic:cNvPr id="\(number)" name="seal.png"/>\
      <pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="\(Self.relation)"/><a:stretch><a:fillRect/></a:stretch>\
      </pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="\(side)" cy="\(side)"/></a:xfrm>\
      <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
      </wp:anchor></w:drawing></w:r>
      """
  }
}
