package import Reports

/// The classes of a report's characters after what people decided: still exactly one for each.
package enum DecidedCoverage {
  /// Lays the decided items over what the reader found; where they overlap, a promise counts most.
  package static func segments(
    _ read: [Segment], with items: some Sequence<Commitment>
  ) -> [Segment] {
    var classes: [Segment.Class] = []
    for segment in read {
      classes.append(contentsOf: repeatElement(segment.segmentClass, count: segment.span.count))
    }
    let own = classes
    let standing = items.filter { $0.state.stands }
    for form in [Commitment.Form.background, .task, .commitment] {
      for item in standing where (item.form ?? .commitment) == form {
        // Where nobody has decided, what the reader made of the words counts again.
        let isDecided = item.state == .confirmed || item.form != nil
        for place in item.places {
          for index in place.clamped(to: 0..<classes.count) {
            classes[index] = isDecided ? Segment.Class(form) : own[index]
          }
        }
      }
    }
    return runs(classes)
  }

  private static func runs(_ classes: [Segment.Class]) -> [Segment] {
    var segments: [Segment] = []
    var start = 0
    for index in classes.indices
    where index + 1 == classes.count || classes[index + 1] != classes[index] {
      segments.append(Segment(span: start..<index + 1, segmentClass: classes[index]))
      start = index + 1
    }
    return segments
  }
}

extension Segment.Class {
  init(_ form: Commitment.Form) {
    self =
      switch form {
      case .commitment: .commitment
      case .task: .measure
      case .background: .background
      }
  }
}
