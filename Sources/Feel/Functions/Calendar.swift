extension Builtins {
  static let calendar: [Builtin] = [
    Builtin("now", "") { _, evaluation in evaluation.clock.map { .dateTime($0) } },
    Builtin("today", "") { _, evaluation in evaluation.clock.map { .date($0.date) } },
    Builtin("day of year", "date") { arguments, _ in
      arguments[0].unwrapped.day.map { FeelValue($0.dayOfYear) }
    },
    Builtin("day of week", "date") { arguments, _ in
      arguments[0].unwrapped.day.map { .string(weekdays[$0.weekday - 1]) }
    },
    Builtin("month of year", "date") { arguments, _ in
      arguments[0].unwrapped.day.map { .string(months[$0.month - 1]) }
    },
    Builtin("week of year", "date") { arguments, _ in
      arguments[0].unwrapped.day.map { FeelValue($0.weekOfYear) }
    },
  ]

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
