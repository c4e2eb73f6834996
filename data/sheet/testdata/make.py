#!/usr/bin/python3
"""Writes the workbooks of this directory, each named for its ugliness.

Run with Debian's /usr/bin/python3 (python3-openpyxl, python3-xlsxwriter, python3-xlwt) and libreoffice-calc:

    /usr/bin/python3 make.py

The writers are openpyxl, XlsxWriter, xlwt (xlwt_*.xls), LibreOffice (lo_* re-save others) and, for what no library
writes, this script itself (raw_*.xlsx, biff*.xls, html_*.xls, xml2003_*.xls). All people are invented; area code 450999 is given to no place.
"""
import codecs
import csv
import datetime
import io
import os
import re
import shutil
import struct
import subprocess
import tempfile
import zipfile

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

HERE = os.path.dirname(os.path.abspath(__file__))
DATE = datetime.date


def path(name):
    return os.path.join(HERE, name)


# ---- people ----------------------------------------------------------------------------------------------------

WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


def id_number(born, serial, woman):
    """A citizen ID number with the right check digit."""
    body = "450999%s%03d" % (born.strftime("%Y%m%d"), serial * 2 + (0 if woman else 1))
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS)) % 11]


def id15(born, serial, woman):
    return "450999%s%03d" % (born.strftime("%y%m%d"), serial * 2 + (0 if woman else 1))


class Person:
    def __init__(self, n, name, woman, born, community, **rest):
        self.name, self.woman, self.born, self.community = name, woman, born, community
        self.sex = "女" if woman else "男"
        self.id = id_number(born, 100 + n, woman)
        self.phone = "1390000%04d" % (1000 + n)
        self.__dict__.update(rest)


CADRES = [
    Person(1, "何秋岚", True, DATE(1968, 5, 12), "北门社区", edu="大专", party="书记", post="主任", joined=DATE(1992, 7, 1), since=DATE(2002, 10, 18), pay=650, work="全面工作"),
    Person(2, "韦志恒", False, DATE(1971, 10, 3), "北门社区", edu="中专", party="副书记", post="副主任", joined=DATE(1996, 6, 20), since=DATE(2002, 10, 18), pay=580, work="治安调解"),
    Person(3, "覃小燕", True, DATE(1976, 1, 25), "北门社区", edu="高中", party="委员", post="委员", joined=DATE(2000, 12, 1), since=DATE(2003, 1, 6), pay=520, work="妇女儿童"),
    Person(4, "陆文清", False, DATE(1958, 11, 30), "西上社区", edu="高中", party="书记", post="主任", joined=DATE(1984, 3, 15), since=DATE(2002, 10, 20), pay=650, work="全面工作"),
    Person(5, "黄月娥", True, DATE(1973, 8, 8), "西上社区", edu="中专", party="委员", post="副主任", joined=DATE(1999, 7, 1), since=DATE(2002, 10, 20), pay=580, work="社会保障"),
    Person(6, "农丽君", True, DATE(1979, 12, 19), "西上社区", edu="大专", party="", post="委员", joined=None, since=DATE(2003, 3, 1), pay=520, work="文体科教"),
    Person(7, "李家旺", False, DATE(1949, 2, 6), "新北社区", edu="初中", party="书记", post="", joined=DATE(1971, 9, 9), since=DATE(2002, 11, 2), pay=600, work="党务"),
    Person(8, "莫桂芳", True, DATE(1965, 6, 14), "新北社区", edu="高中", party="委员", post="主任", joined=DATE(1994, 5, 4), since=DATE(2002, 11, 2), pay=650, work="环境卫生"),
]

MEMBERS = [
    Person(21, "周明远", False, DATE(1950, 3, 2), "北门社区", edu="高中", cls="离退休党员", joined=DATE(1975, 7, 1), confirmed=DATE(1975, 7, 1), unit="镇供销社(退休)"),
    Person(22, "吴玉珍", True, DATE(1962, 9, 17), "北门社区", edu="中专", cls="在职单位党员", joined=DATE(1988, 6, 30), confirmed=DATE(1989, 6, 30), unit="容城镇中心小学"),
    Person(23, "梁建国", False, DATE(1978, 10, 1), "北门社区", edu="大专", cls="流动党员", joined=DATE(2001, 7, 1), confirmed=DATE(2002, 7, 1), unit="个体"),
    Person(24, "谭海生", False, DATE(1980, 4, 23), "西上社区", edu="高中", cls="退伍军人党员", joined=DATE(2000, 8, 1), confirmed=DATE(2001, 8, 1), unit=""),
    Person(25, "罗春梅", True, DATE(1981, 12, 5), "西上社区", edu="本科", cls="毕业待分配学生党员", joined=DATE(2002, 12, 20), confirmed=None, unit=""),
    Person(26, "蒋成林", False, DATE(1939, 8, 28), "西上社区", edu="初中", cls="常住居民党员", joined=DATE(1966, 1, 15), confirmed=DATE(1967, 1, 15), unit=""),
]

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def dotted(d, day=True):
    return "" if d is None else d.strftime("%Y.%m.%d" if day else "%Y.%m")


def chinese(d, day=True):
    if d is None:
        return ""
    return "%d年%d月" % (d.year, d.month) + ("%d日" % d.day if day else "")


def title(ws, text, last, unit, when, row=1):
    """The title row and the line under it, as clerks make them."""
    ws.cell(row, 1, text).font = Font(name="宋体", size=18, bold=True)
    ws.cell(row, 1).alignment = MIDDLE
    ws.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    ws.cell(row + 1, 1, "填报单位:" + unit)
    ws.cell(row + 1, last - 1, "填报日期:" + when)


def headings(ws, row, rows, merges):
    for r, line in enumerate(rows):
        for c, text in enumerate(line):
            cell = ws.cell(row + r, c + 1, text or None)
            cell.alignment, cell.border = MIDDLE, BOX
    for m in merges:
        ws.merge_cells(m)


# ---- cadre: 班子/干部花名册 --------------------------------------------------------------------------------------

CADRE_HEAD = ["序号", "姓名", "性别", "民族", "出生年月", "身份证号码", "文化程度", "政治面貌", "入党时间", "现任职务", "", "任现职时间", "分管工作", "月报酬", "联系电话", "备注"]
CADRE_SUB = [""] * 9 + ["党内职务", "居委会职务"] + [""] * 5


def cadre_row(n, p):
    return [n, p.name, p.sex, "壮族" if n % 3 == 0 else "汉", dotted(p.born, False), p.id, p.edu, "中共党员" if p.joined else "群众",
            dotted(p.joined, False), p.party, p.post, dotted(p.since, False), p.work, p.pay, p.phone, ""]


def cadre_group_rows():
    """Merged title, two heading rows, a row for each community, 小计 and 合计, blank rows, a footer."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "花名册"
    title(ws, "容城镇社区干部花名册", 16, "容城镇党委组织办", "2003年9月30日")
    merges = ["J3:K3"] + ["%s3:%s4" % (get_column_letter(c), get_column_letter(c)) for c in range(1, 17) if c not in (10, 11)]
    headings(ws, 3, [CADRE_HEAD, CADRE_SUB], merges)
    row, n = 5, 0
    for community in ["北门社区", "西上社区", "新北社区"]:
        ws.cell(row, 1, community)
        ws.merge_cells(start_row=row, start_column=1, end_row=row, end_column=16)
        row += 1
        people = [p for p in CADRES if p.community == community]
        for p in people:
            n += 1
            for c, v in enumerate(cadre_row(n, p)):
                ws.cell(row, c + 1, v if v != "" else None).border = BOX
            row += 1
        ws.cell(row, 2, "小计")
        ws.cell(row, 3, len(people))
        row += 2
    ws.cell(row, 2, "合  计")
    ws.cell(row, 3, len(CADRES))
    ws.cell(row + 2, 1, "填表人:周小敏")
    ws.cell(row + 2, 7, "审核人:")
    ws.cell(row + 2, 12, "单位(盖章)")
    ws.cell(row + 3, 1, "注:1.本表一式两份;2.出生年月按身份证填写。")
    wb.save(path("cadre_group_rows.xlsx"))


def cadre_sheet_per_community():
    """One sheet for each community, a summary first, a hidden sheet of codes, a chart sheet."""
    wb = xlsxwriter.Workbook(path("cadre_sheet_per_community.xlsx"))
    bold = wb.add_format({"bold": 1, "align": "center", "valign": "vcenter", "border": 1, "text_wrap": 1})
    head = wb.add_format({"bold": 1, "font_size": 18, "align": "center"})
    month = wb.add_format({"num_format": 'yyyy"年"m"月"', "border": 1})
    box = wb.add_format({"border": 1})
    text = wb.add_format({"num_format": "@", "border": 1})
    total = wb.add_worksheet("汇总")
    total.merge_range(0, 0, 0, 2, "社区干部汇总表", head)
    total.write_row(1, 0, ["社区", "人数", "其中:女"], bold)
    codes = wb.add_worksheet("代码")
    codes.write_column(0, 0, ["男", "女"])
    codes.hide()
    for i, community in enumerate(["北门社区", "西上社区", "新北社区"]):
        ws = wb.add_worksheet(community)
        people = [p for p in CADRES if p.community == community]
        ws.merge_range(0, 0, 0, 7, community + "班子成员名册", head)
        ws.write_row(2, 0, ["序号", "姓 名", "性 别", "出生\n年月", "身份证号", "任职情况(一肩挑/书记/主任/副书记/副主任/社工/其他)", "任职年月", "手机号"], bold)
        for r, p in enumerate(people):
            ws.write(3 + r, 0, r + 1, box)
            ws.write(3 + r, 1, p.name, box)
            ws.write(3 + r, 2, p.sex, box)
            ws.write_datetime(3 + r, 3, datetime.datetime.combine(p.born, datetime.time()), month)
            ws.write_string(3 + r, 4, p.id, text)
            ws.write(3 + r, 5, p.party or p.post, box)
            ws.write_datetime(3 + r, 6, datetime.datetime.combine(p.since, datetime.time()), month)
            ws.write_string(3 + r, 7, p.phone, text)
        total.write(2 + i, 0, community, box)
        total.write_formula(2 + i, 1, "=COUNTA('%s'!B4:B50)" % community, box, len(people))
        total.write_formula(2 + i, 2, "=COUNTIF('%s'!C4:C50,\"女\")" % community, box, sum(p.woman for p in people))
    chart_sheet = wb.add_chartsheet("图表")
    chart = wb.add_chart({"type": "column"})
    chart.add_series({"values": "=汇总!$B$3:$B$5"})
    chart_sheet.set_chart(chart)
    wb.close()


def cadre_merged_group_column():
    """街道 and 社区 are merged down; headings with line breaks and spaces; names spread by full-width spaces."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "Sheet1"
    ws.append(["附件2:"])
    ws.append(["社区工作者信息表"])
    ws.merge_cells("A2:L2")
    ws.append(["街道", "社 区", "姓  名", "性别", "身份证号", "出生\n年月", "民 族", "政治\n面貌", "最高学历", "任 职 年 月", "岗位", "是否退休"])
    first = 4
    for community in ["北门社区", "西上社区"]:
        people = [p for p in CADRES if p.community == community]
        for p in people:
            name = p.name[0] + "　" * (1 if len(p.name) == 3 else 2) + p.name[1:]
            ws.append(["容城镇", community, name, p.sex, p.id, p.born.strftime("%Y-%m"), "汉族", "党员", p.edu, p.since.strftime("%Y/%m"), p.post or "社工", "否"])
        last = first + len(people) - 1
        for r in range(first + 1, last + 1):
            ws.cell(r, 2).value = None
        ws.merge_cells(start_row=first, start_column=2, end_row=last, end_column=2)
        first = last + 1
    for r in range(5, first):
        ws.cell(r, 1).value = None
    ws.merge_cells(start_row=4, start_column=1, end_row=first - 1, end_column=1)
    wb.save(path("cadre_merged_group_column.xlsx"))


def cadre_ids_as_numbers():
    """ID numbers typed as numbers (digits lost, as Excel stores them), birth as 1978.1 with the format 0.00."""
    wb = xlsxwriter.Workbook(path("cadre_ids_as_numbers.xlsx"))
    ws = wb.add_worksheet("北门")
    two = wb.add_format({"num_format": "0.00"})
    whole = wb.add_format({"num_format": "0"})
    ws.write(0, 0, "干部名册")
    ws.write_row(1, 0, ["姓名", "性别", "出生年月", "身份证号", "联系电话", "参加工作时间"])
    for r, p in enumerate(CADRES[:5]):
        ws.write(2 + r, 0, p.name)
        ws.write(2 + r, 1, p.sex)
        month = float("%d.%s" % (p.born.year, ("%02d" % p.born.month) if r != 1 else "1"))
        ws.write_number(2 + r, 2, month, two if r < 3 else None)
        if r != 2:
            ws.write_number(2 + r, 3, float(p.id[:17].ljust(18, "0")), whole if r == 0 else None)
        else:
            ws.write_string(2 + r, 3, p.id)
        ws.write_number(2 + r, 4, int(p.phone))
        ws.write_number(2 + r, 5, 198607 + r * 100)
    wb.close()


def cadre_dates_all_forms():
    """Each row gives its dates in another form."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "日期"
    ws.append(["姓名", "出生日期", "入党时间", "任现职时间", "说明"])
    d = DATE(1968, 5, 12)
    forms = [
        ("2005-12-20", d.strftime("%Y-%m-%d"), "1992-07-01", "2002-10"),
        ("2005.12.20", dotted(d), "1992.7.1", "2002.10"),
        ("2005/12/20", d.strftime("%Y/%m/%d"), "1992/7/1", "2002/10"),
        ("20051220", "19680512", "19920701", "200210"),
        ("年月日", chinese(d), "1992年7月1日", "2002年10月"),
        ("年", "1968年", "1992", "2002"),
        ("两位年", "68.5.12", "92.7", "02.10"),
        ("全角", "１９６８．５．１２", "１９９２年７月", "２００２－１０"),
        ("汉字", "一九六八年五月", "一九九二年七月一日", "二〇〇二年十月"),
        ("空格", "1968 年 5 月 12 日", " 1992.07 ", "2002 10"),
        ("至今", "1968.05.12", "1992.07", "2002.10至今"),
        ("无", "不详", "未入党", "—"),
    ]
    for i, (why, born, joined, since) in enumerate(forms):
        ws.append(["测试" + "甲乙丙丁戊己庚辛壬癸子丑"[i], born, joined, since, why])
    for fmt in ["yyyy-mm-dd", "yyyy/m/d", 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', "yyyy.mm", "mmm-yy", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "yyyy/m/d h:mm"]:
        ws.append(["序列" + fmt[:6], datetime.datetime(1968, 5, 12), DATE(1992, 7, 1), DATE(2002, 10, 18), fmt])
        for c in (2, 3, 4):
            ws.cell(ws.max_row, c).number_format = fmt
    ws.append(["整数", 19680512, 199207, 2002, "numbers"])
    ws.append(["小数", 1968.05, 1992.7, 2002.1, "numbers"])
    ws.cell(ws.max_row, 4).number_format = "0.00"
    wb.save(path("cadre_dates_all_forms.xlsx"))


# ---- member: 党员花名册 ------------------------------------------------------------------------------------------

def member_three_heading_rows():
    """党员信息采集表 with three heading rows, a note row above them, a blank column at the left."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "党员信息采集表"
    title(ws, "党员信息采集表", 13, "容城镇党委", "2003.9")
    ws.cell(3, 1, "说明:请各支部如实填写,不得漏项。")
    ws.merge_cells("A3:M3")
    rows = [
        ["", "姓名", "基本情况", "", "", "", "", "党籍情况", "", "", "", "联系方式", ""],
        ["", "", "性别", "民族", "公民身份证号", "出生日期", "学历", "人员类别", "所在党支部", "入党", "", "联系电话", "工作岗位"],
        ["", "", "", "", "", "", "", "", "", "加入党组织日期", "转为正式党员日期", "", ""],
    ]
    merges = ["B4:B6", "C4:G4", "H4:K4", "L4:M4", "J5:K5"] + ["%s5:%s6" % (c, c) for c in "CDEFGHILM"]
    headings(ws, 4, rows, merges)
    for i, p in enumerate(MEMBERS):
        values = [None, p.name, p.sex, "汉族", p.id, p.born, p.edu, "预备党员" if p.confirmed is None else "正式党员", p.community[:2] + "社区党支部", p.joined, p.confirmed, p.phone, p.unit or None]
        for c, v in enumerate(values):
            cell = ws.cell(7 + i, c + 1, v)
            if isinstance(v, datetime.date):
                cell.number_format = "yyyy-mm-dd"
    ws.cell(14, 2, "合计:6人")
    ws.column_dimensions["A"].width = 2
    ws.column_dimensions["E"].width = 22
    wb.save(path("member_three_heading_rows.xlsx"))


def member_hidden_rows_columns():
    """Rows hidden by a filter, hidden columns, a hidden heading row, a very hidden sheet."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "党员花名册"
    ws.append(["北门社区党支部党员花名册"])
    ws.append(["xm", "xb", "sfzh", "nbxh", "csrq", "dylb"])
    ws.append(["姓名", "性别", "身份证号码", "内部序号", "出生年月", "党员类别"])
    for i, p in enumerate(MEMBERS):
        ws.append([p.name, p.sex, p.id, i + 9000, p.born.strftime("%Y%m"), p.cls])
    ws.row_dimensions[2].hidden = True
    ws.row_dimensions[5].hidden = True
    ws.row_dimensions[8].hidden = True
    ws.column_dimensions["D"].hidden = True
    ws.column_dimensions["C"].width = 20.5
    ws.auto_filter.ref = "A3:F9"
    secret = wb.create_sheet("_xl_cache")
    secret["A1"] = "internal"
    secret.sheet_state = "veryHidden"
    wb.save(path("member_hidden_rows_columns.xlsx"))


def member_inline_rich_strings():
    """Inline strings (XlsxWriter in constant memory), rich text, leading and trailing spaces, line breaks."""
    wb = xlsxwriter.Workbook(path("member_inline_strings.xlsx"), {"constant_memory": True})
    ws = wb.add_worksheet("党员")
    ws.write_row(0, 0, ["姓名", "性别", "民族", "身份证号", "现居住地", "备注"])
    for r, p in enumerate(MEMBERS):
        ws.write_row(1 + r, 0, [p.name, p.sex, "汉族", p.id, "容城镇%s%d号" % (p.community, r + 1), "  留空 & <注> \"引\"\n第二行 "])
    wb.close()
    wb = xlsxwriter.Workbook(path("member_rich_text.xlsx"))
    ws = wb.add_worksheet("党员")
    bold, red = wb.add_format({"bold": 1}), wb.add_format({"font_color": "red"})
    ws.write_row(0, 0, ["姓名", "性别", "备注"])
    for r, p in enumerate(MEMBERS):
        ws.write_rich_string(1 + r, 0, bold, p.name[0], red, p.name[1:])
        ws.write(1 + r, 1, p.sex)
        ws.write_rich_string(1 + r, 2, "电话", bold, p.phone, "(", red, "已核", ")")
    ws.write(8, 0, "_x0041_ 原样 _x005F_x0042_")
    wb.close()


def member_1904():
    """A workbook of the 1904 date system, as older Macs write it."""
    wb = xlsxwriter.Workbook(path("member_date_1904.xlsx"), {"date_1904": True})
    ws = wb.add_worksheet("党员")
    day = wb.add_format({"num_format": "yyyy-mm-dd"})
    ws.write_row(0, 0, ["姓名", "出生日期", "入党时间", "缴费(元)"])
    for r, p in enumerate(MEMBERS):
        ws.write(1 + r, 0, p.name)
        ws.write_datetime(1 + r, 1, datetime.datetime.combine(p.born, datetime.time()), day)
        ws.write_datetime(1 + r, 2, datetime.datetime.combine(p.joined, datetime.time()), day)
        ws.write_number(1 + r, 3, 2.5 * (r + 1))
    wb.close()


RARE = ["𬭎", "𫖯", "𠮷", "㐂", "〇", "堃", "喆", "昇", "玥", "䶮"]


def member_rare_characters():
    """Names with characters beyond the BMP, 〇, the middle dot and compatibility forms."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "党员𬭎"
    ws.append(["所属党支部", "姓名", "性别", "出生日期", "身份证号码", "联系电话", "入党时间", "党籍状态"])
    for i, ch in enumerate(RARE):
        born = DATE(1960 + i, i + 1, 10 + i)
        ws.append(["北门社区党支部", "测" + ch, "男", chinese(born), id_number(born, 300 + i, False), "1390001%04d" % i, "1990.%02d" % (i + 1), "正常"])
    ws.append(["北门社区党支部", "阿依古丽·买买提", "女", "1971年3月", id15(DATE(1971, 3, 8), 77, True), "0779-5320000", "1995.07", "停止"])
    ws.append(["北门社区党支部", "ABC\uff0ddef", "女", "", "", "", "", ""])
    wb.save(path("member_rare_characters.xlsx"))


# ---- service, visit, org ---------------------------------------------------------------------------------------

ITEMS = ["义诊", "家电维修", "理发", "法律咨询", "家政服务"]


def service_formulas():
    """服务统计 with formulas and their cached results, merged dates, 合计 by SUM."""
    wb = xlsxwriter.Workbook(path("service_formulas.xlsx"))
    ws = wb.add_worksheet("2003年服务")
    head = wb.add_format({"bold": 1, "align": "center", "border": 1})
    day = wb.add_format({"num_format": "m月d日", "valign": "vcenter"})
    ws.merge_range("A1:G1", "容城镇社区服务情况统计表", head)
    ws.write("A2", "填报单位:容城镇社区建设办公室")
    ws.write_row("A3", ["服务时间", "社区名称", "服务项目", "服务对象", "服务人次", "累计", "占比"], head)
    counts = [35, 12, 48, 9, 21, 60, 17, 33, 25, 40]
    run = 0
    for i, n in enumerate(counts):
        r = 3 + i
        if i % 2 == 0:
            ws.merge_range(r, 0, r + 1, 0, "", day)
            ws.write_datetime(r, 0, datetime.datetime(2003, 1 + i // 2, 15), day)
        run += n
        ws.write_row(r, 1, [["北门社区", "西上社区", "新北社区"][i % 3], ITEMS[i % 5], "居民", n])
        ws.write_formula(r, 5, "=SUM($E$4:E%d)" % (r + 1), None, run)
        ws.write_formula(r, 6, "=E%d/$E$14" % (r + 1), wb.add_format({"num_format": "0.0%"}), n / sum(counts))
    ws.write("A14", "合计")
    ws.write_formula("E14", "=SUM(E4:E13)", None, sum(counts))
    ws.write_formula("F14", '=IF(E14>0,"已核对","")', None, "已核对")
    ws.write_formula("G14", "=E14/0", None, "#DIV/0!")
    ws.write_formula("H14", "=E14>100", None, True)
    wb.close()


def service_uncached_formulas():
    """openpyxl writes formulas without results: the cells are empty to every reader."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "服务"
    ws.append(["日期", "社区", "服务项目", "人次"])
    for i in range(6):
        ws.append([DATE(2003, 4, 1 + i), "北门社区", ITEMS[i % 5], 10 + i])
    ws.append(["合计", None, None, "=SUM(D2:D7)"])
    wb.save(path("service_uncached_formulas.xlsx"))


def visit_second_table():
    """Two tables one below the other, signature cells, a footnote between, money as text with 元."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "走访慰问"
    ws["B2"] = "2003年春节走访慰问困难群众登记表"
    ws.merge_cells("B2:K2")
    ws["B3"] = "单位名称:北门社区居委会(盖章)"
    head = ["姓名", "性别", "年龄", "家庭人口", "困难类型", "困难原因", "住址", "慰问金(元)", "慰问品", "慰问时间", "签收"]
    for c, t in enumerate(head):
        ws.cell(4, 2 + c, t)
    names = [("庞阿婆", "女", 78, 1, "老年人"), ("苏志强", "男", 45, 4, "残疾人"), ("冯小宝", "男", 9, 2, "少年儿童")]
    for r, (name, sex, age, family, sort) in enumerate(names):
        values = [name, sex, age, family, sort, "", "北门街%d号" % (r + 3), [200, "100元", 150.5][r], "大米1袋、食用油1桶", "2003.1.%d" % (20 + r), ""]
        for c, v in enumerate(values):
            ws.cell(5 + r, 2 + c, v if v != "" else None)
    ws["B8"] = "小计"
    ws["I8"] = 450.5
    ws["B10"] = "二、优抚对象"
    for c, t in enumerate(["序号", "慰问时间", "社区", "慰问对象类别", "慰问金", "人次"]):
        ws.cell(11, 2 + c, t)
    for r in range(3):
        for c, v in enumerate([r + 1, DATE(2003, 8, 1), ["北门社区", "西上社区", "新北社区"][r], "优抚对象", 1000 * (r + 1), 5 + r]):
            ws.cell(12 + r, 2 + c, v)
    ws["B16"] = "审核人:            填表人:            2003年8月5日"
    wb.save(path("visit_second_table_below.xlsx"))


def org_blank_rows():
    """Branches with blank rows and columns between, counts as text, a row of units under the headings."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "党组织"
    title(ws, "容城镇社区党组织基本情况表", 8, "容城镇", "2003-09-30")
    for c, t in enumerate(["党支部名称", "成立日期", "届次", "换届日期", "支部书记", "办公场所", "户数", "人口数"]):
        ws.cell(4, 1 + c, t)
    for c, t in enumerate(["", "", "(届)", "", "", "(㎡)", "(户)", "(人)"]):
        if t:
            ws.cell(5, 1 + c, t)
    row = 6
    for i, name in enumerate(["北门", "西上", "新北", "新南", "南大", "城东", "城南", "城西", "城北", "福船岭"]):
        for c, v in enumerate([name + "社区党支部", "2002年10月", "第一届", DATE(2002, 10, 10 + i), CADRES[i % 8].name, 80 + 5 * i, str(600 + 37 * i), "%d人" % (1900 + 111 * i)]):
            ws.cell(row, 1 + c, v)
        row += 2 if i % 4 == 3 else 1
    ws.cell(row, 1, "总计")
    wb.save(path("org_blank_rows.xlsx"))


# ---- csv -------------------------------------------------------------------------------------------------------

def member_csv():
    head = ["姓名", "性别", "出生日期", "身份证号", "联系电话", "备注"]
    rows = [[p.name, p.sex, chinese(p.born), p.id, p.phone, 'a "引号", 逗号' if i == 1 else "第一行\n第二行" if i == 2 else ""] for i, p in enumerate(MEMBERS)]

    def text(delimiter, end="\r\n", table=None):
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(table or [head] + rows)
        return out.getvalue()

    def put(name, data):
        with open(path(name), "wb") as f:
            f.write(data)

    put("member_gb18030.csv", text(",").encode("gb18030"))
    put("member_gb18030_rare.csv", text(",", table=[["姓名"]] + [["测" + c] for c in RARE]).encode("gb18030"))
    put("member_utf8.csv", text(",", "\n").encode("utf-8"))
    put("member_utf8_bom_semicolon.csv", codecs.BOM_UTF8 + text(";").encode("utf-8"))
    put("member_utf16le.tsv", codecs.BOM_UTF16_LE + text("\t").encode("utf-16-le"))
    put("member_utf16be.tsv", codecs.BOM_UTF16_BE + text("\t").encode("utf-16-be"))
    put("member_utf16_no_bom.tsv", text("\t").encode("utf-16-le"))
    put("member_id_as_formula.csv", ("姓名,身份证号\r\n" + "".join('%s,"=""%s"""\r\n' % (p.name, p.id) for p in MEMBERS)).encode("gb18030"))
    put("member_unclosed_quote.csv", ('姓名,备注\n周明远,"未完\n' + "".join("%s,%s\n" % (p.name, p.cls) for p in MEMBERS[1:])).encode("utf-8"))


# ---- parts that no library writes --------------------------------------------------------------------------------

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(name, sheet, shared=None, styles=None, workbook_extra="", ns=MAIN, rel=RELS, rename=lambda n: n, encode=lambda s: s.encode("utf-8"), prefix=""):
    """Writes an xlsx of one sheet from the text of its parts."""
    p = prefix + ":" if prefix else ""
    xmlns = 'xmlns:%s="%s"' % (prefix, ns) if prefix else 'xmlns="%s"' % ns
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % rel,
        "xl/workbook.xml": '<%sworkbook %s xmlns:r="%s">%s<%ssheets><%ssheet name="表一" sheetId="1" r:id="rId1"/></%ssheets></%sworkbook>' % (p, xmlns, rel, workbook_extra, p, p, p, p),
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="%s/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="%s/styles" Target="/xl/styles.xml"/></Relationships>' % (rel, rel, rel),
        "xl/worksheets/sheet1.xml": "<%sworksheet %s>%s</%sworksheet>" % (p, xmlns, sheet, p),
    }
    if shared is not None:
        parts["xl/sharedStrings.xml"] = "<%ssst %s>%s</%ssst>" % (p, xmlns, shared, p)
    if styles is not None:
        parts["xl/styles.xml"] = "<%sstyleSheet %s>%s</%sstyleSheet>" % (p, xmlns, styles, p)
    with zipfile.ZipFile(path(name), "w", zipfile.ZIP_DEFLATED) as z:
        for n, content in parts.items():
            z.writestr(zipfile.ZipInfo(rename(n)), encode(content), zipfile.ZIP_DEFLATED)


DATE_STYLES = '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="2"/></cellXfs>'


def raw():
    plain = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>张三</t></is></c><c r="B2" s="1"><v>25000</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A3:B4"/></mergeCells>'
    names = "<si><t>姓名</t></si><si><t>出生日期</t></si>"
    package("raw_utf16_parts.xlsx", plain, names, DATE_STYLES, encode=lambda s: ('<?xml version="1.0" encoding="UTF-16"?>' + s).encode("utf-16"))
    package("raw_backslash_parts.xlsx", plain, names, DATE_STYLES, rename=lambda n: n.replace("/", "\\"))
    package("raw_wrong_case_parts.xlsx", plain, names, DATE_STYLES, rename=lambda n: n.replace("sheet1.xml", "Sheet1.XML").replace("sharedStrings", "SharedStrings"))
    package("raw_strict.xlsx", plain.replace('<c r="B2" s="1"><v>25000</v>', '<c r="B2" s="1" t="d"><v>1968-06-11</v>'), names, DATE_STYLES, ns=STRICT, rel="http://purl.oclc.org/ooxml/officeDocument/relationships")
    prefixed = re.sub(r"<(/?)(\w)", r"<\1x:\2", plain)
    package("raw_prefixed_names.xlsx", prefixed, re.sub(r"<(/?)(\w)", r"<\1x:\2", names), re.sub(r"<(/?)(\w)", r"<\1x:\2", DATE_STYLES), prefix="x")
    package("raw_no_references.xlsx", "<sheetData><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row><row/><row><c><v>1</v></c><c/><c s='1'><v>25000</v></c></row></sheetData>", names, DATE_STYLES)
    package("raw_rows_out_of_order.xlsx", '<sheetData><row r="3"><c r="B3"><v>32</v></c><c r="A3"><v>31</v></c></row><row r="1"><c r="A1"><v>11</v></c></row><row r="3"><c r="C3"><v>33</v></c></row></sheetData>')
    package("raw_phonetics_escapes_entities.xlsx",
            '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="str"><v>a&#10;b&#x1F600;&amp;lt;</v></c><c r="E1" t="inlineStr"><is><r><t>甲</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 乙</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></is></c></row>'
            '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>99</v></c><c r="C2" t="e"><v>#N/A</v></c><c r="D2" t="b"><v>1</v></c><c r="E2"><v>1978.1000000000001</v></c></row></sheetData>',
            '<si><r><t>东</t></r><rPh sb="0" eb="1"><t>ひがし</t></rPh><phoneticPr fontId="1"/></si><si><t>A_x000D_B_x005F_x0041_</t></si><si><t><![CDATA[<b>&amp;]]></t></si><si><t/></si>')
    package("raw_shared_formulas.xlsx",
            '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1+1</f><v>2</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>3</v></c></row><row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/><v>4</v></c></row><row r="4"><c r="B4" t="str"><f>IF(B3&gt;3,"多","少")</f><v>多</v></c></row></sheetData>')
    package("raw_1904_with_times.xlsx", '<sheetData><row r="1"><c r="A1" s="1"><v>23538</v></c><c r="B1" s="1"><v>23538.5</v></c><c r="C1" s="2"><v>1978.1</v></c></row></sheetData>', styles=DATE_STYLES, workbook_extra='<workbookPr date1904="1"/>')


def bold_and_filled():
    """Cells that stand out: bold, on a ground, both; white grounds and fonts that are not bold, which don't."""
    wb = openpyxl.Workbook()
    ws = wb.active
    for name, text, bold, ground in [("A1", "粗", True, None), ("B1", "黄底", False, "FFFF00"), ("C1", 12, True, "DDDDDD"), ("D1", "白底", False, "FFFFFF"),
                                     ("E1", "平常", False, None), ("A2", 3, False, "DDDDDD"), ("B2", "另一种粗", True, "FFFFFF")]:
        ws[name] = text
        ws[name].font = Font(name="黑体" if name == "B2" else "宋体", bold=bold)
        if ground:
            ws[name].fill = PatternFill("solid", fgColor=ground)
    wb.save(path("bold_and_filled.xlsx"))


# ---- LibreOffice, and the same bytes each time --------------------------------------------------------------------

RESAVED = ["cadre_group_rows", "cadre_sheet_per_community", "member_three_heading_rows", "member_hidden_rows_columns", "member_rich_text", "service_formulas", "service_uncached_formulas",
           "cadre_ids_as_numbers"]


def resave():
    with tempfile.TemporaryDirectory() as out:
        env = dict(os.environ, HOME=out)
        subprocess.run(["soffice", "--headless", "--convert-to", "xlsx", "--outdir", out] + [path(n + ".xlsx") for n in RESAVED], check=True, stdout=subprocess.DEVNULL, env=env)
        for n in RESAVED:
            shutil.copy(os.path.join(out, n + ".xlsx"), path("lo_" + n + ".xlsx"))


def resave_old():
    """The same workbooks in older formats, some under names that lie about them."""
    with tempfile.TemporaryDirectory() as out:
        env = dict(os.environ, HOME=out)
        for source, kind, name in [
            ("member_date_1904", "xls", "xls_named_xlsx.xlsx"), ("member_date_1904", "html", "html_lo_dates_1904.xls"), ("member_date_1904", "ods", "named_xlsx.ods"),
            *((name, "ods", name + ".ods") for name in ("cadre_dates_all_forms", "member_hidden_rows_columns", "member_rich_text",
                                                        "cadre_merged_group_column", "bold_and_filled", "service_formulas")),
            ("service_formulas", "xls", "lo_service_formulas.xls"), ("member_rare_characters", "xls", "lo_member_rare_characters.et"),
            ("cadre_sheet_per_community", "xls", "lo_cadre_sheet_per_community.xls"), ("member_rich_text", "xls", "lo_member_rich_text.xls"),
            ("bold_and_filled", "xls", "lo_bold_and_filled.xls"),
        ]:
            subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", out, path(source + ".xlsx")], check=True, stdout=subprocess.DEVNULL, env=env)
            shutil.move(os.path.join(out, source + "." + kind), path(name))


# ---- the formats before 2007 -------------------------------------------------------------------------------------

def xlwt_hidden():
    """Hidden and very hidden sheets, hidden rows (one of them empty) and columns, widths, merges, dates, a truth value and an error."""
    wb = xlwt.Workbook()
    ws = wb.add_sheet("党员花名册")
    day = xlwt.easyxf(num_format_str="yyyy.mm.dd")
    ws.write_merge(0, 0, 0, 4, "北门社区党支部党员花名册")
    for c, t in enumerate(["姓名", "身份证号码", "内部序号", "出生年月", "是否困难"]):
        ws.write(1, c, t)
    for r, p in enumerate(MEMBERS):
        for c, v in enumerate([p.name, p.id, 9000 + r, p.born, r % 2 == 0]):
            ws.write(2 + r, c, v, day if c == 3 else xlwt.easyxf())
    ws.write(8, 0, xlwt.Formula("1/0"))
    ws.row(3).hidden = True
    ws.row(11).hidden = True
    ws.col(2).hidden = True
    ws.col(1).width = 20 * 256 + 128
    codes = wb.add_sheet("代码")
    codes.write(0, 0, "男")
    codes.visibility = 1
    cache = wb.add_sheet("_cache")
    cache.write(0, 0, "internal")
    cache.visibility = 2
    wb.save(path("xlwt_hidden_sheets_rows_columns.xls"))


def xlwt_continue():
    """Shared strings over several records: texts torn within, narrow texts that go on wide, rich texts, rare characters."""
    wb = xlwt.Workbook()
    ws = wb.add_sheet("长")
    bold = xlwt.easyfont("bold true")
    for i in range(60):
        ws.write(i, 0, "容城镇" * (i * 7 % 90) + "𠮷" * (i % 5) + str(i))
        ws.write(i, 1, "plain text %d " % i * (i % 40))
        ws.write_rich_text(i, 2, (("张", bold), "三%d" % i * (i % 30), ("李四", bold)))
    ws.write(60, 0, "長" * 32767)
    ws.write(61, 0, "é" * 9000)
    wb.save(path("xlwt_strings_over_records.xls"))


def record(number, *parts):
    data = b"".join(parts)
    return struct.pack("<HH", number, len(data)) + data


def u16s(*values):
    return struct.pack("<%dH" % len(values), *values)


def text8(s):
    return struct.pack("<B", len(s)) + s


GBK_ROWS = [["姓名", "性别", "出生年月"], ["张三", "男", 1968.05], ["覃小燕", "女", 1976.01], ["周明远(退休)", "男", 1950.03]]


def biff():
    """Workbooks of BIFF 2 to 5 without a container; texts are in GBK, whatever the code page says."""
    def end():
        return record(0x0A)

    def put(name, *records):
        with open(path(name), "wb") as f:
            f.write(b"".join(records))

    cells = [(r, c, v) for r, row in enumerate(GBK_ROWS) for c, v in enumerate(row)]
    out = []
    for r, c, v in cells:
        attr = u16s(r, c) + b"\0\0\0"
        out.append(record(4, attr, text8(v.encode("gbk"))) if isinstance(v, str) else record(3, attr, struct.pack("<d", v)))
    out.append(record(2, u16s(4, 0) + b"\0\1\0", u16s(24869)))
    out.append(record(6, u16s(4, 1) + b"\0\0\0", b"\0\0\0\0\0\0\xff\xff", b"\0\1\0"))
    out.append(record(7, text8("合计".encode("gbk"))))
    put("biff2_no_code_page.xls", record(9, u16s(2, 0x10)), record(0x1E, text8(b"General")), record(0x1E, text8(b"yyyy/m/d")), *out, end())
    for version, bof, xf, form in [(3, 0x209, 0x243, 0x206), (4, 0x409, 0x443, 0x406)]:
        formats = [record(0x1E, text8(f)) if version == 3 else record(0x41E, u16s(0), text8(f)) for f in (b"General", b"0.00", b"yyyy/m/d")]
        out = [record(0x42, u16s(32769))] + formats + [record(xf, bytes([0, i]) + b"\0" * 10) for i in range(3)]
        for r, c, v in cells:
            out.append(record(0x204, u16s(r, c, 0, len(v.encode("gbk"))), v.encode("gbk")) if isinstance(v, str) else record(0x203, u16s(r, c, 1), struct.pack("<d", v)))
        out.append(record(0x27E, u16s(4, 0, 2), struct.pack("<I", 24869 << 2 | 2)))
        out.append(record(form, u16s(4, 1, 0), b"\0\0\0\0\0\0\xff\xff", b"\0" * 4))
        out.append(record(0x207, u16s(4), "合计".encode("gbk")))
        out.append(record(0x205, u16s(4, 2, 0), b"\x2a\1"))
        sheet = record(bof, u16s(0, 0x10, 0)) + b"".join(out) + end()
        if version == 3:
            put("biff3_code_page_ansi.xls", sheet)
        else:
            name = text8("北门".encode("gbk"))
            put("biff4_workspace.xls", record(bof, u16s(0, 0x100, 0)), record(0x42, u16s(936)), record(0x8F, struct.pack("<I", len(sheet)), name), sheet, end())
    globals_ = [record(0x809, u16s(0x500, 5, 0, 0)), record(0x42, u16s(1252)), record(0x41E, u16s(164), text8("yyyy年m月".encode("gbk")))]
    globals_ += [record(0xE0, u16s(0, f) + b"\0" * 12) for f in (0, 2, 164)]
    out = [record(0x809, u16s(0x500, 0x10, 0, 0)), record(0x7D, u16s(0, 0, 3 * 256, 0, 0, 0)), record(0x7D, u16s(2, 2, 2560, 0, 1, 0))]
    for r, c, v in cells:
        out.append(record(0x204, u16s(r, c, 0, len(v.encode("gbk"))), v.encode("gbk")) if isinstance(v, str) else record(0x203, u16s(r, c, 1), struct.pack("<d", v)))
    out.append(record(0xD6, u16s(4, 0, 0, 4), "合计".encode("gbk"), b"\1\0\0"))
    out.append(record(0xBD, u16s(4, 1), u16s(2), struct.pack("<I", 24869 << 2 | 2), u16s(1), struct.pack("<I", 196805 << 2 | 3), u16s(2)))
    out.append(record(0x06, u16s(5, 0, 0), b"\1\0\1\0\0\0\xff\xff", b"\0" * 6))
    out.append(record(0x06, u16s(5, 1, 0), b"\2\0\x07\0\0\0\xff\xff", b"\0" * 6))
    out.append(record(0x06, u16s(5, 2, 1), struct.pack("<d", 3.5), b"\0" * 6))
    sheet = b"".join(out) + end()
    name = text8("北门社区".encode("gbk"))
    start = sum(map(len, globals_)) + 4 + 6 + len(name) + len(end())
    put("biff5_gbk_says_1252.xls", *globals_, record(0x85, struct.pack("<IH", start, 0), name), end(), sheet)
    text = "合计" * 5000  # longer than a record
    strings = record(0x207, u16s(10000), b"\1", text[:4000].encode("utf-16-le")) + record(0x3C, b"\1", text[4000:8000].encode("utf-16-le")) + record(0x3C, b"\1", text[8000:].encode("utf-16-le"))
    label = "𠮷野".encode("utf-16-le")
    out = [record(0x809, u16s(0x600, 0x10, 0, 0, 0, 0, 0, 0))]
    for row, more in [(0, record(0x4BC, b"\0" * 10) + record(0x207, u16s(2), b"\1", "多".encode("utf-16-le"), "少".encode("utf-16-le"))), (1, strings), (2, record(0x207, u16s(3), b"\0ab\xe9"))]:
        out.append(record(0x06, u16s(row, 0, 0), b"\0\0\0\0\0\0\xff\xff", b"\0" * 6) + more)
    out.append(record(0x06, u16s(3, 0, 0), b"\3\0\0\0\0\0\xff\xff", b"\0" * 6))
    out.append(record(0x204, u16s(3, 1, 0, 3), b"\1", label))
    out.append(record(0xFD, u16s(3, 2, 0), struct.pack("<I", 99)))
    sheet = b"".join(out) + end()
    head = record(0x809, u16s(0x600, 5, 0, 0, 0, 0, 0, 0))
    put("biff8_formula_texts_lost_sheet.xls", head, record(0x85, struct.pack("<IH", 7, 0), b"\2\1", "表一".encode("utf-16-le")), end(), sheet)


# ---- pages and XML named .xls -------------------------------------------------------------------------------------

def web():
    def put(name, text, encoding):
        with open(path(name), "wb") as f:
            f.write(text.encode(encoding))

    people = "".join("<tr><td>%s<td class=xl24>%s<td>%s<td x:num=\"%d\" class='day xl25'>%s</td></tr>" % (p.name, p.id, p.phone, (p.born - DATE(1899, 12, 30)).days, chinese(p.born)) for p in MEMBERS)
    put("html_excel_gb2312.xls", """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>不要的</title><style><!--table
.xl24 {mso-style-parent:style0; mso-number-format:"\\@";}
.xl25 {mso-number-format:"yyyy\\0022年\\0022m\\0022月\\0022";} .xl26 { mso-number-format:"0\\.00_ "; }
--></style><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>党员&amp;名册</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->
</head><body><table border=0 cellpadding=0><col width=72><col width=180 style='display:none;mso-width-alt:4608'><col width=96 span=2>
<tr height=19><td colspan=4 height=19>北门社区&nbsp;&nbsp;党员名册<br>(2003年)</td></tr>
<tr><td>姓名</td><td>身份证<span style='mso-spacerun:yes'>&nbsp; </span>号</td><td>电话</td><td>出生</td></tr>""" + people + """
<tr style='display:none'><td rowspan=2>隐藏</td><td>001</td><td class=xl26>1978.10</td><td x:bool="TRUE">TRUE</td></tr>
<tr><td>1,234.50</td><td x:str="0012 ">12</td><td x:err="#N/A" x:fmla="=NA()">#N/A</td></tr></table></body></html>""", "gb18030")
    put("html_layout_tables.xls", """<html><meta charset="utf-8"><script>var a = "<table>";</script><h3>容城镇党员名册</h3><div>填报单位:<b>北门社区</b></div>
<table width=100%><tr><td><p>说明</p><table border=1><tr><th>姓名<th>生日<th>备注</tr><tr><td>张三<td>1968-05-12<td><table><tr><td>电话</td><td>13900001001</td></tr></table></tr>
<tr><td>李四<td>1978.10<td>&#x20BB7;&lt;b&gt;</table></td></tr></table><p>第二张</p><table><tr><td>合计</td><td>2</td></tr></table>""", "utf-8")
    put("html_fragment_utf16.xls", "<table><tr><td>姓名</td><td>年龄</td></tr><tr><td>张三</td><td>35</td></tr></table>", "utf-16")
    page = """<html><body><table><tr><td>%s</td><td>%s</td></tr></table></body></html>"""
    parts = "".join("------=_Next\r\nContent-Location: file:///C:/x/%s.htm\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n%s\r\n" % (n, codecs.encode((page % cells).encode("utf-8"), "base64").decode().replace("\n", "\r\n")) for n, cells in [("sheet001", ("姓名", "张三")), ("sheet002", ("社区", "北门"))])
    put("mht_two_sheets.xls", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----=_Next\"\r\n\r\n" + "------=_Next\r\nContent-Location: file:///C:/x.htm\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"us-ascii\"\r\n\r\n"
        + "<html><x:ExcelWorksheet><x:Name>=E5=B9=B2=E9=83=A8</x:Name><x:WorksheetSource HRef=3D\"x/sheet001.htm\"/></x:ExcelWorksheet><frameset></frameset></html>\r\n" + parts + "------=_Next--\r\n", "utf-8")


XML2003 = """<?xml version="1.0" encoding="%s"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
<Styles><Style ss:ID="Default" ss:Name="Normal"><NumberFormat/></Style><Style ss:ID="s1"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="s2" ss:Parent="s1"><Font ss:Bold="1"/></Style><Style ss:ID="s3"><NumberFormat ss:Format="0.00"/></Style></Styles>
<Worksheet ss:Name="党员"><Table ss:ExpandedColumnCount="9"><Column ss:Width="80"/><Column ss:Index="3" ss:Hidden="1" ss:Width="60" ss:Span="1"/>
<Row><Cell ss:MergeAcross="3"><Data ss:Type="String">党员名册</Data></Cell><Cell><Data ss:Type="String">右</Data><Comment ss:Author="x"><ss:Data>批注</ss:Data></Comment></Cell></Row>
<Row ss:Index="3" ss:Hidden="1" ss:Span="1"><Cell><Data ss:Type="String">a&#10;b &lt;c&gt;</Data></Cell><Cell ss:StyleID="s2"><Data ss:Type="DateTime">1968-05-12T00:00:00.000</Data></Cell><Cell ss:Index="5" ss:StyleID="s3"><Data ss:Type="Number">1978.1</Data></Cell></Row>
<Row><Cell ss:MergeDown="1" ss:StyleID="s1"><Data ss:Type="Number">25000</Data></Cell><Cell ss:Formula="=1=1"><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>粗</B><Font>细</Font></ss:Data></Cell><Cell/></Row>
</Table></Worksheet>
<Worksheet ss:Name="隐藏"><Table><Row><Cell><Data ss:Type="String">1</Data></Cell></Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>
"""


def xml2003():
    for name, declared, encoding in [("xml2003_utf8.xls", "UTF-8", "utf-8"), ("xml2003_gb2312.xls", "gb2312", "gb18030"), ("xml2003_utf16.xls", "UTF-16", "utf-16")]:
        with open(path(name), "wb") as f:
            f.write((XML2003 % declared).encode(encoding))


def settle(name):
    """Takes times out of a package, so that the same script writes the same file."""
    with zipfile.ZipFile(path(name)) as z:
        parts = [(i.filename, z.read(i)) for i in z.infolist()]
    with zipfile.ZipFile(path(name), "w", zipfile.ZIP_DEFLATED) as z:
        for n, data in parts:
            if n == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2003-09-30T00:00:00Z", data)
            z.writestr(zipfile.ZipInfo(n), data, zipfile.ZIP_DEFLATED)


def main():
    cadre_group_rows()
    cadre_sheet_per_community()
    cadre_merged_group_column()
    cadre_ids_as_numbers()
    cadre_dates_all_forms()
    member_three_heading_rows()
    member_hidden_rows_columns()
    member_inline_rich_strings()
    member_1904()
    member_rare_characters()
    service_formulas()
    service_uncached_formulas()
    visit_second_table()
    org_blank_rows()
    member_csv()
    raw()
    resave()
    resave_old()
    xlwt_hidden()
    xlwt_continue()
    biff()
    web()
    xml2003()
    for name in sorted(os.listdir(HERE)):
        if name.endswith(".xlsx") and not name.startswith(("raw_", "xls_")):
            settle(name)


if __name__ == "__main__":
    main()
