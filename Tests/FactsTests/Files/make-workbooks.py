#!/usr/bin/env python3
"""Makes the workbooks of this folder whose names begin with office- and bad-.

Each is modelled on a habit of offices; every firm, code and figure is invented. Needs openpyxl.
    python3 make-workbooks.py
"""

import datetime
import io
import os
import re
import zipfile

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = os.path.dirname(os.path.abspath(__file__))
DAY = datetime.datetime(2022, 1, 5)
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LETTERS36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
UNIT = [3, 7, 9, 10, 5, 8, 4, 2]
WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]


def code(number):
    """A credit code of the fictional district with both of its check digits (GB 32100-2015)."""
    unit = f"MA{number:06d}"
    check = 11 - sum(LETTERS36.index(letter) * weight for letter, weight in zip(unit, UNIT)) % 11
    body = "91419099" + unit + {10: "X", 11: "0"}.get(check, str(check))
    total = sum(LETTERS.index(letter) * weight for letter, weight in zip(body, WEIGHTS))
    return body + LETTERS[(31 - total % 31) % 31]


FIRMS = [
    (code(1), "澄川一号机械有限公司"),
    (code(2), "澄川二号纸业有限公司"),
    (code(3), "澄川三号食品有限公司"),
    (code(4), "澄川四号化工有限公司"),
    (code(5), "澄川五号电子有限公司"),
    (code(6), "澄川六号建材有限公司"),
]


def book():
    made = Workbook()
    made.properties.created = made.properties.modified = DAY
    return made


def settled(data, change=None):
    """The same package with one fixed time, and its first sheet changed where that is asked for."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:modified.*?</dcterms:modified>", b"", content)
            if change and name == "xl/worksheets/sheet1.xml":
                content = change(content.decode()).encode()
            info = zipfile.ZipInfo(name, (2022, 1, 5, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return out.getvalue()


def save(made, name, change=None):
    out = io.BytesIO()
    made.save(out)
    write(name, settled(out.getvalue(), change))


def write(name, data):
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(data)


def titles_and_merged_heads():
    """A title over the table, the unit beside it, two rows of heads, a total and signatures."""
    made = book()
    sheet = made.active
    sheet.title = "经营情况"
    sheet.append(["澄川区2021年规上企业经营情况表"])
    sheet.merge_cells("A1:F1")
    sheet.append(["填报单位：澄川区工业和信息化局", None, None, None, "单位：万元、人"])
    sheet.append(["序号", "统一社会\n信用代码", "企业名称", "经营情况"])
    sheet.append([None, None, None, "营业收入", "纳税额", "从业人员"])
    for block in ("A3:A4", "B3:B4", "C3:C4", "D3:F3"):
        sheet.merge_cells(block)
    figures = [(2350.5, 120, 86), (1999.9, 98.6, 64), (880, 31.4, 25)]
    for number, (firm, figure) in enumerate(zip(FIRMS, figures), 1):
        sheet.append([number, *firm, *figure])
    sheet.append(["合  计", None, None, 5230.4, 250, 175])
    sheet.append(["注：数据以税务部门核定为准。"])
    sheet.append(["填表人：　　　　审核人：　　　　填报日期：2022年1月5日"])
    save(made, "office-01-title-and-two-rows-of-heads.xlsx")


def three_rows_of_heads():
    """Group, indicator and year over each other, with a growth rate that is no revenue."""
    made = book()
    sheet = made.active
    sheet.append(["统一社会信用代码", "企业名称", "主要经济指标"])
    sheet.append([None, None, "营业收入（万元）", None, None, "纳税额（元）", None])
    sheet.append([None, None, "2020年", "2021年", "同比增速", "2020年", "2021年"])
    for block in ("A1:A3", "B1:B3", "C1:G1", "C2:E2", "F2:G2"):
        sheet.merge_cells(block)
    sheet.append([*FIRMS[0], 2100, 2350.5, 0.1193, 1150000, 1200000])
    sheet.append([*FIRMS[1], 1800, 1999.9, 0.1111, 900000, 986000])
    sheet["E4"].number_format = sheet["E5"].number_format = "0.0%"
    save(made, "office-02-three-rows-of-heads.xlsx")


def months_as_columns():
    """Twelve months side by side; the title says of which year and of what."""
    made = book()
    sheet = made.active
    sheet.append(["2021年企业月度营业收入统计表（单位：万元）"])
    sheet.append(["信用代码", "单位名称"] + [f"{month}月" for month in range(1, 13)] + ["合计"])
    for firm, base in zip(FIRMS[:3], (180, 150, 70)):
        months = [base + month for month in range(1, 13)]
        sheet.append([*firm, *months, sum(months)])
    save(made, "office-03-months-as-columns.xlsx")


def groups_and_totals():
    """Groups with subtotals; one subtotal does not agree with its rows."""
    made = book()
    sheet = made.active
    sheet.append(["企业纳税情况（2021年度）"])
    sheet.append(["统一社会信用代码", "企业名称", "纳税额（万元）"])
    sheet.append(["一、东部园区"])
    for firm, tax in zip(FIRMS[:2], (120, 98.6)):
        sheet.append([*firm, tax])
    sheet.append([None, "小计", 218.6])
    sheet.append([])
    sheet.append(["二、西部园区"])
    for firm, tax in zip(FIRMS[2:4], (31.4, 55)):
        sheet.append([*firm, tax])
    sheet.append([None, "小计", 96.4])
    sheet.append([])
    sheet.append([None, "总计", 305])
    save(made, "office-04-groups-and-totals.xlsx")


def numbers_as_text():
    """What people type: full-width digits, 万 and 亿, commas, a currency sign, a dash."""
    made = book()
    sheet = made.active
    sheet.append(["统一社会信用代码", "企业名称", "注册资本（万元）", "营业收入2021年（万元）", "从业人员2021年（人）"])
    rows = [
        ("５００", "2,350.5", "８６"),
        ("350万", "￥1999.9", "64人"),
        ("1.2亿元", "—", "无"),
        ("叁佰万", "880", "1.2万"),
        ("1,5", "约300", "25"),
    ]
    for firm, row in zip(FIRMS, rows):
        sheet.append([*firm, *row])
    save(made, "office-05-numbers-as-text.xlsx")


def dates():
    """Seven ways to write a day."""
    made = book()
    sheet = made.active
    sheet.append(["统一社会信用代码", "企业名称", "成立日期"])
    days = ["2015.3.2", "2015年3月2日", "20150302", 42065, datetime.date(2015, 3, 2), "2015年3月"]
    for firm, day in zip(FIRMS, days):
        sheet.append([*firm, day])
    sheet["C6"].number_format = "yyyy-mm-dd"
    sheet.append([code(7), "澄川七号包装有限公司", "2015.3"])
    sheet.append([code(8), "澄川八号物流有限公司", "一五年三月"])
    save(made, "office-06-days.xlsx")


def days_of_1904():
    """A workbook that came from a machine that counts days from 1904."""
    made = book()
    made.epoch = CALENDAR_MAC_1904
    sheet = made.active
    sheet.append(["统一社会信用代码", "企业名称", "成立日期"])
    sheet.append([*FIRMS[0], 40603])
    sheet.append([*FIRMS[1], 40603])
    sheet["C2"].number_format = "yyyy/m/d"
    save(made, "office-07-days-from-1904.xlsx")


def hidden_parts():
    """A filtered list, a column put away, last year's sheet hidden."""
    made = book()
    sheet = made.active
    sheet.title = "在用"
    sheet.append(["统一社会信用代码", "企业名称", "注册资本（万元）", "住所"])
    for firm, capital in zip(FIRMS[:4], (500, 300, 200, 100)):
        sheet.append([*firm, capital, "澄川区工业路1号"])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    old = made.create_sheet("去年")
    old.append(["统一社会信用代码", "企业名称"])
    old.append([*FIRMS[4]])
    old.sheet_state = "hidden"
    save(made, "office-08-hidden-parts.xlsx")


def formulas():
    """Formulas with and without the result that the office program kept."""
    made = book()
    sheet = made.active
    sheet.append(["统一社会信用代码", "企业名称", "营业收入2021年（万元）"])
    sheet.append([*FIRMS[0], "=1000+1350.5"])
    sheet.append([*FIRMS[1], "=1000+999.9"])
    sheet.append([*FIRMS[2], "=1/0"])

    def change(xml):
        xml = xml.replace("<f>1000+1350.5</f><v />", "<f>1000+1350.5</f><v>2350.5</v>")
        xml = xml.replace("<f>1000+1350.5</f><v></v>", "<f>1000+1350.5</f><v>2350.5</v>")
        xml = re.sub(
            r'<c r="C4"([^>]*)><f>1/0</f><v ?/?>(</v>)?</c>',
            r'<c r="C4" t="e"><f>1/0</f><v>#DIV/0!</v></c>', xml)
        return re.sub(r"(<f>1000\+999\.9</f>)<v ?/?>(</v>)?", r"\1", xml)

    save(made, "office-09-formulas.xlsx", change)


def a_sheet_a_month():
    """One sheet a month with the month on its tab, a sheet of instructions, one contradiction."""
    made = book()
    guide = made.active
    guide.title = "填表说明"
    guide.append(["一、本表由各镇街填写。"])
    guide.append(["二、每月5日前报送。"])
    for month, figures in ((10, (180, 150)), (11, (182, 151)), (12, (190, 158))):
        sheet = made.create_sheet(f"2021年{month}月")
        sheet.append(["统一社会信用代码", "企业名称", "当月营业收入（万元）"])
        for firm, figure in zip(FIRMS[:2], figures):
            sheet.append([*firm, figure])
    again = made.create_sheet("2021年12月补报")
    again.append(["统一社会信用代码", "企业名称", "当月营业收入（万元）"])
    again.append([*FIRMS[1], 160])
    save(made, "office-10-a-sheet-a-month.xlsx")


def printed_pages():
    """Heads again on every page, letters and numbers of the columns, blank rows between."""
    made = book()
    sheet = made.active
    heads = ["序号", "统一社会信用代码", "企业名称", "营业收入", "能耗"]
    sheet.append(["2021年工业企业用能情况"])
    sheet.append(heads)
    sheet.append([None, None, None, "万元", "吨标准煤"])
    sheet.append(["甲", "乙", "丙", 1, 2])
    for number, firm in enumerate(FIRMS[:2], 1):
        sheet.append([number, *firm, 1000 + number, 50 + number])
    sheet.append([])
    sheet.append(["第1页，共2页"])
    sheet.append(heads)
    sheet.append([3, *FIRMS[2], 1003, 53])
    sheet.append(["总计", None, None, 3006, 156])
    save(made, "office-11-printed-pages.xlsx")


def merged_cells_in_rows():
    """The park written once for three firms, and one tax for two of them."""
    made = book()
    sheet = made.active
    sheet.append(["所属园区", "统一社会信用代码", "企业名称", "2021年纳税额（万元）"])
    for row, (firm, park, tax) in enumerate(
        zip(FIRMS[:4], ("park-east", None, None, "park-west"), (120, 98.6, None, 55)), 2):
        sheet.append([park, *firm, tax])
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("D3:D4")
    sheet["A2"].alignment = Alignment(vertical="center")
    save(made, "office-12-merged-cells-in-rows.xlsx")


def a_form_with_marks():
    """Stars at what must be filled in, notes in brackets, the unit in a cell of its own."""
    made = book()
    sheet = made.active
    sheet.append(["附件2"])
    sheet.append(["企业基本信息采集表"])
    sheet.append([None, None, "单位：", "元"])
    sheet.append([
        "*统一社会信用代码（必填）", "企业名称（公章）★", "1.注册资本", "成立日期（年/月/日）", "联系人（选填）"])
    sheet.append([*FIRMS[0], 5000000, "2015/3/2", "甲"])
    sheet.append([*FIRMS[1], 3000000, "2016/7/15", "乙"])
    save(made, "office-13-a-form-with-marks.xlsx")


def cumulated_figures():
    """Figures from January to June are no figures of a year."""
    made = book()
    sheet = made.active
    sheet.append(["2021年6月规上企业主要指标"])
    sheet.append(["统一社会信用代码", "企业名称", "营业收入（万元）", None, None])
    sheet.append([None, None, "本年累计", "上年同期", "增速"])
    for block in ("A2:A3", "B2:B3", "C2:E2"):
        sheet.merge_cells(block)
    sheet.append([*FIRMS[0], 1200, 1100, 9.1])
    save(made, "office-14-cumulated-figures.xlsx")


def bad_files():
    """What is no workbook, whatever its name says."""
    compound = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
    write("bad-01-old-format-renamed.xlsx", compound + bytes(512))
    name = "EncryptedPackage".encode("utf-16-le")
    write("bad-02-password.xlsx", compound + name + bytes(512 - len(name)))
    made = book()
    made.active.append(["统一社会信用代码", "企业名称"])
    for firm in FIRMS:
        made.active.append([*firm])
    out = io.BytesIO()
    made.save(out)
    write("bad-03-cut-off.xlsx", settled(out.getvalue())[:2000])
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        info = zipfile.ZipInfo("xl/worksheets/sheet1.xml", (2022, 1, 5, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        package.writestr(info, bytes(24_000_000))
    write("bad-04-bomb.xlsx", bomb.getvalue())
    heads = "统一社会信用代码,企业名称\r\n"
    mixed = heads.encode("gb18030") + f"{FIRMS[0][0]},{FIRMS[0][1]}\r\n".encode("utf-8")
    write("bad-05-two-encodings.csv", mixed)
    write("bad-06-nothing.xlsx", b"")
    wide = ["统一社会信用代码", "企业名称"] + [f"栏目{number}" for number in range(1, 199)]
    row = [*FIRMS[0]] + ["1"] * 198
    write("bad-07-200-columns.csv", ("\n".join([",".join(wide), ",".join(row)]) + "\n").encode())


if __name__ == "__main__":
    titles_and_merged_heads()
    three_rows_of_heads()
    months_as_columns()
    groups_and_totals()
    numbers_as_text()
    dates()
    days_of_1904()
    hidden_parts()
    formulas()
    a_sheet_a_month()
    printed_pages()
    merged_cells_in_rows()
    a_form_with_marks()
    cumulated_figures()
    bad_files()
