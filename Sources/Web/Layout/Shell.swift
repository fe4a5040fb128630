/// What surrounds every page of a signed-in person: who acts, where one can go, and which time is shown.
struct Shell: Hashable, Sendable {
  /// Name of the district whose installation this is.
  var district: String
  var person: String
  /// Duty and unit in which the person acts, such as 督查员 · 区政府办公室.
  var post: String
  /// Posts the person may switch to; the acting one is among them.
  var posts: [PostChoice]
  var navigation: [NavigationItem]
  var time: TimeView
  /// Address of this page, to come back to after switching the post or the day.
  var here: Address
  /// Proof that a form was made for this session.
  var csrf: String
  var foot: PrintFoot
  /// Why nothing can be changed just now; nil when it can.
  var readOnly: String?
  /// What the installation lacks and somebody has to bring, such as next year's calendar.
  var alarms: [String] = []
  /// Pages that the reader may open; the others are named and not linked.
  var doors = Doors.all

  /// Returns a link that keeps the day that is shown.
  func link(_ address: Address) -> String { time.keeping(in: address).text }

  /// Returns a link that keeps the day, for a path that may bring a query and a place on the page.
  func link(_ path: String) -> String {
    let whole = path.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = whole[0].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let items = parts.count > 1 ? QueryText.items(parts[1]) : []
    let place = whole.count > 1 ? "#\(whole[1])" : ""
    return link(Address(String(parts[0]), items)) + place
  }

  /// The hidden field that every form of a signed-in person carries.
  var csrfField: HTML { #"<input type="hidden" name="csrf" value="\#(csrf)">"# }
}

/// One post among which a person switches.
struct PostChoice: Hashable, Sendable {
  var id: String
  var title: String
  var isActing: Bool
}

/// One place in the left navigation, given only when the reader may open it.
struct NavigationItem: Hashable, Sendable {
  var icon: Icon
  var title: String
  var path: String
  var isCurrent: Bool
  /// Things that wait for this person there; nothing is shown for 0.
  var waiting = 0
  /// What stands under the place, shown while it is open.
  var parts: [NavigationPart] = []
}

/// One of the pages under a place of the navigation.
struct NavigationPart: Hashable, Sendable {
  var title: String
  var path: String
  var isCurrent: Bool
}

/// The day a page speaks of and the knowledge it uses (时点).
struct TimeView: Hashable, Sendable {
  enum Knowledge: String, Hashable, Sendable {
    /// What was known at the end of the day.
    case then
    /// What is known today about the day.
    case now
  }

  /// Both days as 2022-06-30.
  var today: String
  var day: String
  /// The day as 2022年6月30日.
  var title: String
  var knowledge: Knowledge

  var isToday: Bool { day == today }

  /// Returns an address with the day and the knowledge of this view in it.
  func keeping(in address: Address) -> Address {
    address.setting("day", to: isToday ? nil : day)
      .setting("known", to: !isToday && knowledge == .now ? knowledge.rawValue : nil)
  }
}

/// The line under every print that says as of when, known when, made when and by whom.
struct PrintFoot: Hashable, Sendable {
  var asOf: String
  var knownAt: String
  var madeAt: String
  var unit: String

  var body: HTML {
    """
    <footer class="foot">
      <p><span>时点 \(asOf)</span> <span>所知 \(knownAt)</span> <span>制成 \(madeAt)</span> \
    <span>制表单位 \(unit)</span></p>
    </footer>
    """
  }
}
