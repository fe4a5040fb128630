import ArgumentParser
import Commands

/// Gives a person a fresh one-time code at the server's console, for a first or a forgotten password.
struct Code: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "给账号发一个一次性口令（首次登录或忘记密码）",
    discussion: "口令只显示这一次，登录后须设置新密码；该账号原有的密码和会话同时作废。")

  @Argument(help: "账号") var person: String
  @Option(name: .customLong("as"), help: "以哪个岗位办理，须有账号管理权限") var post: String
  @OptionGroup var installation: InstallationOptions

  func run() async throws {
    let opened = try await Installation.open(installation)
    let actor = try await opened.actor(post: post)
    let accounts = Accounts(database: opened.database, clock: opened.clock)
    do {
      let permit = try opened.authority.permit(
        actor, Accounts.keepAccounts, on: opened.clock.today())
      print("\(person)  \(try await accounts.issueCode(for: person, permit: permit))")
    } catch let error as Denial {
      throw InputProblem(error.description)
    } catch let error as JournalError {
      throw InputProblem(error.description)
    }
  }
}
