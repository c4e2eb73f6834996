#!/usr/bin/python3
"""Makes old_formulas.xls: each formula in column A, beside it its text as written. Run it in this folder with LibreOffice there; the workbook is committed."""
import os, subprocess
from openpyxl import Workbook

formulas = ["1+2*3-4/5", "(1+2)*3", "-B1^2", "50%", '"甲"&"say ""hi"""', "B1>=2", "B1<>C1", "SUM(B1:B5)", "SUM(B1:B5,C1,3.5)", "SUM($B$1:C$5)", "COUNTIF(B1:B9,\"√\")",
    'IF(B1="","",YEAR(C1)-1968)', "IF(AND(B1>0,OR(C1<1,NOT(TRUE))),1,0)", "ROUND(AVERAGE(B1:B3),2)", "COUNTA(B1:B9)-COUNTBLANK(B1:B9)", 'MID(B1,7,8)&TEXT(C1,"0.00")',
    "VLOOKUP(B1,附表!$A$1:$B$9,2,FALSE)", "附表!B2*2", "SUM(附表!A1:A3)", "SUMPRODUCT(B1:B3,C1:C3)", "SUMIF(B1:B9,\">1\",C1:C9)", "SUBTOTAL(9,B1:B9)", "RANK(B1,B$1:B$9)",
    "INDEX(B1:C9,2,1)", "MATCH(1,B1:B9,0)", "DATE(2003,9,30)", "TODAY()", "ROW()", "CHOOSE(B1,1,2,3)", "MAX(B1:B9)-MIN(B1:B9)", "LEFT(B1,1)&RIGHT(B1)", "INT(B1/3)+MOD(B1,3)",
    "IF(ISERROR(B1),0,B1)", "SUM(B1:B5,)", "1.5E-3+B1"]
wb = Workbook()
ws = wb.active
ws.title = "表"
for i, f in enumerate(formulas, 1):
    ws.cell(i, 1, "=" + f)
    ws.cell(i, 5, f)
for i in range(1, 10):
    ws.cell(i, 2, i)
    ws.cell(i, 3, i * 2)
for i in range(1, 30):
    ws.cell(i, 4, "=B%d*2+$C$1" % i)
other = wb.create_sheet("附表")
for i in range(1, 10):
    other.cell(i, 1, i)
    other.cell(i, 2, i)
wb.save("old_formulas.xlsx")
subprocess.run(["soffice", "--headless", "--convert-to", "xls:MS Excel 97", "old_formulas.xlsx"], check=True, stdout=subprocess.DEVNULL)
os.remove("old_formulas.xlsx")
