#!/usr/bin/python3
"""Makes blank lists of the sorts that offices draw by hand: in halves side by side, with a cell for each digit, to be signed. Run it in this folder; the workbooks are committed."""
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side

thin = Side(style="thin")
box = Border(left=thin, right=thin, top=thin, bottom=thin)
ctr = Alignment(horizontal="center", vertical="center", wrap_text=True)


def draw(title, heads, rows, unit="填报单位:", foot="填表人:"):
    ws = Workbook().active
    ws["A1"] = title
    ws["A1"].alignment = ctr
    ws.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
    ws["A2"] = unit
    for c, h in enumerate(heads, 1):
        ws.cell(3, c, h)
    for r in range(3, 4 + rows):
        ws.row_dimensions[r].height = 24
        for c in range(1, len(heads) + 1):
            ws.cell(r, c).border, ws.cell(r, c).alignment = box, ctr
    ws.cell(4 + rows, 1, foot)
    return ws


def save(ws, name):
    ws.parent.save(name + ".xlsx")


half = ["序号", "姓名", "性别", "出生年月", "电话"]
ws = draw("____社区党员花名册", half * 2, 3, "社区:", "共    人")
save(ws, "halves-side-by-side")

ws = draw("社区党员签到册", ["序号", "姓名", "签名"] * 3, 4)
for r in range(4):
    for k in range(3):
        ws.cell(4 + r, 1 + 3 * k, 3 * r + k + 1)
save(ws, "thirds-numbered-across")

ws = draw("党员身份证信息采集表", ["序号", "姓名"] + [None] * 18 + ["性别", "备注"], 3)
ws.insert_rows(4)
ws["C3"] = "身份证号码(每格一位)"
ws.merge_cells("C3:T3")
for c in range(3, 21):
    ws.cell(4, c, c - 2)
    ws.column_dimensions[ws.cell(4, c).column_letter].width = 3
for c in (1, 2, 21, 22):
    ws.merge_cells(start_row=3, start_column=c, end_row=4, end_column=c)
for r in (4,):
    for c in range(1, 23):
        ws.cell(r, c).border = box
save(ws, "digits-numbered-in-a-list")

save(draw("2004年春节慰问困难党员慰问金发放表", ["序号", "姓名", "性别", "身份证号码", "所在党支部", "慰问金(元)", "领取人签名"], 4, "发放单位(盖章):"), "money-for-members")
save(draw("走访慰问物品签领表", ["序号", "姓名", "住址", "慰问对象类别", "慰问品", "慰问金(元)", "慰问时间", "签领"], 4), "goods-to-be-signed")
save(draw("社区民情诉求收集办理台账", ["序号", "社区", "诉求人", "联系电话", "诉求内容", "诉求类别", "反映时间", "承办人", "办理措施", "办结时间", "办理结果", "备注"], 4), "what-people-ask-for")
