/// What of a report's page is different after a decision: only that goes to the browser.
struct ReportChanges: Sendable {
  let before: ReportPage
  let after: ReportPage

  /// A template for each part that changed, came or went, which the page's script puts in place.
  var drawn: HTML {
    let old = Dictionary(
      before.parts.map { ($0.id, $0.html) }, uniquingKeysWith: { first, _ in first })
    let parts = after.parts
    var pieces: [HTML] = []
    for id in Set(old.keys).subtracting(parts.map(\.id)).sorted() {
      pieces.append(#"<template data-for="\#(id)" data-gone></template>\#n"#)
    }
    var last: String?
    for part in parts {
      if let known = old[part.id] {
        if known != part.html {
          pieces.append(#"<template data-for="\#(part.id)">\#(part.html)</template>\#n"#)
        }
      } else {
        pieces.append(
          #"<template data-for="\#(part.id)" data-after="\#(last ?? "")">\#(part.html)</template>\#n"#
        )
      }
      last = part.id
    }
    return "\(pieces)"
  }
}
