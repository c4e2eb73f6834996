#!/usr/bin/python3
"""Writes more of the workbooks of ugly/: records of several rows, days across, titles at the side, comments, colours.

Run as make.py, whose people and helpers it shares: `make_rows.py [DIR]`.
"""
import datetime
import os

import openpyxl
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

import make
from make import HEAD, P, book, cadre, settle

CASES = {}
YELLOW = PatternFill("solid", fgColor="FFFF00")
RED = PatternFill("solid", fgColor="FF0000")
ROADS = ["北门街", "文化路", "西上巷", "桂花里", "望江台"]


def case(f):
    CASES[f.__name__] = f
    return f


def address(n):
    return "%s%d号%d栋" % (ROADS[n % 5], n + 3, n % 4 + 1)


def upright(text):
    return "\n".join(text)


def sheet(name, rows, merges=()):
    wb = book((name, rows))
    for m in merges:
        wb.active.merge_cells(m)
    return wb


# ---- records of several rows --------------------------------------------------------------------------------------

@case
def record_in_two_lines():
    """Heading and record of two lines, the number and the name merged over both."""
    rows = [["北门社区党员花名册"], ["序号", "姓名", "性别", "民族", "出生年月", "联系电话"], [None, None, "文化程度", "入党时间", "身份证号码", "家庭住址"]]
    merges = ["A1:F1", "A2:A3", "B2:B3"]
    for n in range(4):
        p = P[n]
        rows += [[n + 1, p.name, p.sex, "汉族", "%d.%02d" % (p.year, p.month), p.phone], [None, None, "初中", p.joined, p.id, address(n)]]
        merges += ["A%d:A%d" % (4 + 2 * n, 5 + 2 * n), "B%d:B%d" % (4 + 2 * n, 5 + 2 * n)]
    rows += [["合计", "4人"], ["填表人:某某"]]
    return sheet("党员", rows, merges)


@case
def record_in_two_lines_without_merges():
    """Nothing is merged: the ID number stands under the name, and a total and a new page come between."""
    rows = [["社区干部花名册"], ["姓名", "性别", "出生年月", "社区", "联系电话"], ["身份证号", "民族", "文化程度", "党内职务", "住址"]]

    def one(n):
        p = P[n]
        return [[p.name, p.sex, "%d年%d月" % (p.year, p.month), "西上社区" if n % 2 else "北门社区", p.phone], [p.id, "汉族", "高中", "委员", address(n)]]
    for n in range(3):
        rows += one(n)
    rows += [["小计", "3人"], ["社区干部花名册(续表)"], rows[1], rows[2]]
    for n in range(3, 5):
        rows += one(n)
    return sheet("Sheet1", rows)


@case
def record_in_three_lines_with_groups():
    rows = [["2003年社区干部登记册"], ["姓名", "性别", "出生年月"], [None, "民族", "身份证号码"], [None, "党内职务", "联系电话"]]
    merges = ["A1:C1", "A2:A4"]
    for org, people in (("北门社区", range(2)), ("西上社区", range(2, 4))):
        merges.append("A%d:C%d" % (len(rows) + 1, len(rows) + 1))
        rows.append([org])
        for n in people:
            p = P[n]
            at = len(rows) + 1
            merges.append("A%d:A%d" % (at, at + 2))
            rows += [[p.name, p.sex, "%d.%02d" % (p.year, p.month)], [None, "汉族", p.id], [None, "书记" if n % 2 == 0 else "委员", p.phone]]
    return sheet("Sheet1", rows, merges)


@case
def phone_on_two_rows():
    """The second telephone number, and the rest of an address, in a row of their own without a name."""
    rows = [["北门社区干部花名册"], ["序号", "姓名", "性别", "党内职务", "联系电话", "家庭住址", "备注"]]
    for n in range(4):
        p = P[n]
        rows.append([n + 1, p.name, p.sex, "委员", p.phone, "容城镇北门社区桂花里小区三期" if n == 1 else address(n), None])
        if n in (0, 2):
            rows.append([None, None, None, None, "0771-59600%02d" % n])
        if n == 1:
            rows.append([None, None, None, None, None, "5栋2单元301"])
    return sheet("Sheet1", rows)


@case
def post_and_schooling_over_merged_names():
    """The name merged over two rows: two posts, two degrees, two telephone numbers."""
    rows = [["社区干部花名册"], ["序号", "姓名", "性别", "身份证号码", "文化程度", "现任职务", "联系电话"]]
    merges = ["A1:G1"]
    for n in range(3):
        p = P[n]
        at = len(rows) + 1
        merges += ["%s%d:%s%d" % (c, at, c, at + 1) for c in "ABCD"]
        rows += [[n + 1, p.name, p.sex, p.id, "大专", "党支部书记", p.phone], [None, None, None, None, ["本科", "大专", None][n], "居委会主任", ["13700000099", None, p.phone][n]]]
    return sheet("北门社区", rows, merges)


@case
def id_number_broken_over_two_rows():
    rows = [["北门社区党员花名册"], ["序号", "姓名", "身份证号码", "入党时间"]]
    merges = []
    for n in range(3):
        p = P[n]
        at = len(rows) + 1
        merges += ["%s%d:%s%d" % (c, at, c, at + 1) for c in "ABD"]
        rows += [[n + 1, p.name, p.id[:10], p.joined], [None, None, p.id[10:], None]]
    return sheet("Sheet1", rows, merges)


@case
def old_xls_record_in_two_lines():
    wb = xlwt.Workbook()
    ws = wb.add_sheet("名册")
    ws.write_merge(0, 0, 0, 4, "西上社区党员花名册")
    for c, (a, b) in enumerate([("姓名", None), ("性别", "身份证号码"), ("民族", "入党时间"), ("文化程度", "联系电话"), ("工作单位", "家庭住址")]):
        if b is None:
            ws.write_merge(1, 2, c, c, a)
            continue
        ws.write(1, c, a)
        ws.write(2, c, b)
    for n in range(3):
        p = P[20 + n]
        ws.write_merge(3 + 2 * n, 4 + 2 * n, 0, 0, p.name)
        for c, v in enumerate([p.sex, "汉族", "小学", "居民"]):
            ws.write(3 + 2 * n, c + 1, v)
        for c, v in enumerate([p.id, p.joined, p.phone, address(n)]):
            ws.write(4 + 2 * n, c + 1, v)
    return wb


@case
def households_merged_over_people():
    """Not one record: the community and the householder are merged over several people, each with a name."""
    rows = [["党员花名册"], ["社区", "户主", "姓名", "性别", "身份证号码", "入党时间"]]
    merges = []
    for h in range(2):
        at = len(rows) + 1
        merges += ["A%d:A%d" % (at, at + 1), "B%d:B%d" % (at, at + 1)]
        for k in range(2):
            p = P[40 + h * 2 + k]
            rows.append(["北门社区" if k == 0 else None, P[40 + h * 2].name if k == 0 else None, p.name, p.sex, p.id, p.joined])
    return sheet("Sheet1", rows, merges)


@case
def record_in_two_lines_under_three_heading_rows():
    """The first line has headings of two levels, and the second line cells that are merged across."""
    rows = [["北门社区干部登记表"], ["姓名", "性别", "现任职务", None, "联系电话"], [None, None, "党内", "居委会", None], [None, "民族", "身份证号码", None, "住址"]]
    merges = ["A1:E1", "A2:A4", "B2:B3", "C2:D2", "E2:E3", "C4:D4"]
    for n in range(3):
        p = P[n]
        at = len(rows) + 1
        rows += [[p.name, p.sex, "书记", "主任", p.phone], [None, "汉族", p.id, None, address(n)]]
        merges += ["A%d:A%d" % (at, at + 1), "C%d:D%d" % (at + 1, at + 1)]
    return sheet("Sheet1", rows, merges)


@case
def record_in_two_lines_beside_an_upright_title():
    rows = [[upright("北门社区党员花名册"), "姓名", "性别", "出生年月", "联系电话"], [None, None, "身份证号码", "入党时间", "家庭住址"]]
    merges = ["B1:B2", "A1:A10"]
    for n in range(4):
        p = P[n]
        at = len(rows) + 1
        rows += [[None, p.name, p.sex, "%d.%02d" % (p.year, p.month), p.phone], [None, None, p.id, p.joined, address(n)]]
        merges.append("B%d:B%d" % (at, at + 1))
    return sheet("Sheet1", rows, merges)


# ---- days across --------------------------------------------------------------------------------------------------

@case
def patrol_names_under_days_of_the_month():
    rows = [["北门社区2003年9月治安巡逻值班表"], ["时段"] + list(range(1, 31))]
    for k, shift in enumerate(["20:00-22:00", "22:00-24:00"]):
        rows.append([shift] + [P[(d + k * 3) % 6].name for d in range(30)])
    rows += [["注:值班电话 0771-5960000"]]
    return sheet("巡逻", rows)


@case
def patrol_ticks_of_people_under_days():
    days = ["%d日" % d for d in range(1, 16)]
    rows = [["容城镇西上社区治安联防巡逻排班表"], ["2003年9月"], ["序号", "姓名", "日 期"] + [None] * 14, [None, None] + days, [None, None] + list("一二三四五六日一二三四五六日一")]
    for n in range(5):
        rows.append([n + 1, P[n].name] + ["√" if (d + n) % 5 < 2 else None for d in range(15)])
    return sheet("9月", rows, ["A1:Q1", "C3:Q3", "A3:A5", "B3:B5"])


@case
def patrol_week_with_leader_and_members():
    rows = [["北门社区夜间治安巡逻安排表"], ["2003年9月1日至9月7日"], ["项目", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
            ["带班领导"] + [P[d % 3].name for d in range(7)], ["巡逻人员"] + ["%s、%s" % (P[d + 3].name, P[d + 4].name) for d in range(7)]]
    return sheet("Sheet1", rows)


@case
def patrol_communities_by_weekday():
    rows = [["容城镇治安联防巡逻轮值表"], ["社区", "周一", "周二", "周三", "周四", "周五", "周六", "周日"]]
    for k, org in enumerate(["北门社区", "西上社区"]):
        rows.append([org] + [P[(d + k * 4) % 8].name for d in range(7)])
    return sheet("Sheet1", rows)


@case
def office_duty_table_is_no_ledger():
    rows = [["容城镇社区综合服务大厅值班表"], ["2003年10月"], ["带班领导", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"], ["值班人员"] + [P[d].name for d in range(10)]]
    return sheet("值班", rows)


@case
def patrol_calendar_of_a_month():
    rows = [["北门社区2003年9月治安巡逻值班表"], ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]]
    for first in range(1, 31, 7):
        rows.append([d if d <= 30 else None for d in range(first, first + 7)])
        rows.append([P[d % 9].name if d <= 30 else None for d in range(first, first + 7)])
    return sheet("Sheet1", rows + [["注:值班电话 0771-5960000"]], ["A1:G1"])


@case
def patrol_calendar_with_days_of_other_months():
    rows = [["北门社区2003年7月治安巡逻值班表"], ["一", "二", "三", "四", "五", "六", "日"]]
    days = [30] + list(range(1, 32)) + [1, 2, 3]
    for week in range(0, 35, 7):
        rows.append(days[week:week + 7])
        rows.append([P[d % 9].name for d in days[week:week + 7]])
    return sheet("Sheet1", rows, ["A1:G1"])


@case
def office_duty_by_rows_is_asked_once():
    rows = [["北门社区2003年9月值班表"], ["日期", "星期", "带班领导", "值班人员", "联系电话"]]
    for d in range(7):
        rows.append(["9月%d日" % (d + 1), "周" + "一二三四五六日"[d], P[d % 3].name, P[d + 3].name, P[d].phone])
    return sheet("Sheet1", rows)


@case
def attendance_by_days_is_no_ledger():
    rows = [["北门社区工作人员考勤表(2003年9月)"], ["序号", "姓名"] + list(range(1, 31))]
    for n in range(4):
        rows.append([n + 1, P[n].name] + ["√" if (d + n) % 7 < 5 else "休" for d in range(30)])
    return sheet("考勤", rows)


# ---- titles and groups at the side --------------------------------------------------------------------------------

@case
def title_down_the_left_side():
    rows = [[upright("北门社区党员花名册"), "序号", "姓名", "性别", "出生年月", "入党时间", "联系电话"]]
    for n in range(5):
        p = P[n]
        rows.append([None, n + 1, p.name, p.sex, "%d.%02d" % (p.year, p.month), p.joined, p.phone])
    wb = sheet("Sheet1", rows, ["A1:A6"])
    wb.active["A1"].alignment = Alignment(textRotation=255, vertical="center")
    return wb


@case
def title_a_character_a_row():
    title = "西上社区干部名册"
    rows = [["", "序号", "姓名", "性别", "出生年月", "党内职务", "联系电话"]] + [[title[n]] + cadre(n) for n in range(len(title))]
    return sheet("Sheet1", rows)


@case
def groups_down_the_left_side():
    """Communities upright in a merged first column that has no heading."""
    rows = [["容城镇社区干部花名册"], [None] + HEAD]
    merges = ["A1:G1"]
    n = 0
    for org, count in (("北门社区", 3), ("西 上 社 区", 4), ("桂花里社区", 3)):
        at = len(rows) + 1
        merges.append("A%d:A%d" % (at, at + count - 1))
        for k in range(count):
            rows.append([upright(org) if k == 0 else None] + cadre(n))
            n += 1
    return sheet("Sheet1", rows, merges)


@case
def sorts_down_the_left_side():
    """在职党员 and 离退休党员 upright in a merged first column without a heading."""
    rows = [["北门社区党员花名册"], [None, "姓名", "性别", "身份证号码", "入党时间"]]
    merges = ["A1:E1"]
    n = 0
    for sort, count in (("在职党员", 3), ("流动党员", 2), ("离退休党员", 3)):
        at = len(rows) + 1
        merges.append("A%d:A%d" % (at, at + count - 1))
        for k in range(count):
            p = P[n]
            rows.append([upright(sort) if k == 0 else None, p.name, p.sex, p.id, p.joined])
            n += 1
    return sheet("Sheet1", rows, merges)


# ---- comments -----------------------------------------------------------------------------------------------------

@case
def comments_on_cells():
    rows = [["北门社区干部花名册"], HEAD] + [cadre(n) for n in range(5)] + [["填表人:某某"]]
    wb = sheet("Sheet1", rows, ["A1:F1"])
    ws = wb.active
    ws["F4"].comment = Comment("某某:\n停机,改打 0771-5960001", "某某")
    ws["B5"].comment = Comment("2003年8月已调镇里", "某某")
    ws["D2"].comment = Comment("按身份证填写", "组织办")
    ws["A8"].comment = Comment("已核对", "组织办")
    ws["C6"].comment = Comment("  \n", "某某")
    ws["H12"].comment = Comment("旁边的一句话", "某某")
    return wb


# ---- colours ------------------------------------------------------------------------------------------------------

MEMBER = ["序号", "姓名", "性别", "出生年月", "入党时间", "联系电话"]


def member(n):
    p = P[n]
    return [n + 1, p.name, p.sex, "%d.%02d" % (p.year, p.month), p.joined, p.phone]


@case
def colours_with_a_legend():
    rows = [["北门社区党员花名册"], MEMBER] + [member(n) for n in range(8)] + [["注:红色为预备党员,黄色底纹为流动党员。"]]
    wb = sheet("Sheet1", rows)
    make.style(wb.active, "A5:F5", Font(color="FF0000"))
    make.style(wb.active, "B8:B8", Font(color="C00000"))
    make.style(wb.active, "A9:F9", None, YELLOW)
    return wb


@case
def legend_in_the_title():
    rows = [["北门社区党员花名册(红色:预备党员;蓝色:流动党员;绿色:失联党员)"], MEMBER] + [member(n) for n in range(9)]
    wb = sheet("Sheet1", rows)
    make.style(wb.active, "A4:F4", Font(color="FF0000"))
    make.style(wb.active, "A6:F6", Font(color="0070C0"))
    make.style(wb.active, "B8", None, PatternFill("solid", fgColor="92D050"))
    return wb


@case
def legend_of_coloured_cells():
    """The legend is words in cells of the colours themselves."""
    rows = [["北门社区党员花名册"], ["图例:", "预备党员", "失联党员"], MEMBER] + [member(n) for n in range(8)]
    wb = sheet("Sheet1", rows)
    make.style(wb.active, "B2", None, RED)
    make.style(wb.active, "C2", None, YELLOW)
    make.style(wb.active, "A6:F6", None, RED)
    make.style(wb.active, "A9:F9", None, YELLOW)
    return wb


@case
def colours_without_a_legend():
    rows = [["北门社区干部花名册"], HEAD] + [cadre(n) for n in range(9)]
    wb = sheet("Sheet1", rows)
    ws = wb.active
    make.style(ws, "A4:F4", None, YELLOW)
    make.style(ws, "A7:F7", None, YELLOW)
    make.style(ws, "A9:F9", Font(color="FF0000"))
    make.style(ws, "F5", None, PatternFill("solid", fgColor="92D050"))
    return wb


@case
def every_second_row_shaded():
    """Bands that only help the eye, and a coloured heading: nothing is asked."""
    rows = [["北门社区干部花名册"], HEAD] + [cadre(n) for n in range(9)]
    wb = sheet("Sheet1", rows)
    make.style(wb.active, "A2:F2", None, PatternFill("solid", fgColor="4472C4"))
    for r in range(4, 12, 2):
        make.style(wb.active, "A%d:F%d" % (r, r), None, PatternFill("solid", fgColor="DDEBF7"))
    return wb


@case
def old_xls_colours_with_a_legend():
    wb = xlwt.Workbook()
    ws = wb.add_sheet("名册")
    red = xlwt.easyxf("font: colour_index red")
    yellow = xlwt.easyxf("pattern: pattern solid, fore_colour yellow")
    for r, row in enumerate([["西上社区党员花名册"], MEMBER] + [member(n) for n in range(6)] + [["说明:标红的为预备党员;黄色表示组织关系已转出"]]):
        for c, v in enumerate(row):
            if v is not None:
                ws.write(r, c, v, {3: red, 6: yellow}.get(r, xlwt.easyxf()))
    return wb


def main():
    os.makedirs(make.OUT, exist_ok=True)
    for name, made in CASES.items():
        wb = made()
        if isinstance(wb, xlwt.Workbook):
            wb.save(os.path.join(make.OUT, name + ".xls"))
            continue
        path = os.path.join(make.OUT, name + ".xlsx")
        wb.save(path)
        settle(path)


if __name__ == "__main__":
    main()
