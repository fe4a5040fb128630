import Commands
import Definitions

/// Every route of the product with the permission it needs; nothing else is served.
struct RouteTable: Sendable {
  let site: Site

  var routes: [Route] {
    FrontHandlers().routes() + SessionHandlers().routes() + AccountHandlers().routes()
      + CommitmentHandlers().routes() + LightTableHandlers().routes()
      + SplitTableHandlers().routes()
      + SplitHandlers().routes() + BulletinHandlers().routes() + LetterHandlers().routes()
      + IndustryHandlers().routes() + ClaimHandlers().routes() + TargetHandlers().routes()
      + PathHandlers().routes()
      + InboxHandlers().routes() + TaskHandlers().routes() + DirectiveHandlers().routes()
      + NextHandlers().routes() + BriefHandlers().routes()
      + ReportHandlers().routes()
      + ReportDecisionHandlers().routes() + EditionHandlers().routes()
      + ReportPairHandlers().routes() + ImportHandlers().routes()
      + SearchHandlers().routes() + JournalHandlers().routes()
      + RegisterHandlers().routes(site) + ViewHandlers().routes()
      + AskHandlers().routes() + AskFiles().routes() + BurdenHandlers().routes()
      + DoubtHandlers().routes(site) + QualityHandlers().routes(site)
      + APIHandlers().routes(site)
      + RegisterFiles().routes(site)
      + RecordHandlers().routes() + UnmaskHandlers().routes(site)
      + BulkHandlers().routes() + FirmNameHandlers().routes()
  }
}
