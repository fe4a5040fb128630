"""make.py FOLDER ROWS COLUMNS: writes the csv and xlsx that the benchmark reads; the same every time.

With fewer than all 30 columns only the csv is written.
"""
import csv
import os
import random
import sys

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
UNIT = [3, 7, 9, 10, 5, 8, 4, 2]
HEADS = (
    ["统一社会信用代码", "企业名称", "市场主体类型", "登记状态", "成立日期", "注册资本（万元）", "行业代码",
     "住所", "所属镇街", "所属园区", "所属产业链", "服务专员岗位"]
    + [f"营业收入{year}年（万元）" for year in (2019, 2020, 2021)]
    + [f"月度营业收入2022年{month}月（万元）" for month in range(1, 7)]
    + [f"纳税额{year}年（万元）" for year in (2019, 2020, 2021)]
    + [f"从业人员{year}年（人）" for year in (2020, 2021)]
    + [f"研发费用{year}年（万元）" for year in (2020, 2021)]
    + ["综合能耗2021年（吨标准煤）", "一般纳税人"])


def code(number):
    """A credit code that is right by both of its check digits and belongs to nobody."""
    unit = f"MB{number:06d}"
    check = 11 - sum(DIGITS.index(letter) * weight for letter, weight in zip(unit, UNIT)) % 11
    body = "91419099" + unit + {10: "X", 11: "0"}.get(check, str(check))
    total = sum(LETTERS.index(letter) * weight for letter, weight in zip(body, WEIGHTS))
    return body + LETTERS[(31 - total % 31) % 31]


def rows(count):
    chance = random.Random(2022)

    def amount(most):
        return round(chance.uniform(1, most), 2)

    for number in range(count):
        revenue = amount(9000)
        yield (
            [code(number), f"澄川{number}号机械有限公司", chance.choice(("公司", "合伙企业")), "存续",
             f"20{chance.randrange(22):02d}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}",
             amount(5000), chance.choice(("3421", "3630", "5211", "6511")), f"工业路{number}号",
             chance.choice(("town-yanchi", "town-chengbei")), chance.choice(("park-east", "park-west")),
             chance.choice(("专用车", "食品")), f"SP-{chance.randrange(300)}"]
            + [round(revenue * share, 2) for share in (0.8, 0.9, 1)]
            + [amount(800) for _ in range(6)]
            + [round(revenue * share, 2) for share in (0.03, 0.04, 0.05)]
            + [chance.randrange(900), chance.randrange(900), amount(90), amount(99), amount(500),
               chance.choice(("是", "否"))])


def main(folder, count, width):
    assert len(HEADS) == 30, len(HEADS)
    os.makedirs(folder, exist_ok=True)
    text = f"{folder}/firms-{count}x{width}.csv"
    if not os.path.exists(text):
        with open(text + ".part", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(HEADS[:width])
            writer.writerows(row[:width] for row in rows(count))
        os.rename(text + ".part", text)
    book = f"{folder}/firms-{count}x{width}.xlsx"
    if not os.path.exists(book) and width == len(HEADS) and count < 1_000_000:
        try:
            from openpyxl import Workbook
        except ImportError:
            return
        made = Workbook(write_only=True)
        sheet = made.create_sheet("企业")
        sheet.append(HEADS)
        for row in rows(count):
            sheet.append(row)
        made.save(book)


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
