import Commands
import Ledgers

/// The commands of the journal in the words of the interface.
enum CommandTitles {
  private static let titles = [
    FoundDistrict.name: FoundDistrict.title, ImportFacts.name: ImportFacts.title,
    ReverseImport.name: ReverseImport.title, RegisterReport.name: RegisterReport.title,
    ConfirmCommitment.name: ConfirmCommitment.title,
    AnswerQuestion.name: AnswerQuestion.title,
    WithdrawConfirmation.name: WithdrawConfirmation.title,
    EditCommitment.name: EditCommitment.title, SplitCommitment.name: SplitCommitment.title,
    MergeCommitments.name: MergeCommitments.title, MarkBackground.name: MarkBackground.title,
    MarkPassage.name: MarkPassage.title, ReviseReport.name: ReviseReport.title,
    UndoDecision.name: UndoDecision.title,
    DecideFirmName.name: DecideFirmName.title,
    IssueAsk.name: IssueAsk.title, EndAsk.name: EndAsk.title,
    ReturnCells.name: ReturnCells.title, SaveAskTemplate.name: SaveAskTemplate.title,
    DropAskTemplate.name: DropAskTemplate.title, DecideDoubt.name: DecideDoubt.title,
    UndoDoubtDecision.name: UndoDoubtDecision.title,
    DivideCommitment.name: DivideCommitment.title, SendSplits.name: SendSplits.title,
    SignSplit.name: SignSplit.title, UndoSplit.name: UndoSplit.title,
    ComposeBulletin.name: ComposeBulletin.title, IssueBulletin.name: IssueBulletin.title,
    GiveAssignment.name: GiveAssignment.title, GiveDirective.name: GiveDirective.title,
    SignAssignment.name: SignAssignment.title, AnswerAssignment.name: AnswerAssignment.title,
    JudgeAssignment.name: JudgeAssignment.title, UndoAssignment.name: UndoAssignment.title,
    ClaimProgress.name: ClaimProgress.title, JudgeClaim.name: JudgeClaim.title,
    UndoClaim.name: UndoClaim.title, ProposeTargetChange.name: ProposeTargetChange.title,
    JudgeTargetChange.name: JudgeTargetChange.title, UndoTargetChange.name: UndoTargetChange.title,
    IssueMonthlyRun.name: IssueMonthlyRun.title, NoteFall.name: NoteFall.title,
    PlaceReport.name: PlaceReport.title, LinkYears.name: LinkYears.title,
    LinkLevels.name: LinkLevels.title, CarryOver.name: CarryOver.title,
    FreezePath.name: FreezePath.title, ChooseLight.name: ChooseLight.title,
    UndoLink.name: UndoLink.title, IssuePaper.name: IssuePaper.title,
    CancelPaper.name: CancelPaper.title,
    SaveView.name: SaveView.title, DropView.name: DropView.title,
  ]

  static func title(of command: String) -> String { titles[command] ?? command }
}
