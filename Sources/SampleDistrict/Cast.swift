package import Quantities

/// A person of the district with the duty he or she holds.
package struct CastMember: Hashable, Sendable {
  /// Short name typed at sign-in.
  package var id: String
  package var name: String
  package var role: String
  /// Code of the post; `--as` takes it.
  package var post: String
  package var unit: String
  /// Town, park, chain or firm of the post; empty when it has none.
  package var scope: String
  package var from: Day
  package var to: Day?

  init(
    _ id: String, _ name: String, _ role: String, unit: String, scope: String = "",
    post: String? = nil, from: Day = Day.of(2021, 1, 4), to: Day? = nil
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.post = post ?? role
    self.unit = unit
    self.scope = scope
    self.from = from
    self.to = to
  }
}

/// The people of the district: one for each role, and a liaison officer in every unit that keeps
/// data. All of them are invented.
package enum Cast {
  /// One person for each role of the grants file, in the order of that file.
  package static let principals = [
    CastMember("lujingting", "陆景亭", "LD", unit: "gov-office"),
    CastMember("gushuohan", "顾朔寒", "CC", unit: "gov-office", scope: "专用车"),
    CastMember("tanyuchuan", "谭聿川", "CA", unit: "industry", scope: "专用车"),
    CastMember("wenqinghe", "温清禾", "SV", unit: "gov-office"),
    CastMember("fangzhilan", "方芷岚", "SVM", unit: "gov-office"),
    CastMember("qiaoanbai", "乔安柏", "DU", unit: "industry"),
    CastMember("shentinglu", "沈汀鹭", "DM", unit: "industry"),
    CastMember("kexiaoqi", "柯晓芑", "IA", unit: "commerce"),
    CastMember("pengyanqiu", "彭砚秋", "IAM", unit: "commerce"),
    CastMember("hanruoli", "韩若栎", "ES", unit: "enterprise-office"),
    CastMember("jingmuchen", "荆暮尘", "DSP", unit: "enterprise-office"),
    CastMember("xuhuaijin", "许怀瑾", "PA", unit: "finance"),
    CastMember("luoshuyun", "罗疏云", "PR", unit: "justice"),
    CastMember("dengheyu", "邓禾聿", "PK", unit: "park-committee", scope: "park-equipment"),
    CastMember("caozhaoyan", "曹照砚", "PKM", unit: "park-committee", scope: "park-equipment"),
    CastMember("yaolinxi", "姚霖溪", "TW", unit: "town-yanchi", scope: "town-yanchi"),
    CastMember("fuyunzhi", "傅云栀", "ST", unit: "science-tech"),
    CastMember("xiangbeichen", "项北辰", "SX", unit: "statistics"),
    CastMember("zhuwanqing", "祝晚晴", "FN", unit: "finance"),
    CastMember("leisongting", "雷松庭", "LG", unit: "justice"),
    CastMember("ouyangjian", "欧阳笺", "BK", unit: "financial-services"),
    CastMember("weichuyi", "魏初彝", "XP", unit: "science-tech"),
    CastMember("kangyefan", "康野帆", "EA", unit: firm, scope: firm),
    CastMember("suntanying", "孙檀影", "EO", unit: firm, scope: firm),
    CastMember("gongzhong", "公众用户", "PB", unit: "gov-office"),
    CastMember("yinmobai", "尹墨白", "SA", unit: "big-data"),
    CastMember("mengqizhou", "孟栖舟", "SE", unit: "big-data"),
    CastMember("zhailinfeng", "翟临风", "AU", unit: "gov-office"),
  ]

  /// The firm for which the two enterprise posts act.
  private static let firm = Firms.Code.leader

  /// Liaison officers of the other units that keep data, each with a post named DU-unit.
  package static let liaisons = [
    liaison("jianghuiran", "江蕙然", "development-reform"),
    liaison("heshiqian", "贺石谦", "commerce"),
    liaison("taochuxue", "陶初雪", "market-regulation"),
    liaison("dongyining", "董以宁", "statistics"),
    liaison("jinaijun", "靳艾筠", "financial-services"),
    liaison("songfanlu", "宋繁露", "tax"),
    liaison("yanjiemu", "严皆木", "natural-resources"),
    liaison("kongxinran", "孔昕苒", "establishment"),
    liaison("bailuzhou", "柏鹭洲", "human-resources"),
    liaison("caiyunshu", "蔡耘书", "park-committee"),
    liaison("liangguqing", "梁谷青", "gov-office"),
  ]

  /// Land officers of the other parks; the principal one has the equipment park.
  package static let landOfficers = [
    CastMember(
      "zhongshiqing", "钟石清", "PK", unit: "park-committee", scope: "park-food", post: "PK-food"),
    CastMember(
      "luyunqiao", "卢云樵", "PK", unit: "park-committee", scope: "park-energy", post: "PK-energy"),
  ]

  /// A post that ended before the year began, so that ended posts are met with.
  package static let ended = CastMember(
    "kexiaoqi", "柯晓芑", "TW", unit: "town-luting", scope: "town-luting", post: "TW-luting",
    to: Day.of(2021, 12, 31))

  package static let all = principals + liaisons + landOfficers + [ended]

  /// Everybody, in posts that are filled from a day at the latest.
  package static func all(since day: Day) -> [CastMember] {
    all.map { member in
      var member = member
      member.from = min(member.from, day)
      return member
    }
  }

  private static func liaison(_ id: String, _ name: String, _ unit: String) -> CastMember {
    CastMember(id, name, "DU", unit: unit, post: "DU-\(unit)")
  }
}
