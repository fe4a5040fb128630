/// A small line drawing beside words; never the only carrier of a meaning.
enum Icon: String, Hashable, Sendable {
  case tally, find, calendar, person, inbox
  case commitments, reports, enterprises, projects, parks, parcels, data, journal, register, shield

  /// The drawing for a page, hidden from screen readers.
  var drawn: HTML {
    """
    <svg class="icon" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" focusable="false">\
    \(strokes)</svg>
    """
  }

  /// The product's sign as a file: one tally, cut in two, fitting together.
  static var file: HTML {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" \
    fill="#12365c"/><g fill="none" stroke="#fff" stroke-width="1.8" stroke-linejoin="round" \
    stroke-linecap="round">\(Icon.tally.strokes)</g></svg>
    """
  }

  private var strokes: HTML {
    switch self {
    case .tally:
      """
      <path d="M11 3H6a1.5 1.5 0 0 0-1.5 1.5v15A1.5 1.5 0 0 0 6 21h5v-5l2-2-2-2 2-2-2-2z"/>\
      <path d="M14 3h4a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 18 21h-4v-4.5l2-2.5-2-2 2-2-2-2z"/>
      """
    case .find: #"<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>"#
    case .calendar: #"<path d="M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8"/>"#
    case .person:
      #"<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6"/>"#
    case .inbox: #"<path d="M4 13l3-8h10l3 8v6H4zM4 13h5a3 3 0 0 0 6 0h5"/>"#
    case .commitments:
      #"<path d="M9 5h11M9 12h11M9 19h11M3.5 5l1.3 1.3L7 4M3.5 12l1.3 1.3L7 11M3.5 19l1.3 1.3L7 18"/>"#
    case .reports: #"<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 11.5h6M9 15h6M9 18h3.5"/>"#
    case .enterprises: #"<path d="M3 21V10l6 4v-4l6 4V4h6v17zM18 8v0M18 12v0M7 17.5h2M12 17.5h2"/>"#
    case .projects: #"<path d="M5 21V4M5 5h13l-2.5 4L18 13H5"/>"#
    case .parks: #"<path d="M3 20h18M5 20V9l5-3v14M10 10h9v10M13 13.5h3M13 16.5h3"/>"#
    case .parcels: #"<path d="M4 5l16-1v16L4 19zM4 12l16-.5M12 4.5V11.8M9.5 12v7.3"/>"#
    case .data: #"<path d="M12 15V4M8 8l4-4 4 4M4 15v5h16v-5"/>"#
    case .journal: #"<path d="M5 4h13a1 1 0 0 1 1 1v15H6a1 1 0 0 1-1-1zM9 4v16M12 9h4M12 13h4"/>"#
    case .register: #"<path d="M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14"/>"#
    case .shield:
      #"<path d="M12 3l7.5 3v5.5c0 4.6-3 8-7.5 9.5-4.5-1.5-7.5-4.9-7.5-9.5V6zM8.5 12l2.5 2.5 4.5-5"/>"#
    }
  }
}
