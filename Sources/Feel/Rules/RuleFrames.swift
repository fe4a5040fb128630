package import Frames

extension Rule {
  /// Applies a condition to all rows of a frame at once.
  ///
  /// A field that the frame has no column for is unknown in every row, as it is for one subject.
  package func truth(over frame: Frame) -> Truth {
    RulePlan(rules: [self]).truths(over: frame)[0]
  }
}
