extension Migration {
  /// Every migration since the first release, in order; a new one is added at the end.
  ///
  /// The text is SQLite's and plain enough that the driver of PostgreSQL can put it into its own.
  package static let history: [Migration] = [
    .journalAndPeople, .subjectsAndFacts, .reportsAndCommitments, .decisions,
    .asksAndQualityDecisions, .accessLog, .splitsAndBulletins,
    .tasksClaimsAndTargets, .confirmations, .monthlyRuns, .linksAndIssuedPapers,
  ]
}
