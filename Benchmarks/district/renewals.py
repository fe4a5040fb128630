"""What one changed fact costs until all readings, lights and forecasts are renewed, by kind of fact.

Each fact is corrected through another process, as its keeper hands it in, while `hefu measure --follow`
keeps all readings current. What is told is its processor time from the news of the entry until every
reading was there: on a machine with other work the seconds on the wall tell of that work.
"""
import csv
import json
import os
import sqlite3
import statistics
import subprocess
import sys

DAY = "2022-09-30"
TURNS = 12


def firms(base):
    """Firms of industry with a year of figures near the line, who are contenders."""
    found = base.execute(
        """SELECT subject.code, SUM(fact.number) AS year FROM fact
        JOIN field ON field.id = fact.field_id AND field.key = 'monthly_revenue'
        JOIN subject ON subject.id = fact.subject_id
        WHERE fact.period BETWEEN 202101000 AND 202112999
        GROUP BY subject.code ORDER BY ABS(year - 200000) LIMIT 40""")
    return [code for code, _ in found]


def kinds(base):
    """Title, register, post, heads and a row for each turn."""
    near = firms(base)
    project, = base.execute(
        """SELECT subject.code FROM subject JOIN fact ON fact.subject_id = subject.id
        JOIN field ON field.id = fact.field_id AND field.key = 'monthly_investment'
        WHERE subject.register = 'project' LIMIT 1""").fetchone()
    code = "统一社会信用代码"
    return [
        ("a capital that no metric reads", "enterprise", "DU-market-regulation",
         [code, "注册资本（万元）"], lambda turn: [near[turn], 5000 + turn]),
        ("this year's revenue of a firm near the line", "enterprise", "DU",
         [code, "月度营业收入2022年3月（万元）"], lambda turn: [near[turn], 150 + turn]),
        ("last year's revenue of a firm", "enterprise", "DU",
         [code, "月度营业收入2021年5月（万元）"], lambda turn: [near[turn], 140 + turn]),
        ("a firm's entry above scale", "enterprise", "DU-statistics",
         [code, "规上工业入库批准日"], lambda turn: [near[turn], f"2022-09-{10 + turn}"]),
        ("a firm's step to the cloud", "enterprise", "DU",
         [code, "上云日期", "上云依据"], lambda turn: [near[turn], f"2022-08-{10 + turn}", "付费合同"]),
        ("a month of a project", "project", "DU-development-reform",
         ["项目编号", "当月完成投资2022年8月（万元）"], lambda turn: [project, 3000 + turn]),
        ("a published rate of growth", "region", "SX",
         ["范围", "技术改造投资增速2022年8月（%）"], lambda turn: ["本区", round(9 + turn / 10, 1)]),
    ]


def renewals(program, database, folder, today):
    with sqlite3.connect(database) as base:
        asked = kinds(base)
    follower = subprocess.Popen(
        [program, "measure", "--follow", "--database", database, "--today", DAY],
        stdout=subprocess.PIPE, text=True)
    try:
        opened, anew = (json.loads(follower.stdout.readline()) for _ in range(2))
        print(f"  {opened['readings']} readings with light and forecast: {opened['milliseconds']:.0f} ms of"
              f" processor time with opening the registers, {anew['milliseconds']:.0f} ms from scratch over"
              f" open ones")
        for title, register, post, heads, row in asked:
            lines = []
            for turn in range(TURNS):
                path = f"{folder}/change.csv"
                with open(path, "w", newline="", encoding="utf-8") as file:
                    csv.writer(file).writerows([heads, row(turn)])
                done = subprocess.run(
                    [program, "import", path, "--register", register, "--as", post, "--database",
                     database, "--today", today, "--reason", "更正"], capture_output=True, text=True)
                if done.returncode:
                    sys.exit(f"{title}: {done.stdout}{done.stderr}")
                lines.append(json.loads(follower.stdout.readline()))
                os.remove(path)
            costs = sorted(line["milliseconds"] for line in lines)
            late = costs[-(-len(costs) * 95 // 100) - 1]
            print(f"  {title}: {max(line['renewed'] for line in lines)} readings renewed, p50"
                  f" {statistics.median(costs):.1f} ms, p95 {late:.1f} ms of processor time")
    finally:
        follower.terminate()
        follower.wait()
