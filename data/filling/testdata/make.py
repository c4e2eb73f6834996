#!/usr/bin/python3
"""Makes the blank forms of the tests, each named for what is ugly about it. Run it in this folder; the workbooks are committed."""
import io, struct, zlib
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.utils import get_column_letter as letter

thin, thick = Side(style="thin"), Side(style="medium")
box = Border(left=thin, right=thin, top=thin, bottom=thin)
centre = Alignment(horizontal="center", vertical="center", wrap_text=True)


def png():
    """A red square of 16 × 16."""
    raw = b"".join(b"\0" + b"\xc0\x20\x20" * 16 for _ in range(16))
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 16, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
    return Image(io.BytesIO(data))


def ruled(ws, r1, r2, n, height=22):
    for r in range(r1, r2 + 1):
        ws.row_dimensions[r].height = height
        for c in range(1, n + 1):
            cell = ws.cell(r, c)
            cell.border, cell.alignment, cell.font = box, centre, Font(name="宋体", size=10)


def title(ws, text, n, size=18):
    ws.cell(1, 1, text).font = Font(name="宋体", size=size, bold=True)
    ws.cell(1, 1).alignment = centre
    ws.merge_cells(start_row=1, start_column=1, end_row=1, end_column=n)
    ws.row_dimensions[1].height = 36


def headings(ws, row, words, widths=None):
    for c, w in enumerate(words, 1):
        cell = ws.cell(row, c, w)
        cell.font = Font(name="黑体", size=10)
        ws.column_dimensions[letter(c)].width = (widths or {}).get(c, 10)


def two_rows_with_total():
    """Two heading rows, ruled rows of which the last is thick, 合计 with SUM, footer, everything that must move along."""
    wb = Workbook()
    ws = wb.active
    ws.title = "干部花名册"
    title(ws, "____镇社区干部花名册", 12)
    ws["A2"] = "填报单位(盖章):________"
    ws.merge_cells("A2:F2")
    ws["H2"] = "填报日期:    年  月  日"
    ws.merge_cells("H2:L2")
    words = ["序号", "社区", "姓名", "性别", "出生年月\n(如1965.10)", "身份证号码", "文化程度", "现任职务", None, "月报酬(元)", "联系电话", "QQ号"]
    headings(ws, 3, words, {6: 22, 8: 14, 9: 14, 11: 15, 5: 12})
    ws["H4"], ws["I4"] = "党内职务", "居委会职务"
    ruled(ws, 3, 4, 12, 26)
    for c in (1, 2, 3, 4, 5, 6, 7, 10, 11, 12):
        ws.merge_cells(start_row=3, start_column=c, end_row=4, end_column=c)
    ws.merge_cells("H3:I3")
    ruled(ws, 5, 10, 12)
    for c in range(1, 13):
        ws.cell(10, c).border = Border(left=thin, right=thin, top=thin, bottom=thick)
        ws.cell(7, c).fill = PatternFill("solid", fgColor="FFEEEEEE") if c == 12 else PatternFill()
    for r in range(5, 11):
        ws.cell(r, 6).number_format = "@"
        ws.cell(r, 10).number_format = "#,##0.00"
    ruled(ws, 11, 11, 12)
    ws["A11"] = "合计"
    ws.merge_cells("A11:C11")
    ws["D11"] = '=COUNTIF(D5:D10,"女")'
    ws["J11"] = "=SUM(J5:J10)"
    ws["A12"] = "填表人:            审核人:            联系电话:"
    ws.merge_cells("A12:L12")
    ws["A13"] = "注:1.出生年月按身份证填写。2.共    人。"
    ws.merge_cells("A13:L13")
    ws["J14"] = "单位(盖章)"
    ws["J15"] = "    年   月   日"
    dv = DataValidation(type="list", formula1='"男,女"', allow_blank=True)
    dv.add("D5:D10")
    ws.add_data_validation(dv)
    ws.conditional_formatting.add("J5:J10", CellIsRule(operator="lessThan", formula=["100"], fill=PatternFill("solid", bgColor="FFFFC7CE")))
    ws["J11"].comment = Comment("由公式计算", "县委组织部")
    ws["A13"].comment = Comment("说明的批注", "县委组织部")
    ws.add_image(png(), "L14")
    chart = BarChart()
    chart.add_data(Reference(ws, min_col=10, min_row=5, max_row=10))
    ws.add_chart(chart, "N3")
    ws.print_area = "A1:L15"
    ws.print_title_rows = "$3:$4"
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", 9
    ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.row_breaks.append(Break(id=11))
    ws.freeze_panes = "A5"
    wb.defined_names.append(DefinedName("报酬", attr_text="干部花名册!$J$5:$J$10"))
    other = wb.create_sheet("汇总")
    other["A1"], other["B1"] = "月报酬合计", "=干部花名册!J11"
    other["A2"], other["B2"] = "人数", "=COUNTA(干部花名册!C5:C10)"
    wb.save("two-rows-with-total.xlsx")


def ticks_and_codes():
    """√ columns, codes, lists on a sheet of their own, an example row, three heading rows."""
    wb = Workbook()
    ws = wb.active
    ws.title = "党员信息"
    title(ws, "××社区党员信息采集表", 14)
    ws["A2"] = "党支部名称:                    "
    ws["J2"] = "截止日期:2003年9月30日"
    words = ["编号", "姓名*", "性别(打√)", None, "性别代码(1男2女)", "民族", "民族代码", "出生日期(格式:YYYY-MM-DD)", "年龄(岁)", "学历", "是否党员", "党员类别", "加入党组织日期", "所在党支部"]
    headings(ws, 3, words, {8: 14, 13: 14, 14: 24, 12: 16, 5: 12})
    ws["C4"], ws["D4"] = "男", "女"
    ruled(ws, 3, 4, 14, 28)
    ws.merge_cells("C3:D3")
    for c in [1, 2] + list(range(5, 15)):
        ws.merge_cells(start_row=3, start_column=c, end_row=4, end_column=c)
    ruled(ws, 5, 9, 14)
    for c, v in enumerate(["例", "张三", "√", None, "1", "汉", "01", "1970-01-01", 33, "03大专", "是", "在职", "1998.07", "某某党支部"], 1):
        ws.cell(5, c, v)
    ws["A10"] = "填报人:"
    codes = wb.create_sheet("代码")
    for i, w in enumerate(["01研究生", "02本科", "03大专", "04中专", "05高中", "06初中", "07小学"], 1):
        codes.cell(i, 1, w)
    dv = DataValidation(type="list", formula1="代码!$A$1:$A$7")
    dv.add("J5:J9")
    ws.add_data_validation(dv)
    wb.save("ticks-and-codes.xlsx")


def date_cells():
    """Cells formatted as dates and texts, an amount in 万元, one column for posts, an age by a formula of the form's own, one blank row, 必填."""
    wb = Workbook()
    ws = wb.active
    title(ws, "北门社区干部任职情况表", 10)
    headings(ws, 2, ["序号", "姓名", "出生年月", "年龄", "参加工作时间", "任现职时间", "职务", "报酬(万元)", "手机号码(必填)", "备注"], {7: 24, 9: 15})
    ruled(ws, 2, 3, 10)
    ws["C3"].number_format = "yyyy.mm"
    ws["D3"] = '=IF(C3="","",2003-YEAR(C3))'
    ws["E3"].number_format = "yyyy-mm-dd"
    ws["F3"].number_format = "@"
    ws["H3"].number_format = "0.0000"
    ws["I3"].number_format = "@"
    ws["H4"] = "=SUM(H3:H3)"
    ws["A4"] = "合计"
    ruled(ws, 4, 4, 10)
    wb.save("date-cells-one-row.xlsx")


def card():
    """A form for one person, as 干部任免审批表: labels beside merged cells, a photo, a family table."""
    wb = Workbook()
    ws = wb.active
    ws.title = "任免表"
    title(ws, "干部任免审批表", 7, 20)
    ruled(ws, 2, 12, 7, 30)
    rows = [("姓  名", "性  别", "出生年月\n(    岁)"), ("民  族", "籍  贯", "出 生 地"), ("入  党\n时  间", "参加工\n作时间", "健康状况")]
    for i, row in enumerate(rows, 2):
        for j, w in enumerate(row):
            ws.cell(i, 2 * j + 1, w)
    ws["G2"] = "照\n\n片"
    ws.merge_cells("G2:G5")
    ws["A5"], ws["C5"] = "学  历", "毕业院校"
    ws.merge_cells("D5:F5")
    ws["A6"] = "现 任 职 务"
    ws.merge_cells("A6:B6"); ws.merge_cells("C6:G6")
    ws["A7"] = "联系电话"
    ws.merge_cells("A7:B7"); ws.merge_cells("C7:G7")
    ws["A8"] = "简\n历"
    ws.merge_cells("A8:A9"); ws.merge_cells("B8:G9")
    for c, w in enumerate(["家庭主要成员", "称谓", "姓名", "年龄", "政治面貌", "工作单位及职务"], 1):
        ws.cell(10, c, w)
    ws.merge_cells("A10:A12"); ws.merge_cells("F10:G10"); ws.merge_cells("F11:G11"); ws.merge_cells("F12:G12")
    ws["A13"] = "填表人:                              填表日期:    年  月  日"
    for c in range(1, 8):
        ws.column_dimensions[letter(c)].width = 12
    ws.add_image(png(), "G3")
    wb.save("one-person.xlsx")


def two_cards():
    """Two people on one sheet, in blocks one below the other."""
    wb = Workbook()
    ws = wb.active
    ws.title = "席卡"
    for top in (1, 6):
        ruled(ws, top, top + 2, 4, 26)
        for i, (a, b) in enumerate([("姓名", "性别"), ("民族", "出生日期"), ("党内职务", "联系电话")]):
            ws.cell(top + i, 1, a); ws.cell(top + i, 3, b)
    for c in range(1, 5):
        ws.column_dimensions[letter(c)].width = 16
    wb.save("two-people-a-sheet.xlsx")


def protected():
    """A protected sheet, unruled, with rows in the style of their own and no footer; members of one community."""
    wb = Workbook()
    ws = wb.active
    ws.title = "流动党员"
    ws["A1"] = "南大社区流动党员登记表"
    headings(ws, 2, ["姓名", "性别", "出生年月", "文化程度", "外出时间", "外出地点", "流动党员联系电话", "正式组织关系所在支部", "支部联系电话"], {7: 18, 8: 24})
    ws.protection.sheet = True
    wb.save("protected-unruled.xlsx")


def tall_rows():
    """Two rows of the sheet for each person, merged cells in every row, dots as the last row."""
    wb = Workbook()
    ws = wb.active
    title(ws, "社区干部登记册", 5)
    headings(ws, 2, ["序号", "姓名", "性别", "政治面貌", "家庭住址"], {5: 40})
    ruled(ws, 2, 8, 5, 18)
    for r in (3, 5, 7):
        for c in range(1, 6):
            ws.merge_cells(start_row=r, start_column=c, end_row=r + 1, end_column=c)
    ws["B7"] = "……"
    ws["A9"] = "说明:每人两行。"
    wb.save("tall-rows.xlsx")


def sheet_for_each():
    """A sheet for each community, named for it, and one of a community that isn't ours."""
    wb = Workbook()
    for i, name in enumerate(["北门社区", "西上社区", "东湖社区"]):
        ws = wb.active if i == 0 else wb.create_sheet()
        ws.title = name
        title(ws, "社区干部名册", 4)
        headings(ws, 2, ["序号", "姓名", "性别", "联系电话"], {4: 16})
        ruled(ws, 2, 5, 4)
        for r in range(3, 6):
            ws.cell(r, 1, r - 2)
    wb.save("sheet-for-each.xlsx")


def names_given():
    """The superior has written the names and wants the rest; one is unknown to us, one has another birth date."""
    wb = Workbook()
    ws = wb.active
    title(ws, "干部信息补充表", 5)
    headings(ws, 2, ["序号", "姓名", "性别", "出生年月", "联系电话"], {5: 16})
    ruled(ws, 2, 6, 5)
    for i, (name, birth) in enumerate([("李 玉 兰", None), ("周不识", None), ("覃业成", "1977.07"), ("梁秋燕", None)], 1):
        ws.cell(i + 2, 1, i); ws.cell(i + 2, 2, name); ws.cell(i + 2, 4, birth)
    wb.save("names-given.xlsx")


def wide_dues():
    """A row for each person, a column for each month, sums of both."""
    wb = Workbook()
    ws = wb.active
    title(ws, "2003年度党费收缴登记表", 16)
    headings(ws, 2, ["序号", "姓名", "月应缴"] + ["%d月" % m for m in range(1, 13)] + ["合计"])
    ruled(ws, 2, 5, 16)
    for r in range(3, 6):
        ws.cell(r, 16, "=SUM(D%d:O%d)" % (r, r))
    ws.cell(6, 1, "合计")
    ws.cell(6, 16, "=SUM(P3:P5)")
    wb.save("wide-dues.xlsx")


def prepared_cells():
    """No lines and nothing below the headings, but cells prepared as texts and lists to choose from."""
    wb = Workbook()
    ws = wb.active
    title(ws, "党员信息采集表", 5)
    headings(ws, 2, ["*姓名", "*性别", "*公民身份证号", "*人员类别(正式党员/预备党员)", "所在党支部全称"])
    dv = DataValidation(type="list", formula1='"男性,女性"')
    dv.add("B3:B500")
    ws.add_data_validation(dv)
    for r in range(3, 30):
        ws.cell(r, 3).number_format = "@"
    wb.save("prepared-cells.xlsx")


if __name__ == "__main__":
  for make in (wide_dues, prepared_cells, names_given, two_rows_with_total, ticks_and_codes, date_cells, card, two_cards, protected, tall_rows, sheet_for_each):
      make()
