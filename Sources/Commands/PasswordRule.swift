/// What a password must be under the profile mlps3: ten characters, three classes, not common.
package enum PasswordRule {
  /// Returns what is wrong with a password, or nil when it will do.
  package static func problem(with password: String, person: Person) -> String? {
    guard password.count >= 10 else { return "密码至少 10 位" }
    guard password.count <= 128 else { return "密码最多 128 位" }
    let classes = [
      password.contains(where: \.isLowercase), password.contains(where: \.isUppercase),
      password.contains { $0.isASCII && $0.isNumber },
      password.contains { !$0.isLetter && !$0.isNumber },
    ]
    guard classes.count(where: { $0 }) >= 3 else {
      return "密码须含小写字母、大写字母、数字、符号中的三类"
    }
    let plain = password.lowercased()
    if common.contains(where: { plain.contains($0) }) { return "密码过于常见，请换一个" }
    if plain.contains(person.id.lowercased()) || plain.contains(person.name.lowercased()) {
      return "密码不能包含姓名或账号"
    }
    return nil
  }

  private static let common = [
    "123456", "password", "qwerty", "abc123", "111111", "000000", "admin", "88888888", "5201314",
    "iloveyou", "woaini", "letmein", "welcome",
  ]
}
