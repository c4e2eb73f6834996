#!/usr/bin/python3
"""Makes the forms of the tests that want one thing in several cells. Run it in this folder; the workbooks are committed."""
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.utils import get_column_letter as letter

thin = Side(style="thin")
box = Border(left=thin, right=thin, top=thin, bottom=thin)
centre = Alignment(horizontal="center", vertical="center", wrap_text=True)


def two_rows(ws, row, groups, n, height=24):
    """Headings in two rows, of which groups are (text, [below] or None or a number of cells); n ruled rows below."""
    col = 1
    for text, below in groups:
        wide = len(below) if isinstance(below, list) else (below or 1)
        ws.cell(row, col, text)
        if isinstance(below, list):
            for i, w in enumerate(below):
                ws.cell(row + 1, col + i, w)
            ws.merge_cells(start_row=row, start_column=col, end_row=row, end_column=col + wide - 1)
        else:
            ws.merge_cells(start_row=row, start_column=col, end_row=row + 1, end_column=col + wide - 1)
        for i in range(wide):
            ws.column_dimensions[letter(col + i)].width = 4 if wide > 1 else 11
        col += wide
    for r in range(row, row + 2 + n):
        ws.row_dimensions[r].height = height
        for c in range(1, col):
            ws.cell(r, c).border, ws.cell(r, c).alignment, ws.cell(r, c).font = box, centre, Font(name="宋体", size=10)
    return col - 1


def heading(ws, text, n):
    ws["A1"] = text
    ws["A1"].font, ws["A1"].alignment = Font(name="宋体", size=18, bold=True), centre
    ws.merge_cells(start_row=1, start_column=1, end_row=1, end_column=n)
    ws.row_dimensions[1].height = 36
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", 9
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight, ws.sheet_properties.pageSetUpPr.fitToPage = 1, 0, True


def parts():
    """Year, month and day in columns of their own, 男 and 女, 是 and 否, an ID number in 18 cells, a phone in 11."""
    wb = Workbook()
    ws = wb.active
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    n = two_rows(ws, 2, [("序号", None), ("姓名", None), ("性别", ["男", "女"]), ("出生日期", ["年", "月", "日"]), ("入党时间", ["年", "月"]),
                         ("是否正式党员", ["是", "否"]), ("是否流动党员", ["是", "否"]), ("公民身份号码", 18), ("备注", None)], 4)
    heading(ws, "党员信息采集表", n)
    wb.save("one-thing-in-parts.xlsx")


def loose_ticks():
    """男 and 女 side by side with no heading above, the phone in 11 cells under a heading that is merged over one row alone."""
    wb = Workbook()
    ws = wb.active
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    words = ["序号", "姓名", "男", "女", "民族", "联系电话"]
    for c, w in enumerate(words, 1):
        ws.cell(2, c, w)
    ws.merge_cells(start_row=2, start_column=6, end_row=2, end_column=16)
    ws.cell(2, 17, "备注")
    for r in range(2, 7):
        for c in range(1, 18):
            ws.cell(r, c).border, ws.cell(r, c).alignment = box, centre
    heading(ws, "社区党员花名册", 17)
    wb.save("ticks-without-heading.xlsx")


def digits_card():
    """A card with the ID number and the phone in cells of one digit each, the birthday in cells before 年 月 日."""
    wb = Workbook()
    ws = wb.active
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for c in range(1, 21):
        ws.column_dimensions[letter(c)].width = 4.5
    def put(row, col, text, width):
        ws.cell(row, col, text)
        if width > 1:
            ws.merge_cells(start_row=row, start_column=col, end_row=row, end_column=col + width - 1)
    put(2, 1, "姓名", 2); put(2, 3, None, 5); put(2, 8, "性别", 2); put(2, 10, None, 3); put(2, 13, "民族", 2); put(2, 15, None, 6)
    put(3, 1, "出生日期", 2); put(3, 3, None, 2); put(3, 5, "年", 1); put(3, 6, None, 1); put(3, 7, "月", 1); put(3, 8, None, 1); put(3, 9, "日", 1)
    put(3, 10, "入党时间", 3); put(3, 13, None, 8)
    put(4, 1, "身份证号码", 2)
    put(5, 1, "联系电话", 2); put(5, 14, "学历", 2); put(5, 16, None, 5)
    put(6, 1, "家庭住址", 2); put(6, 3, None, 18)
    for r in range(2, 7):
        ws.row_dimensions[r].height = 28
        for c in range(1, 21):
            ws.cell(r, c).border, ws.cell(r, c).alignment = box, centre
    heading(ws, "党员登记卡", 20)
    wb.save("digits-in-cells.xlsx")


def own_branch():
    """A card that asks for the branch in seven wordings."""
    wb = Workbook()
    ws = wb.active
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    rows = [("姓名", "性别"), ("所在社区", "联系电话")] + [(w, "备注") for w in
        ("所在支部", "支部", "现所在党支部", "党组织关系所在支部", "所在社区党支部", "所属党组织", "所在党支部\n(全称)")]
    for r, (a, b) in enumerate(rows, 2):
        ws.cell(r, 1, a); ws.cell(r, 3, b)
        for c in range(1, 5):
            ws.cell(r, c).border, ws.cell(r, c).alignment = box, centre
            ws.column_dimensions[letter(c)].width = 20
    heading(ws, "党员登记表", 4)
    wb.save("own-branch.xlsx")


if __name__ == "__main__":
    for make in (parts, loose_ticks, digits_card, own_branch):
        make()
