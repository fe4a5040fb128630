#!/usr/bin/env python3
"""Makes the workbooks of LibreOffice/: saved by LibreOffice Calc, which writes a package its own way.

The first fourteen are the office- workbooks of this folder opened there and saved again; the others
are written as flat OpenDocument sheets here, calculated by LibreOffice and saved as .xlsx.
Needs soffice (libreoffice-calc-nogui).
    python3 make-libreoffice.py
"""

import glob
import html
import importlib.util
import os
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "LibreOffice")
SPEC = importlib.util.spec_from_file_location("books", os.path.join(HERE, "make-workbooks.py"))
BOOKS = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(BOOKS)
FIRMS = BOOKS.FIRMS

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:percentage-style style:name="N1"><number:number number:decimal-places="1"/><number:text>%</number:text></number:percentage-style>
<number:date-style style:name="N2"><number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text><number:day/><number:text>日</number:text></number:date-style>
<number:currency-style style:name="N3"><number:currency-symbol number:language="zh" number:country="CN">￥</number:currency-symbol><number:number number:decimal-places="2" number:grouping="true"/></number:currency-style>
<style:style style:name="percent" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="yuan" style:family="table-cell" style:data-style-name="N3"/>
</office:automatic-styles><office:body><office:spreadsheet>
"""
FOOT = "</office:spreadsheet></office:body></office:document>\n"


def cell(value=None, columns=1, rows=1, formula=None, style=None, note=None):
    """One cell as OpenDocument writes it; a number is a number, a day an ISO day, the rest text."""
    marks = f' table:style-name="{style}"' if style else ""
    if columns > 1 or rows > 1:
        marks += f' table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"'
    if formula:
        return f'<table:table-cell{marks} table:formula="of:={html.escape(formula)}"/>'
    if value is None:
        return f"<table:table-cell{marks}/>"
    said = f"<office:annotation><text:p>{note}</text:p></office:annotation>" if note else ""
    if style == "day":
        return f'<table:table-cell{marks} office:value-type="date" office:date-value="{value}"/>'
    if isinstance(value, (int, float)):
        kind = {"percent": "percentage", "yuan": "currency"}.get(style, "float")
        return (f'<table:table-cell{marks} office:value-type="{kind}" office:value="{value}">'
                f"{said}</table:table-cell>")
    lines = "".join(f"<text:p>{html.escape(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell{marks} office:value-type="string">{said}{lines}</table:table-cell>'


def sheet(name, rows):
    """A sheet from rows of values and of cells already written."""
    written = "".join(
        "<table:table-row>" + "".join(
            value if isinstance(value, str) and value.startswith("<table:") else cell(value)
            for value in row) + "</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}"><table:table-column/>{written}</table:table>'


def looked_up_from_another_sheet():
    """Names and figures fetched by formulas from a second sheet; one firm is not found there."""
    base = [["代码", "名称", "一季度", "二季度"]]
    base += [[*firm, amount, amount + 50] for firm, amount in zip(FIRMS[:2], (1000.25, 900))]
    rows = [["统一社会信用代码", "企业名称", "营业收入2021年（万元）"]]
    for number, firm in enumerate(FIRMS[:3], 2):
        rows.append([
            firm[0],
            cell(formula=f"VLOOKUP([.A{number}];[$底表.$A$2:.$D$3];2;0)"),
            cell(formula=f"VLOOKUP([.A{number}];[$底表.$A$2:.$D$3];3;0)"
                         f"+VLOOKUP([.A{number}];[$底表.$A$2:.$D$3];4;0)"),
        ])
    rows.append(["合计", None, cell(formula="SUM([.C2:.C3])")])
    return sheet("汇总", rows) + sheet("底表", base)


def formatted_days_and_money():
    """Days shown as 2015年3月2日, money with ￥ and two places, a remark hung on a cell."""
    rows = [["企业登记信息一览表"], ["统一社会信用代码", "企业名称", "成立日期", "注册资本（元）"]]
    for firm, day, capital in zip(
            FIRMS[:3], ("2015-03-02", "2016-02-29", "1999-12-31"), (5000000, 3000000.5, 1)):
        rows.append([*firm, cell(day, style="day"), cell(capital, style="yuan", note="已核对")])
    return sheet("登记", rows)


def merged_heads_with_rates():
    """Two rows of merged heads, a rate as per cent, a line break in a head, signatures below."""
    rows = [
        [cell("澄川区重点企业生产经营情况（2021年）", columns=6)],
        [None, None, None, None, None, "单位：亿元"],
        [cell("企业", columns=2), None, cell("营业收入", columns=3), None, None,
         cell("从业\n人员\n（人）", rows=2)],
        ["统一社会信用代码", "企业名称", "2020年", "2021年", "增速"],
    ]
    for firm, (before, now, staff) in zip(FIRMS[:3], ((0.21, 0.23505, 86), (0.18, 0.2, 64), (0.1, 0.088, 25))):
        rows.append([
            *firm, before, now, cell(round(now / before - 1, 4), style="percent"), staff])
    rows += [["审核：　　　　制表："]]
    return sheet("Sheet1", rows)


def text_where_numbers_belong():
    """A column typed as text from end to end, blanks around codes, a code that is a number."""
    rows = [["统一社会信用代码 ", " 企业名称", "从业人员2021年(人)", "纳税额2021年(万元)"]]
    rows += [
        [f" {FIRMS[0][0].lower()} ", FIRMS[0][1] + "　", "86 ", "'120"],
        [FIRMS[1][0], FIRMS[1][1].replace("有限公司", "\n有限公司"), "六十四", "98．6"],
        [914190991, "澄川九号印刷有限公司", "3O", "1 2 0"],
    ]
    return sheet("表", rows)


BORN = {
    "calc-15-looked-up-from-another-sheet": looked_up_from_another_sheet,
    "calc-16-formatted-days-and-money": formatted_days_and_money,
    "calc-17-merged-heads-with-rates": merged_heads_with_rates,
    "calc-18-text-where-numbers-belong": text_where_numbers_belong,
}


def main():
    os.makedirs(OUT, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        sources = sorted(glob.glob(os.path.join(HERE, "office-*.xlsx")))
        for name, made in BORN.items():
            source = os.path.join(folder, name + ".fods")
            with open(source, "w", encoding="utf-8") as file:
                file.write(HEAD + made() + FOOT)
            sources.append(source)
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
             "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, *sources],
            check=True)
        for path in sorted(glob.glob(os.path.join(folder, "*.xlsx"))):
            with open(path, "rb") as file, open(
                    os.path.join(OUT, os.path.basename(path)), "wb") as out:
                out.write(BOOKS.settled(file.read()))


if __name__ == "__main__":
    main()
