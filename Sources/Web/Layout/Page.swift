/// A page is a model and a function from it to HTML; the handler reads the model, the view looks nothing up.
protocol Page: Sendable {
  /// Stands in the browser's tab and in the head of prints.
  var title: String { get }
  var body: HTML { get }
  var surround: Surround { get }
  /// Addresses of scripts that only this page needs.
  var scripts: [String] { get }
  /// Whether it is printed across.
  var isAcross: Bool { get }
}

/// What stands around the body of a page.
enum Surround: Hashable, Sendable {
  /// Head, navigation and print foot of a signed-in person.
  case desk(Shell)
  /// The bare sheet of sign-in and of errors before it.
  case bare(district: String)
}

/// A page that only a signed-in person sees.
protocol DeskPage: Page {
  var shell: Shell { get }
}

extension DeskPage {
  var surround: Surround { .desk(shell) }
}

extension Page {
  var scripts: [String] { [] }
  var isAcross: Bool { false }

  /// The whole document as it is sent.
  var document: HTML {
    """
    <!doctype html>
    <html lang="zh-CN">
    <head>
    <meta charset="utf-8">
    <title>\(title) · 合符</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="\(Asset.icon.address)" type="image/svg+xml">
    <link rel="stylesheet" href="\(Asset.style.address)">
    <script src="\(Asset.script.address)" defer></script>
    \(scripts.map { #"<script src="\#($0)" defer></script>"# as HTML })\
    </head>
    \(sheet)
    </html>

    """
  }

  private var sheet: HTML {
    switch surround {
    case .desk(let shell):
      """
      <body class="desk\(when: isAcross, " across")">
      <a class="skip" href="#main">跳到正文</a>
      \(shell.head)
      \(shell.side)
      <div class="sheet">
      <main id="main" tabindex="-1">
      \(shell.time.notice(here: shell.here))
      \(shell.alarms.map { #"<p class="notice problem screen" role="status">\#($0)</p>"# as HTML })\
      \(shell.readOnly.map { #"<p class="notice screen" role="status">\#($0)</p>"# })
      \(body)
      </main>
      \(shell.foot.body)
      </div>
      </body>
      """
    case .bare(let district):
      """
      <body class="bare">
      <main id="main" tabindex="-1">
      <p class="brand">\(Icon.tally.drawn)<span>合符</span> <small>\(district)</small></p>
      \(body)
      </main>
      </body>
      """
    }
  }
}
