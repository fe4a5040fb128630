extension MeasureUnit {
  package static let yuan = MeasureUnit("元", .money)
  package static let tenThousandYuan = MeasureUnit("万元", .money, numerator: 10_000, plain: "元")
  package static let hundredMillionYuan = MeasureUnit(
    "亿元", .money, numerator: 100_000_000, plain: "元")
  package static let percent = MeasureUnit("%", .ratio, denominator: 100)
  package static let percentagePoint = MeasureUnit("个百分点", .percentagePoints)
  /// 15 亩 are one hectare (公顷).
  package static let mu = MeasureUnit("亩", .area, numerator: 2_000, denominator: 3)

  /// Units without a multiple by every word that names them.
  static let table: [String: MeasureUnit] = {
    var table: [String: MeasureUnit] = [:]
    for unit in measured { table[unit.symbol] = unit }
    for word in countingWords { table[word] = MeasureUnit(word, .counted(word)) }
    for (other, symbol) in otherWords { table[other] = table[symbol] }
    return table
  }()

  private static let measured: [MeasureUnit] = [
    yuan, tenThousandYuan, hundredMillionYuan, percent, percentagePoint, mu,
    MeasureUnit("美元", .foreignMoney("美元")), MeasureUnit("欧元", .foreignMoney("欧元")),
    MeasureUnit("港元", .foreignMoney("港元")),
    MeasureUnit("平方米", .area), MeasureUnit("公顷", .area, numerator: 10_000),
    MeasureUnit("平方公里", .area, numerator: 1_000_000),
    MeasureUnit("米", .length), MeasureUnit("公里", .length, numerator: 1_000),
    MeasureUnit("克", .mass, denominator: 1_000), MeasureUnit("公斤", .mass),
    MeasureUnit("吨", .mass, numerator: 1_000),
    MeasureUnit("立方米", .volume), MeasureUnit("升", .volume, denominator: 1_000),
    MeasureUnit("千瓦时", .energy), MeasureUnit("瓦", .power, denominator: 1_000),
    MeasureUnit("千瓦", .power), MeasureUnit("兆瓦", .power, numerator: 1_000),
    MeasureUnit("吨标准煤", .standardCoal),
    MeasureUnit("‰", .ratio, denominator: 1_000), MeasureUnit("倍", .ratio),
    MeasureUnit("成", .ratio, denominator: 10),
    MeasureUnit("天", .days), MeasureUnit("周", .days, numerator: 7),
    MeasureUnit("个月", .months), MeasureUnit("年", .months, numerator: 12),
    MeasureUnit("小时", .hours),
  ]

  /// Words that count one thing each; each is a dimension of its own.
  private static let countingWords = [
    "个", "户", "家", "人", "名", "位", "项", "件", "台", "套", "辆", "所", "处", "座", "栋", "条",
    "批", "次", "场", "期", "只", "支", "届", "种", "款", "门", "份", "篇", "幅", "棵", "株", "头",
    "枚", "册", "班", "间", "层", "站", "宗", "例", "单", "趟", "艘", "架", "尊", "对", "人次", "户次",
    "车次", "标箱", "床", "张", "孔", "眼", "口", "个工作日",
  ]

  /// Other words for a unit of the table.
  private static let otherWords = [
    "人民币": "元", "元人民币": "元", "百分点": "个百分点", "㎡": "平方米", "m²": "平方米", "㎢": "平方公里",
    "平方千米": "平方公里", "km²": "平方公里", "千米": "公里", "km": "公里", "千克": "公斤", "kg": "公斤",
    "t": "吨", "度": "千瓦时", "kWh": "千瓦时", "kW": "千瓦", "MW": "兆瓦", "顷": "公顷", "日": "天",
    "美金": "美元", "港币": "港元", "工作日": "个工作日", "吨标煤": "吨标准煤",
  ]
}
