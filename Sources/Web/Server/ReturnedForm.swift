/// A form that came back: what was typed into it, and why it was not accepted.
struct ReturnedForm: Hashable, Sendable {
  var problem: String
  private var typed: [Address.Item]

  init(_ form: Form, problem: String) {
    typed = form.items.filter { $0.name != "csrf" }
    self.problem = problem
  }

  subscript(name: String) -> String { typed.first { $0.name == name }?.value ?? "" }
}
