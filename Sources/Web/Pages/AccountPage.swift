/// A person's own account: the posts held, and the password.
struct AccountPage: DeskPage {
  struct Model: Hashable, Sendable {
    var person: String
    var account: String
    var posts: [Post]
    var problem: String?
    var done: String?
  }

  struct Post: Hashable, Sendable {
    var code: String
    var role: String
    var unit: String
    var scope: String
    var from: String
    var to: String
    var isActing: Bool
  }

  var shell: Shell
  var model: Model

  var title: String { "账号与密码" }

  var body: HTML {
    """
    <div class="headline"><h1>账号与密码<small>\(model.person) · \(model.account)</small></h1></div>
    \(Notice.problem(model.problem))
    \(Notice.done(model.done))
    <section class="card"><h2>我的岗位</h2>
    <table class="cards"><caption class="unseen">我的岗位</caption>
    <thead><tr><th>岗位</th><th>职责</th><th>单位</th><th>范围</th><th>起</th><th>止</th></tr></thead>
    <tbody>
    \(model.posts.map(row))
    </tbody></table></section>
    \(form)
    """
  }

  private func row(_ post: Post) -> HTML {
    """
    <tr><td class="code">\(post.code)\(when: post.isActing, #" <span class="tag ok">正在办理</span>"#)</td>\
    <td>\(post.role)</td><td>\(post.unit)</td><td>\(post.scope)</td>\
    <td class="when" data-label="起">\(post.from)</td><td class="when" data-label="止">\(post.to)</td></tr>

    """
  }

  private var form: HTML {
    """
    <section class="card screen"><h2>修改密码</h2>
    <form class="wide" action="/account/password" method="post">\(shell.csrfField)
    <div class="fields">
    <p><label for="present">现在的密码</label>\
    <input id="present" name="present" type="password" autocomplete="current-password" required></p>
    <p><label for="password">新密码</label>\
    <input id="password" name="password" type="password" autocomplete="new-password" minlength="10" aria-describedby="rule" required></p>
    <p><label for="again">再输一次</label>\
    <input id="again" name="again" type="password" autocomplete="new-password" minlength="10" required></p>
    </div>
    <button class="main" type="submit">保存新密码</button>
    <p class="quiet" id="rule">至少 10 个字符，含大写字母、小写字母、数字、符号中的三类；不要用姓名、生日和常见密码。</p>
    </form></section>
    """
  }
}
