#!/usr/bin/python3
"""Writes the workbooks of ugly/, each named for its ugliness, as clerks of townships make them.

Run with Debian's /usr/bin/python3 (python3-openpyxl, python3-xlwt) and libreoffice-calc. All people are invented; area code 450999
is given to no place. `make.py DIR` writes all of them into DIR, those too that are not kept here.
"""
import datetime
import os
import re
import sys
import zipfile

import openpyxl
import xlwt
from openpyxl.styles import Alignment, Font, PatternFill

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "ugly")
OUT = sys.argv[1] if len(sys.argv) > 1 else HERE
BOLD = Font(bold=True)
GREY = PatternFill("solid", fgColor="D9D9D9")
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = ["建国", "秀英", "志强", "桂兰", "海燕", "文斌", "玉梅", "国庆", "丽华", "永福", "春生", "雪莲", "德胜", "凤霞", "小军", "美玲"]


def number(born, serial, woman):
    body = "450999%s%03d" % (born, serial * 2 + (0 if woman else 1))
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS)) % 11]


class Person:
    def __init__(self, n):
        self.name = SURNAMES[n % 16] + GIVEN[(n * 7 + n // 16) % 16]
        self.woman = n % 3 == 1
        self.sex = "女" if self.woman else "男"
        self.year, self.month, self.day = 1950 + n * 5 % 35, n % 12 + 1, n * 3 % 27 + 1
        self.born = "%04d%02d%02d" % (self.year, self.month, self.day)
        self.id = number(self.born, 100 + n, self.woman)
        self.phone = "1390000%04d" % (2000 + n)
        self.joined = "%04d.%02d" % (self.year + 22, n % 12 + 1)


P = [Person(n) for n in range(120)]
CASES = {}


def case(f):
    CASES[f.__name__] = f
    return f


def book(*sheets):
    """A workbook of sheets given as (name, rows)."""
    wb = openpyxl.Workbook()
    wb.remove(wb.active)
    for name, rows in sheets:
        ws = wb.create_sheet(name)
        for row in rows:
            ws.append(row)
    return wb


def style(ws, cells, font=None, fill=None):
    for row in ws[cells] if ":" in cells else [[ws[cells]]]:
        for c in row:
            if font:
                c.font = font
            if fill:
                c.fill = fill


HEAD = ["序号", "姓名", "性别", "出生年月", "党内职务", "联系电话"]


def cadre(n, k=None):
    p = P[n]
    return [k or n + 1, p.name, p.sex, "%d.%02d" % (p.year, p.month), "委员" if n % 5 else "书记", p.phone]


# ---- 1. what is told by style alone -------------------------------------------------------------------------------

@case
def group_rows_in_bold_alone():
    """The community stands in the column of names, in bold, and is short enough to be a name."""
    rows = [["容城镇社区干部花名册"], HEAD, [None, "北门"], cadre(0), cadre(1), [None, "西上"], cadre(2), cadre(3), [None, "福船岭"], cadre(4)]
    wb = book(("Sheet1", rows))
    for r in (3, 6, 9):
        style(wb.active, "B%d" % r, BOLD)
    return wb


@case
def group_rows_filled_with_counts_beside():
    rows = [["社区干部花名册"], HEAD, ["桂花里", None, None, None, None, "2人"], cadre(0), cadre(1), ["望江台", None, None, None, None, "2人"], cadre(2), cadre(3)]
    wb = book(("Sheet1", rows))
    for r in (3, 6):
        style(wb.active, "A%d:F%d" % (r, r), None, GREY)
    return wb


@case
def totals_told_by_bold_and_formula():
    rows = [["社区干部花名册"], ["序号", "姓名", "性别", "党内职务", "月报酬"], [1, P[0].name, "男", "书记", 1200], [2, P[1].name, "女", "委员", 1000],
            [None, None, None, None, "=SUM(E3:E4)"], [3, P[2].name, "男", "委员", 1000], [None, None, None, None, "=E5+E6"]]
    wb = book(("Sheet1", rows))
    style(wb.active, "E5", BOLD)
    style(wb.active, "E7", BOLD)
    return wb


@case
def headings_of_unknown_words_in_bold():
    rows = [["2003年度工作用表"], ["内部使用", "不得外传"], ["代号", "称呼", "职分", "日子"], ["甲一", "老赵", "总务", "星期一"], ["甲二", "老钱", "采买", "星期二"], ["甲三", "老孙", "账房", "星期三"]]
    wb = book(("Sheet1", rows))
    style(wb.active, "A3:D3", BOLD, GREY)
    return wb


@case
def party_groups_as_bold_rows():
    """Sub-headings that are no communities: the groups of a branch."""
    head = ["姓名", "性别", "民族", "出生日期", "入党时间", "联系电话"]
    m = lambda n: [P[n].name, P[n].sex, "汉", "%d-%02d-%02d" % (P[n].year, P[n].month, P[n].day), P[n].joined, P[n].phone]
    rows = [["北门社区党支部党员花名册"], head, ["第一党小组"], m(0), m(1), ["第二党小组"], m(2), ["预备党员"], m(3)]
    wb = book(("Sheet1", rows))
    for r in (3, 6, 8):
        style(wb.active, "A%d" % r, BOLD)
    return wb


@case
def everything_in_bold():
    wb = book(("Sheet1", [["社区干部花名册"], HEAD] + [cadre(n) for n in range(4)]))
    style(wb.active, "A1:F6", BOLD)
    return wb


# ---- 2. side by side ---------------------------------------------------------------------------------------------

@case
def side_by_side_headings_in_different_rows():
    wb = openpyxl.Workbook()
    ws = wb.active
    ws["A1"], ws["F3"] = "北门社区干部名单", "西上社区干部名单"
    for i, h in enumerate(["姓名", "性别", "党内职务", "联系电话"]):
        ws.cell(2, 1 + i, h)
        ws.cell(4, 6 + i, h)
    for n in range(4):
        for i, v in enumerate([P[n].name, P[n].sex, "委员", P[n].phone]):
            ws.cell(3 + n, 1 + i, v)
    for n in range(4, 7):
        for i, v in enumerate([P[n].name, P[n].sex, "书记", P[n].phone]):
            ws.cell(5 + n - 4, 6 + i, v)
    return wb


@case
def two_halves_of_one_roster_side_by_side():
    rows = [["社区干部名单"], ["姓名", "性别", "职务", "姓名", "性别", "职务"]]
    for n in range(3):
        rows.append([P[n].name, P[n].sex, "委员", P[n + 3].name, P[n + 3].sex, "主任"])
    return book(("名单", rows))


@case
def roster_beside_a_tally():
    rows = [["北门社区干部花名册", None, None, None, None, None, "统计"], HEAD + [None, "项目", "人数"]]
    for n in range(4):
        rows.append(cadre(n) + [None] + [["男", 3], ["女", 1], ["45岁以下", 2], ["合计", 4]][n])
    return book(("Sheet1", rows))


# ---- 3. units ----------------------------------------------------------------------------------------------------

@case
def org_with_units_in_headings():
    rows = [["容城镇社区基本情况一览表"], ["序号", "社区名称", "书记", "户数(户)", "人口（人）", "办公场所(㎡)", "办公地址", "成立时间"],
            [1, "北门社区", P[0].name, 1200, 3400, 320, "北门街1号", "2002.10"], [2, "西上社区", P[1].name, "980户", "2,900人", "280㎡", "西上路2号", "2002年10月"]]
    return book(("社区情况", rows))


@case
def money_in_ten_thousands():
    rows = [["走访慰问登记表"], ["社区", "慰问时间", "困难类型", "慰问金（万元）", "慰问品", "慰问人次(人次)"],
            ["北门社区", "2003.01.20", "经济困难户", 1.2, "大米、油", 24], ["西上社区", "2003.01.21", "老年人", "0.5万元", "棉被", "10人次"]]
    return book(("慰问", rows))


@case
def unit_line_says_thousands():
    rows = [["2003年走访慰问情况表"], ["填报单位：北门社区", None, None, None, "单位：万元、人次"], ["时间", "对象类别", "慰问品", "慰问金", "人次"],
            ["2003.1.20", "残疾人", "米", 0.6, 12], ["2003.1.22", "优抚对象", "油", 0.3, 6]]
    return book(("Sheet1", rows))


# ---- 4. the layouts of DOMAIN.md §2 ---------------------------------------------------------------------------------

@case
def floating_members_with_three_heading_rows():
    wb = book(("流动党员", [["容城镇流动党员情况登记表"], ["填报单位:北门社区党支部", None, None, None, None, "填报日期:2003年9月30日"],
                        ["序号", "基本情况", None, None, None, "外出情况", None, None, "组织关系", None],
                        [None, "姓名", "性别", "出生年月", "文化程度", "外出时间", "外出地点", None, "正式组织关系所在支部", "支部联系电话"],
                        [None, None, None, None, None, None, "省内", "省外", None, None],
                        [1, P[0].name, "男", "1970.05", "高中", "2003.02", None, "广东", "北门社区党支部", "0777-2880001"],
                        [2, P[1].name, "女", "1971.06", "初中", "2003.03", "南宁", None, "北门社区党支部", "0777-2880001"]]))
    for m in ("A1:J1", "A3:A5", "B3:E3", "F3:H3", "I3:J3", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:F5", "G4:H4", "I4:I5", "J4:J5"):
        wb.active.merge_cells(m)
    return wb


@case
def tally_of_floating_members_is_no_roster():
    wb = book(("统计", [["流动党员情况统计表"], ["单位", "党员总数", "流出党员数", None, None, "流入党员数", None, None],
                      [None, None, "合计", "省外", "省内", "合计", "省外", "省内"],
                      ["北门社区", 86, 5, 3, 2, 4, 1, 3], ["西上社区", 64, 2, 1, 1, 0, 0, 0], ["合计", 150, 7, 4, 3, 4, 1, 3]]))
    for m in ("A1:H1", "A2:A3", "B2:B3", "C2:E2", "F2:H2"):
        wb.active.merge_cells(m)
    return wb


@case
def tally_t6_is_no_roster():
    wb = book(("T6", [["社区党组织、居民委员会情况（T6）"], ["填报单位:容城镇", None, None, None, None, None, "单位:名"],
                    ["项目", "乡镇社区党员", "社区支部委员", "其中兼任居委会委员", "支部书记", "其中兼任居委会主任", "居委会委员", "居委会主任"],
                    ["甲", 1, 2, 3, 4, 5, 6, 7], ["总计", 620, 30, 20, 10, 8, 50, 10], ["女", 210, 21, 14, 6, 5, 35, 6], ["35岁及以下", 80, 4, 3, 1, 1, 9, 1],
                    ["36至45岁", 150, 19, 12, 6, 5, 30, 6], ["大专及以上", 200, 12, 9, 7, 6, 20, 7], ["初中及以下", 120, 2, 1, 0, 0, 6, 0]]))
    wb.active.merge_cells("A1:H1")
    return wb


@case
def composition_of_cadres_is_no_roster():
    wb = book(("结构", [["社区干部队伍结构统计表"], ["社区", "总人数", "性别", None, "年龄", None, None, "文化程度", None, None, "政治面貌", None],
                      [None, None, "男", "女", "30岁以下", "31-45岁", "46岁以上", "大专以上", "高中", "初中以下", "党员", "群众"],
                      ["北门社区", 3, 1, 2, 1, 2, 0, 1, 2, 0, 3, 0], ["西上社区", 3, 1, 2, 0, 2, 1, 2, 1, 0, 2, 1], ["合计", 6, 2, 4, 1, 4, 1, 3, 3, 0, 5, 1]]))
    for m in ("A1:L1", "A2:A3", "B2:B3", "C2:D2", "E2:G2", "H2:J2", "K2:L2"):
        wb.active.merge_cells(m)
    return wb


@case
def meetings_by_month_is_no_roster():
    rows = [["2003年支委会召开情况统计表"], ["序号", "支部名称"] + ["%d月" % m for m in range(1, 13)] + ["按时开展月份数", "完成率"],
            [1, "北门社区党支部"] + [1] * 12 + [12, "100%"], [2, "西上社区党支部"] + [1] * 11 + [0, 11, 0.92]]
    return book(("支委会", rows))


@case
def dues_by_month():
    rows = [["2003年度党费收缴登记表"], ["序号", "姓名", "所在党支部", "核算基数(元)", "缴费金额(元)"] + ["%d月" % m for m in range(1, 13)],
            [1, P[0].name, "北门社区党支部", 1200, 6] + [6] * 12, [2, P[1].name, "北门社区党支部", 900, 4.5] + [4.5] * 11 + [None], ["合计", None, None, None, 10.5] + [10.5] * 12]
    return book(("党费", rows))


@case
def candidates_with_their_dates():
    wb = book(("发展党员", [["发展党员工作台账"], ["序号", "姓名", "联系党支部", "提交书面申请书时间", "确定为入党积极分子时间", "积极分子培训", None, None, "确定为发展对象时间", "入党时间", "转正时间", "当前发展阶段", "备注"],
                        [None, None, None, None, None, "起", "止", "结业成绩", None, None, None, None, None],
                        [1, P[0].name, "北门社区党支部", "2001.03.05", "2001.09", "2002.03.01", "2002.03.05", "合格", "2002.10.08", "2003.01.10", None, "预备期", None],
                        [2, P[1].name, "西上社区党支部", "2002/4/8", "2002.10", None, None, None, None, None, None, "积极分子", "外出"]]))
    for m in ("A1:M1", "F2:H2"):
        wb.active.merge_cells(m)
    return wb


@case
def election_candidates():
    rows = [["容城镇社区换届候选人名单"], ["序号", "姓名", "性别", "民族", "籍贯", "学历学位", "职称", "出生年月", "入党时间", "参加工作时间", "职务"],
            [1, P[0].name, "男", "汉", "广西", "大专", "助理", "1970.05", "1995.07", "1992.08", "支部书记"], [2, P[1].name, "女", "壮", "广西", "本科(学士)", None, "1975.06", "2000.07", "1998.08", "居委会主任"]]
    return book(("候选人", rows))


@case
def election_figures_is_no_roster():
    rows = [["社区居委会换届选举情况统计表"], ["社区名称", "选举年份", "届次", "选民总数", "登记选民", "参加投票人数", "有效票", "当选主任"],
            ["北门社区", 2002, "第二届", 2600, 2500, 2300, 2280, P[0].name], ["西上社区", 2002, "第二届", 2100, 2000, 1900, 1880, P[1].name]]
    return book(("换届", rows))


@case
def members_collected_by_form():
    rows = [["党员信息采集表"], ["姓名", "性别", "民族", "公民身份证号", "出生日期", "学历", "人员类别", "所在党支部", "加入党组织日期", "转为正式党员日期", "工作岗位", "联系电话", "家庭住址", "党籍状态", "是否失联", "失去联系日期", "是否流动", "外出流向"],
            [P[0].name, "男", "汉族", P[0].id, P[0].born, "本科(学士)", "正式党员", "北门社区党支部", "1995年7月", "1996年7月", "社区工作者", P[0].phone, "北门街1号", "正常", "否", None, "否", None],
            [P[1].name, "女", "壮族", P[1].id.lower(), P[1].born, "大专（在职）", "预备党员", "北门社区党支部", "2003年1月", None, "个体", P[1].phone + "/0777-2880001", "北门街2号", "正常", "否", None, "是", "广东"]]
    return book(("党员信息采集表", rows))


@case
def courses_by_person():
    rows = [["干部教育培训情况登记表"], ["姓名", "时任单位及职务", "参训人员身份", "年度", "主办方", "培训班类型", "培训班名称", "培训形式", "开始", "结束", "学时", "地点", "成绩", "备注"],
            [P[0].name, "北门社区书记", "干部", 2003, "县委党校", "轮训", "社区书记培训班", "脱产", "2003.03.01", "2003.03.05", 32, "县城", "合格", None]]
    return book(("培训", rows))


@case
def visits_with_names():
    rows = [["春节走访慰问花名册"], ["序号", "姓名", "性别", "年龄", "家庭人口", "困难类型", "困难原因", "住址", "慰问金(元)", "慰问品", "慰问时间", "签收"],
            [1, P[0].name, "男", 72, 2, "经济困难户", "因病", "北门社区", 200, "大米一袋", "2003.1.25", None], [2, P[1].name, "女", 68, 1, "残疾人", "肢体残疾", "北门社区", 200, "大米一袋", "2003.1.25", None],
            ["合计", None, None, None, None, None, None, None, 400, None, None, None]]
    return book(("慰问", rows))


@case
def service_log_with_two_line_date_groups():
    rows = [["容城镇便民服务登记台账"], ["服务时间", "社区名称", "服务项目", "服务对象", "服务人次"], ["2003年3月5日", "北门社区", "义诊", "居民", 120], [None, "西上社区", "理发", "老年人", "80人次"], ["2003年4月", "北门社区", "家电维修", "居民", "约60"], ["合计", None, None, None, 260]]
    wb = book(("服务", rows))
    wb.active.merge_cells("A3:A4")
    return wb


# ---- 5. values -----------------------------------------------------------------------------------------------------

@case
def names_broken_over_lines_and_padded():
    rows = [HEAD, [1, "张　　三", "男", "1970.05", "书记", P[0].phone], [2, "李四\n（女）", "女", "1971.06", "委员", P[1].phone], [3, "欧阳\n文斌", "男", "1972.07", "委员", P[2].phone], [4, "王  五*", "男", "1973.08", "委员", P[3].phone],
            [5, "阿卜杜拉·买买提", "男", "1974.09", "委员", P[4].phone], [6, "赵六(党员)", "男", "1975.10", "委员", P[5].phone]]
    return book(("北门社区", rows))


@case
def ids_as_numbers_short_lower_case_and_spaced():
    wb = book(("北门社区", [["姓名", "性别", "身份证号码", "党内职务"], [P[0].name, P[0].sex, int(P[0].id[:17] + "0"), "书记"], [P[1].name, P[1].sex, P[1].id[:6] + " " + P[1].id[6:14] + " " + P[1].id[14:], "委员"],
                        [P[2].name, P[2].sex, number(P[2].born, 106, P[2].woman).lower(), "委员"], [P[3].name, P[3].sex, "'" + P[3].id, "委员"], [P[4].name, P[4].sex, P[4].id[:17], "委员"], [P[5].name, P[5].sex, "无", "委员"]]))
    wb.active["C2"].number_format = "0"
    return wb


@case
def dates_of_all_forms_in_one_column():
    values = ["1970.05", "1970-05-03", "1970/5/3", "19700503", 197005, "1970年5月", "1970年05月03日", datetime.date(1970, 5, 3), 1978.1, "70.5", "1970、5", "1970,5,3", "七零年五月", "1970.5.", "不详", "1970年", "05/03/1970", "1970 05", "1970。5"]
    rows = [["姓名", "性别", "出生年月", "党内职务"]] + [[P[n].name, P[n].sex, v, "委员"] for n, v in enumerate(values)]
    return book(("北门社区", rows))


@case
def codes_for_sex_and_education():
    rows = [["姓名", "性别", "民族", "文化程度", "政治面貌", "党内职务"], [P[0].name, 1, "01", 21, "01", "书记"], [P[1].name, 2, "壮", "本科(学士)", "中共党员", "委员"], [P[2].name, "男性", "汉 族", "大专（函授）", "党员", "委员"],
            [P[3].name, "M", "汉", "在职研究生", "共青团员", "委员"], [P[4].name, "♀", "瑶族", "中师", "群众", "委员"], [P[5].name, "女", "汉", "高中（中专）", "预备党员", "委员"]]
    return book(("北门社区", rows))


@case
def two_phones_in_a_cell():
    values = ["13900002001 13900002002", "13900002003、0777-2880003", "13900002004/13900002005", "139-0000-2006", "+86 139 0000 2007", 13900002008, "2880009", "无", "13900002010(妻)", "1390000201"]
    return book(("北门社区", [["姓名", "性别", "联系电话", "党内职务"]] + [[P[n].name, P[n].sex, v, "委员"] for n, v in enumerate(values)]))


# ---- 6. rows -------------------------------------------------------------------------------------------------------

@case
def totals_in_the_middle_and_notes_between():
    rows = [["社区干部花名册"], HEAD, cadre(0, 1), cadre(1, 2), ["北门社区小计:2人"], cadre(2, 1), ["(以上人员均为公开招聘)"], cadre(3, 2), ["小计", "2人"], ["全镇合计", "4人", "男3", "女1"], ["备注:以上数据截至2003年9月30日"], ["审核人：", "李四", None, "填表人:", "王五"]]
    return book(("Sheet1", rows))


@case
def headings_repeated_on_each_page():
    rows = []
    for page in range(3):
        rows += [["容城镇社区干部花名册"], ["填报单位:北门社区", None, None, None, None, "第%d页" % (page + 1)], HEAD] + [cadre(page * 3 + n) for n in range(3)] + [["第 %d 页，共 3 页" % (page + 1)]]
    return book(("Sheet1", rows))


@case
def formatted_to_the_last_row():
    wb = book(("北门社区", [["社区干部花名册"], HEAD] + [cadre(n) for n in range(3)]))
    for r in (100, 65536, 1048576):
        style(wb.active, "A%d:F%d" % (r, r), None, GREY)
        wb.active.cell(r, 6).value = " "
    return wb


@case
def serial_numbers_prepared_for_empty_rows():
    return book(("北门社区", [["社区干部花名册"], HEAD] + [cadre(n) for n in range(2)] + [[n] for n in range(3, 31)]))


@case
def first_column_blank_and_rows_above():
    return book(("Sheet1", [[], [], [None, "北门社区干部花名册"], []] + [[None] + HEAD] + [[None] + cadre(n) for n in range(3)]))


@case
def wide_group_column_with_counts():
    wb = book(("花名册", [["社区干部花名册"], ["社区名称", "姓名", "性别", "党内职务"]] + [["北门社区\n（3人）" if n == 0 else "西上社区\n（2人）" if n == 3 else None, P[n].name, P[n].sex, "委员"] for n in range(5)]))
    for m in ("A1:D1", "A3:A5", "A6:A7"):
        wb.active.merge_cells(m)
    return wb


@case
def hidden_rows_columns_and_a_filter():
    wb = book(("北门社区", [HEAD] + [cadre(n) for n in range(6)]))
    wb.active.auto_filter.ref = "A1:F7"
    for r in (3, 5):
        wb.active.row_dimensions[r].hidden = True
    wb.active.column_dimensions["D"].hidden = True
    return wb


# ---- 7. books ------------------------------------------------------------------------------------------------------

@case
def sheets_named_with_counts():
    return book(*[(name, [HEAD] + [cadre(n * 2), cadre(n * 2 + 1)]) for n, name in enumerate(["北门(12人)", "西上（8人）", "新北 5人", "3.南大"])])


@case
def instructions_first():
    return book(("填表说明", [["填表说明"], ["1.姓名:填写身份证上的姓名"], ["2.性别:填男或女"], ["3.出生年月:如1968.05"], ["4.身份证号码:18位"]]), ("花名册", [["社区干部花名册"], HEAD] + [cadre(n) for n in range(3)]),
                ("代码表", [["性别", "民族", "文化程度"], ["男", "汉族", "大学"], ["女", "壮族", "大专"], [None, "瑶族", "高中"]]))


@case
def kinds_mixed_in_one_book():
    return book(("干部", [["社区干部花名册"], HEAD] + [cadre(n) for n in range(2)]), ("党员", [["党员花名册"], ["姓名", "性别", "入党时间", "转正时间", "所在党支部"]] + [[P[n].name, P[n].sex, P[n].joined, None, "北门社区党支部"] for n in range(2, 5)]),
                ("服务", [["服务登记表"], ["服务时间", "社区名称", "服务项目", "服务人次"], ["2003.3.5", "北门社区", "义诊", 120]]), ("汇总", [["汇总表"], ["社区", "干部数", "党员数"], ["北门社区", 2, 3]]))


@case
def kinds_mixed_on_one_sheet():
    return book(("北门社区", [["一、社区干部"], HEAD] + [cadre(n) for n in range(2)] + [[], ["二、党员"], ["姓名", "性别", "入党时间", "转正时间", "所在党支部"]] + [[P[n].name, P[n].sex, P[n].joined, None, "北门社区党支部"] for n in range(2, 4)] +
                 [[], ["三、走访慰问"], ["慰问时间", "类别", "慰问品", "慰问金", "人次"], ["2003.1.20", "残疾人", "大米", 200, 3]]))


@case
def headings_in_english():
    return book(("Sheet1", [["No.", "Name", "Sex", "Date of birth", "ID number", "Tel", "Community"]] + [[n + 1, P[n].name, "M" if P[n].sex == "男" else "F", "%d-%02d" % (P[n].year, P[n].month), P[n].id, P[n].phone, "北门社区"] for n in range(3)]))


@case
def headings_in_pinyin():
    return book(("Sheet1", [["xuhao", "xingming", "xingbie", "chushengriqi", "shenfenzheng", "dianhua", "shequ"]] + [[n + 1, P[n].name, P[n].sex, "%d-%02d" % (P[n].year, P[n].month), P[n].id, P[n].phone, "北门社区"] for n in range(3)]))


@case
def no_headings_at_all():
    return book(("北门社区", [[n + 1, P[n].name, P[n].sex, "%d.%02d" % (P[n].year, P[n].month), P[n].id, P[n].phone] for n in range(5)]))


@case
def headings_upright_letter_by_letter():
    return book(("北门社区", [["社区干部花名册"], ["序\n号", "姓\n\n名", "性\n别", "出 生\n年 月", "党 内\n职 务", "联 系 电 话\n（手机）"]] + [cadre(n) for n in range(3)]))


@case
def heading_split_over_two_rows():
    """The words of a heading are broken over two rows of cells instead of lines in one cell."""
    return book(("北门社区", [["社区干部花名册"], ["序", "姓名", "性", "出生", "党内", "联系"], ["号", None, "别", "年月", "职务", "电话"]] + [cadre(n) for n in range(3)]))


@case
def unit_and_date_below_the_table():
    return book(("Sheet1", [["社区干部花名册"], HEAD] + [cadre(n) for n in range(3)] + [[], ["填报单位(盖章):北门社区", None, None, "2003年9月30日"]]))


@case
def title_in_a_text_far_right():
    return book(("Sheet1", [[None, None, None, "容 城 镇 北 门 社 区 干 部 花 名 册"], [None, None, None, None, "二〇〇三年九月"], HEAD] + [cadre(n) for n in range(3)]))


@case
def a_person_in_two_rows():
    """Each person has two rows, the second continuing some cells."""
    rows = [["社区干部花名册"], HEAD]
    for n in range(3):
        rows += [cadre(n)[:4] + ["支部书记", P[n].phone], [None, None, None, None, "居委会主任", None]]
    wb = book(("北门社区", rows))
    for n in range(3):
        for c in "ABCDF":
            wb.active.merge_cells("%s%d:%s%d" % (c, 3 + n * 2, c, 4 + n * 2))
    return wb


@case
def footer_words_in_the_body():
    """People whose name or post begins like a footer or a total."""
    rows = [HEAD, [1, "计小平", "男", "1970.05", "书记", P[0].phone], [2, "注春生", "男", "1970.06", "统计员", P[1].phone], [3, "单位", "男", "1970.07", "审核员", P[2].phone], [4, "总小军", "男", "1971.07", "合计员", P[3].phone]]
    return book(("北门社区", rows))


@case
def old_xls_group_rows_in_bold():
    wb = xlwt.Workbook()
    ws = wb.add_sheet("花名册")
    bold = xlwt.easyxf("font: bold on")
    rows = [["社区干部花名册"], HEAD, [None, "北门"], cadre(0), cadre(1), [None, "西上"], cadre(2)]
    for r, row in enumerate(rows):
        for c, v in enumerate(row):
            if v is not None:
                ws.write(r, c, v, bold if r in (2, 5) else xlwt.easyxf())
    return wb


def settle(name):
    """Takes times out of a package, so that the same script writes the same file."""
    with zipfile.ZipFile(name) as z:
        parts = [(i.filename, z.read(i)) for i in z.infolist()]
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as z:
        for n, data in parts:
            if n == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2003-09-30T00:00:00Z", data)
            z.writestr(zipfile.ZipInfo(n), data, zipfile.ZIP_DEFLATED)


def main():
    os.makedirs(OUT, exist_ok=True)
    for name, make in CASES.items():
        wb = make()
        if isinstance(wb, xlwt.Workbook):
            wb.save(os.path.join(OUT, name + ".xls"))
            continue
        wb.save(os.path.join(OUT, name + ".xlsx"))
        settle(os.path.join(OUT, name + ".xlsx"))


if __name__ == "__main__":
    main()
