#!/usr/bin/python3
"""Makes blank forms that ask for numbers, in the manner of superior offices. Run it in this folder; the workbooks are committed."""
import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.utils import get_column_letter as L

thin = Side(style="thin")
box = Border(left=thin, right=thin, top=thin, bottom=thin)
ctr = Alignment(horizontal="center", vertical="center", wrap_text=True)
left = Alignment(horizontal="left", vertical="center", wrap_text=True)


def start(title, n, size=18):
    ws = Workbook().active
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", 9
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws["A1"] = title
    ws["A1"].font, ws["A1"].alignment = Font(name="方正小标宋简体", size=size), ctr
    ws.merge_cells(start_row=1, start_column=1, end_row=1, end_column=n)
    ws.row_dimensions[1].height = 36
    return ws


def line(ws, row, *texts):
    for a, b, t in texts:
        ws.cell(row, a, t).font = Font(name="仿宋_GB2312", size=11)
        ws.cell(row, a).alignment = left
        if b > a:
            ws.merge_cells(start_row=row, start_column=a, end_row=row, end_column=b)


def grid(ws, r1, r2, n, head, h=22):
    for r in range(r1, r2 + 1):
        ws.row_dimensions[r].height = h
        for c in range(1, n + 1):
            x = ws.cell(r, c)
            x.border, x.alignment = box, ctr
            x.font = Font(name="黑体" if r <= head else "仿宋_GB2312", size=10)


def put(ws, cells, merges=()):
    for a, v in cells.items():
        ws[a] = v
    for m in merges:
        ws.merge_cells(m)


def widths(ws, first, n, others=9):
    ws.column_dimensions["A"].width = 6
    ws.column_dimensions["B"].width = first
    for c in range(3, n + 1):
        ws.column_dimensions[L(c)].width = others


# Communities to be written in, too few rows, a total with formulas, groups that are merged.
ws = start("____镇社区党建工作情况统计表", 14)
line(ws, 2, (1, 6, "填报单位(盖章):"), (9, 14, "统计截止时间:2003年9月30日"))
put(ws, {"A3": "序号", "B3": "社区\n名称", "C3": "党支部\n(个)", "D3": "党员数\n(人)", "E3": "其中", "H3": "年龄结构", "J3": "社区\n干部数", "K3": "其中:女", "L3": "走访慰问\n(人次)",
         "M3": "慰问金\n(万元)", "N3": "备注", "E4": "女", "F4": "预备\n党员", "G4": "大专\n及以上", "H4": "35岁\n及以下", "I4": "60岁\n以上"},
    ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:I3", "J3:J4", "K3:K4", "L3:L4", "M3:M4", "N3:N4"])
put(ws, {"A9": "合计"}, ["A9:B9"])
for c in range(3, 14):
    ws.cell(9, c, "=SUM(%s5:%s8)" % (L(c), L(c)))
grid(ws, 3, 9, 14, 4)
widths(ws, 14, 14)
line(ws, 10, (1, 4, "填表人:"), (6, 9, "审核人:"), (11, 14, "联系电话:"))
ws.parent.save("numbers-by-community.xlsx")

# Communities that are written in already, in another order, of which one is not ours; a plain total.
ws = start("各社区党员队伍基本情况汇总表", 9)
line(ws, 2, (1, 4, "填报单位:"), (6, 9, "填报日期:   年  月  日"))
put(ws, {"A3": "单位", "B3": "党员\n总数", "C3": "男", "D3": "女", "E3": "少数\n民族", "F3": "在职党员", "G3": "离退休党员", "H3": "流动党员", "I3": "困难党员"})
for i, o in enumerate(["城北社区党支部", "北门社区党支部", "南大社区", "南山社区", "合    计"]):
    ws.cell(4 + i, 1, o)
grid(ws, 3, 8, 9, 3)
ws.column_dimensions["A"].width = 18
line(ws, 9, (1, 9, "注:1.本表由各社区党支部填报。2.困难党员指享受低保的党员。"))
ws.parent.save("numbers-of-named-branches.xlsx")

# The communities of the yearly party statistics: a cross-table with numbered columns and merged groups of rows.
ws = start("社区党组织和党员情况", 10, 20)
line(ws, 2, (1, 4, "填报单位:"), (8, 10, "2003年9月30日"))
put(ws, {"A3": "项      目", "C3": "行次", "D3": "乡镇社区\n党员", "E3": "社区支部委员", "G3": "支部书记", "I3": "居委会\n委员", "J3": "居委会\n主任", "E4": "小计", "F4": "其中:兼任\n居委会委员", "G4": "小计",
         "H4": "其中:兼任\n居委会主任", "A5": "甲", "C5": "乙"}, ["A3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:H3", "I3:I4", "J3:J4", "A5:B5"])
for c in range(4, 11):
    ws.cell(5, c, c - 3)
rows = [("总  计", None), ("女", None), ("年龄", "35岁及以下"), (None, "36至45岁"), (None, "46至54岁"), (None, "55至59岁"), (None, "60岁及以上"), ("学历", "大专及以上"), (None, "中专"),
        (None, "高中、中技"), (None, "初中及以下")]
for i, (a, b) in enumerate(rows):
    r = 6 + i
    ws.cell(r, 1, a)
    ws.cell(r, 2, b)
    ws.cell(r, 3, i + 1)
put(ws, {}, ["A6:B6", "A7:B7", "A8:A12", "A13:A16"])
grid(ws, 3, 16, 10, 5)
ws.column_dimensions["B"].width = 14
line(ws, 17, (1, 3, "单位负责人:"), (5, 7, "填表人:"), (8, 10, "报出日期:"))
ws.parent.save("party-statistics-communities.xlsx")

# Table 1 of the party statistics in the format of 1997, indented by blanks.
book = xlwt.Workbook()
s = book.add_sheet("表1")
b = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin; align: vert centre")
t = xlwt.easyxf("font: height 400, bold on; align: horiz centre")
s.write_merge(0, 0, 0, 3, "党员数量变化情况", t)
s.write(1, 0, "填报单位:")
s.write(1, 2, "2003年1-9月")
for c, w in enumerate(["项目", "行次", "人数", "其中:女"]):
    s.write(2, c, w, b)
for i, w in enumerate(["一、上年底党员数", "二、本年增加", "    发展党员", "    恢复党籍", "    转入组织关系", "三、本年减少", "    出党", "    停止党籍", "    死亡", "    转出组织关系", "四、本期末实有党员数", "五、党费结余(元)"]):
    s.write(3 + i, 0, w, b)
    s.write(3 + i, 1, i + 1, b)
    s.write(3 + i, 2, None, b)
    s.write(3 + i, 3, None, b)
s.write(15, 0, "填表人:")
s.col(0).width = 256 * 30
book.save("party-statistics-change.xls")

# Things by sort and unit, the second half beside the first.
ws = start("2003年社区服务和走访慰问情况统计表", 6)
line(ws, 2, (1, 3, "填报单位:"), (4, 6, "单位负责人(签字):"))
for c, w in enumerate(["类别", "人次", "慰问金(元)", "类别", "人次", "慰问金(元)"], 1):
    ws.cell(3, c, w)
for r, (a, b_) in enumerate([("老年人", "经济困难户"), ("少年儿童", "优抚对象"), ("残疾人", "合计")], 4):
    ws.cell(r, 1, a)
    ws.cell(r, 4, b_)
grid(ws, 3, 6, 6, 3)
for c in "ABCDEF":
    ws.column_dimensions[c].width = 16
ws.parent.save("two-halves-of-sorts.xlsx")

# Work by months, with a row of quarters' totals as formulas.
ws = start("社区党建工作月报统计表(2003年度)", 15)
put(ws, {"A2": "工作项目", "B2": "单位"})
for m in range(1, 13):
    ws.cell(2, 2 + m, "%d月" % m)
ws.cell(2, 15, "全年合计")
work = [("召开支部党员大会", "次"), ("支委会", "次"), ("上党课", "次"), ("开展共建活动", "次"), ("服务群众", "人次"), ("走访慰问", "人次"), ("慰问金", "元"), ("教育培训", "次"), ("培训", "人次"), ("图书借阅", "册")]
for i, (w, u) in enumerate(work):
    ws.cell(3 + i, 1, w)
    ws.cell(3 + i, 2, u)
    ws.cell(3 + i, 15, "=SUM(C%d:N%d)" % (3 + i, 3 + i))
grid(ws, 2, 12, 15, 2)
ws.column_dimensions["A"].width = 20
line(ws, 13, (1, 5, "填表人:"), (8, 12, "审核人:"))
ws.parent.save("work-by-months.xlsx")

# Communities as columns, things as rows, women with their own row under those that they are part of.
orgs = ["北门", "西上", "新北", "新南", "南大"]
ws = start("社区基本情况统计表", 8)
put(ws, {"A2": "指标名称", "B2": "计量\n单位", "H2": "合计"})
for i, o in enumerate(orgs):
    ws.cell(2, 3 + i, o + "社区")
items = [("一、居民户数", "户"), ("二、总人口", "人"), ("三、党员总数", "人"), ("  其中:女", "人"), ("      少数民族", "人"), ("      30岁以下", "人"), ("      30—45岁", "人"), ("      党龄50年以上", "人"),
         ("四、社区干部", "人"), ("  其中:党员", "人"), ("      大专以上学历", "人"), ("五、入党积极分子", "人"), ("六、驻区单位", "个"), ("七、活动室(间)", "间"), ("八、低保户", "户"), ("九、女党员占比", "%")]
for i, (w, u) in enumerate(items):
    ws.cell(3 + i, 1, w)
    ws.cell(3 + i, 2, u)
grid(ws, 2, 18, 8, 2)
ws.column_dimensions["A"].width = 24
line(ws, 19, (1, 4, "填表人:"), (5, 8, "填表日期:    年   月   日"))
ws.parent.save("communities-as-columns.xlsx")

# Communities with what is known of them beside the numbers: no table of records, though it has names.
ws = start("社区党组织基本情况统计表", 11)
line(ws, 2, (1, 6, "填报单位:"), (8, 11, "截止日期:2003年9月30日"))
for c, w in enumerate(["序号", "乡镇", "社区名称", "书记", "办公电话", "户数", "人口", "党员数", "35岁以下党员数", "驻区单位数", "服务人次"], 1):
    ws.cell(3, c, w)
ws["A4"], ws["A14"] = 1, "合计"
ws.merge_cells("A14:C14")
for c in range(6, 12):
    ws.cell(14, c, "=SUM(%s4:%s13)" % (L(c), L(c)))
grid(ws, 3, 14, 11, 3)
widths(ws, 10, 11, 12)
line(ws, 15, (1, 4, "负责人:"), (6, 9, "填表人:"))
ws.parent.save("numbers-beside-names.xlsx")

# Three levels of headings, the total above the communities.
ws = start("2003年度基层党组织和党员队伍统计年报表", 12)
line(ws, 2, (1, 6, "填报单位:"), (11, 12, "单位:个、人"))
put(ws, {"A3": "单位名称", "B3": "基层党组织", "C3": "党员队伍情况", "C4": "总数", "D4": "性别", "F4": "年龄", "I4": "学历", "L4": "少数民族", "D5": "男", "E5": "女", "F5": "35岁以下", "G5": "36-59岁",
         "H5": "60岁以上", "I5": "大专以上", "J5": "高中(中专)", "K5": "初中以下", "A6": "总计"},
    ["A3:A5", "B3:B5", "C3:L3", "C4:C5", "D4:E4", "F4:H4", "I4:K4", "L4:L5"])
grid(ws, 3, 9, 12, 5)
ws.column_dimensions["A"].width = 16
line(ws, 10, (1, 4, "单位负责人:"), (5, 8, "填表人:"), (9, 12, "联系电话:"))
ws.parent.save("three-levels-total-above.xlsx")

# Cadres: 党员 are those of them who are in the party; two posts in one person.
ws = start("社区“两委”干部构成情况统计表", 11)
for c, w in enumerate(["社区", "总数", "女干部", "党员", "35岁以下", "36—45岁", "46—55岁", "56岁以上", "大专及以上", "书记主任\n一肩挑", "交叉任职"], 1):
    ws.cell(2, c, w)
ws["A5"] = "合  计"
grid(ws, 2, 5, 11, 2)
ws.column_dimensions["A"].width = 16
ws.parent.save("cadres-by-community.xlsx")

# Things of all sorts with their units.
ws = start("社区工作情况汇总表", 4)
put(ws, {"A2": "项  目", "B2": "单位", "C2": "数量", "D2": "备注"})
items = [("党组织", "个"), ("党员", "名"), ("其中:预备党员", "名"), ("培养入党积极分子", "名"), ("召开居民代表大会", "次"), ("走访困难群众", "户"), ("发放慰问金", "万元"), ("宣传资料", "份"), ("调解矛盾纠纷", "起"),
         ("集体经济收入", "万元"), ("党费收缴", "元")]
for i, (a, b_) in enumerate(items):
    ws.cell(3 + i, 1, a)
    ws.cell(3 + i, 2, b_)
grid(ws, 2, 13, 4, 2)
ws.column_dimensions["A"].width = 24
ws.parent.save("things-with-units.xlsx")

# A form for one community that asks for numbers beside names.
ws = start("社区基本情况表", 6)
put(ws, {"A2": "社区名称", "C2": "党支部书记", "E2": "办公电话", "A3": "总户数", "C3": "总人口", "E3": "党员总数", "A4": "女党员", "C4": "35岁以下党员", "E4": "社区干部数", "A5": "驻区单位数", "C5": "流动党员数",
         "E5": "网吧数"})
grid(ws, 2, 5, 6, 1)
for c in "ABCDEF":
    ws.column_dimensions[c].width = 14
ws.parent.save("card-of-a-community.xlsx")

# Shares beside the numbers that they are of, in cells of several formats; one of which nobody can say what it is of.
ws = start("社区党员和干部队伍结构统计表", 14)
line(ws, 2, (1, 6, "填报单位:"), (9, 14, "截止日期:2003年9月30日"))
put(ws, {"A3": "社区名称", "B3": "党员\n总数", "C3": "女党员", "E3": "年龄", "G3": "学历", "I3": "社区\n干部数", "J3": "其中:女", "K3": "女干部\n比例", "L3": "女党员占社区\n干部比重(%)", "M3": "比例\n(%)", "N3": "占全镇\n比例",
         "C4": "人数", "D4": "占党员总数\n比例(%)", "E4": "45岁及以下", "F4": "占比", "G4": "大专及以上", "H4": "所占比例"},
    ["A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:H3", "I3:I4", "J3:J4", "K3:K4", "L3:L4", "M3:M4", "N3:N4"])
put(ws, {"A7": "合  计"})
grid(ws, 3, 7, 14, 4)
for r in range(5, 8):
    ws.cell(r, 4).number_format = "0.00"
    ws.cell(r, 6).number_format = "0.0%"
    ws.cell(r, 8).number_format = "@"
    ws.cell(r, 13).number_format = "0"
ws.column_dimensions["A"].width = 16
line(ws, 8, (1, 4, "填表人:"), (9, 12, "审核人:"))
ws.parent.save("shares-beside-numbers.xlsx")

# Shares of the rows' own total.
ws = start("党员队伍构成情况统计表", 4)
put(ws, {"A2": "项    目", "C2": "人数", "D2": "比例(%)"}, ["A2:B2"])
rows = [("党员总数", None), ("性别", "男"), (None, "女"), ("年龄", "35岁及以下"), (None, "36—59岁"), (None, "60岁及以上"), ("社区干部", None), ("其中:女", None)]
for i, (a, b_) in enumerate(rows):
    ws.cell(3 + i, 1, a)
    ws.cell(3 + i, 2, b_)
put(ws, {}, ["A3:B3", "A4:A5", "A6:A8", "A9:B9", "A10:B10"])
grid(ws, 2, 10, 4, 2)
ws.column_dimensions["B"].width = 16
ws.parent.save("shares-of-rows.xlsx")

# Posts of cadres: members of two committees, each with its head and deputies; volunteers, whom no ledger keeps.
ws = start("社区两委班子成员任职情况统计表", 12)
put(ws, {"A2": "社区", "B2": "支委会", "E2": "居民委员会", "H2": "书记主任\n一肩挑", "I2": "副书记占\n班子成员比例", "J2": "其中:\n女书记", "K2": "联系户数\n(户)", "L2": "志愿者\n人数",
         "B3": "书记", "C3": "副书记", "D3": "委员", "E3": "主任", "F3": "副主任", "G3": "委员"},
    ["A2:A3", "B2:D2", "E2:G2", "H2:H3", "I2:I3", "J2:J3", "K2:K3", "L2:L3"])
ws["A6"] = "合计"
grid(ws, 2, 6, 12, 3)
ws.column_dimensions["A"].width = 16
ws.parent.save("posts-by-community.xlsx")

# Posts as rows, of whom.
ws = start("社区干部职务结构统计表", 6)
for c, w in enumerate(["职务", "人数", "其中:女", "党员", "35岁及以下", "大专及以上"], 1):
    ws.cell(2, c, w)
for i, w in enumerate(["支部书记", "支部副书记", "居委会主任", "居委会副主任", "书记主任一肩挑", "交叉任职", "委员", "社区志愿者"]):
    ws.cell(3 + i, 1, w)
grid(ws, 2, 10, 6, 2)
ws.column_dimensions["A"].width = 20
ws.parent.save("posts-as-rows.xlsx")

# A workbook with a list of people, numbers, and the codes that it explains.
ws = start("____镇社区干部名册", 6)
line(ws, 2, (1, 3, "填报单位:"), (4, 6, "填报日期:"))
for c, w in enumerate(["序号", "姓名", "性别", "所在社区", "居委会职务", "联系电话"], 1):
    ws.cell(3, c, w)
grid(ws, 3, 7, 6, 3)
ws.title = "附件1干部名册"
two = ws.parent.create_sheet("附件2统计表")
two["A1"] = "社区党员干部情况统计表"
two.merge_cells("A1:F1")
for c, w in enumerate(["社区", "党员数", "其中:女", "占比(%)", "社区干部数", "志愿者"], 1):
    two.cell(2, c, w)
two["A5"] = "合计"
grid(two, 2, 5, 6, 2)
three = ws.parent.create_sheet("填表说明")
three["A1"] = "1.附件1每人一行。2.附件2按社区填。"
ws.parent.save("list-and-numbers.xlsx")
