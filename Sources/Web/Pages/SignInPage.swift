/// Sign-in by person code and password, or by the one-time code of a new account.
struct SignInPage: Page {
  struct Model: Hashable, Sendable {
    var district: String
    /// What was typed before, so that only the secret has to be typed again.
    var person = ""
    /// Why the last try was refused.
    var problem: String?
    /// Proof that the form was made for this browser.
    var csrf: String
    /// Where to go after signing in; an address of this site.
    var back = "/"
  }

  var model: Model

  var title: String { "登录" }
  var surround: Surround { .bare(district: model.district) }

  var body: HTML {
    """
    <h1>登录</h1>
    \(Notice.problem(model.problem))
    <form class="sheetform" action="/session" method="post">
    <input type="hidden" name="csrf" value="\(model.csrf)">
    <input type="hidden" name="back" value="\(model.back)">
    <label for="person">账号</label>
    <input id="person" name="person" value="\(model.person)" autocomplete="username" autocapitalize="none" \
    spellcheck="false" required\(when: model.person.isEmpty, " autofocus")>
    <label for="secret">密码或一次性口令</label>
    <input id="secret" name="secret" type="password" autocomplete="current-password" \
    required\(when: !model.person.isEmpty, " autofocus")>
    <button class="main" type="submit">登录</button>
    </form>
    <p class="quiet">第一次登录请输入管理员发给您的一次性口令，随后设置自己的密码。\
    连续输错 5 次，账号锁定 15 分钟。</p>
    """
  }
}

/// The first password of an account, set with the ticket that a one-time code gave.
struct SetPasswordPage: Page {
  struct Model: Hashable, Sendable {
    var district: String
    var person: String
    var ticket: String
    var csrf: String
    var problem: String?
    var back = "/"
  }

  var model: Model

  var title: String { "设置密码" }
  var surround: Surround { .bare(district: model.district) }

  var body: HTML {
    """
    <h1>设置密码</h1>
    <p>\(model.person)，您好。一次性口令已经用过，请设置自己的密码。</p>
    \(Notice.problem(model.problem))
    <form class="sheetform" action="/session/password" method="post">
    <input type="hidden" name="csrf" value="\(model.csrf)">
    <input type="hidden" name="ticket" value="\(model.ticket)">
    <input type="hidden" name="back" value="\(model.back)">
    <label for="password">新密码</label>
    <input id="password" name="password" type="password" autocomplete="new-password" minlength="10" \
    aria-describedby="rule" required autofocus>
    <label for="again">再输一次</label>
    <input id="again" name="again" type="password" autocomplete="new-password" minlength="10" required>
    <button class="main" type="submit">保存并登录</button>
    </form>
    <p class="quiet" id="rule">至少 10 个字符，含大写字母、小写字母、数字、符号中的三类；不要用姓名、生日和常见密码。</p>
    """
  }
}
