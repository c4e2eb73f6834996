#!/usr/bin/python3
"""Writes comments_and_colours.xlsx, and its copies by LibreOffice as xls and ods: `make_comments.py`."""
import os
import re
import shutil
import subprocess
import tempfile
import zipfile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

HERE = os.path.dirname(os.path.abspath(__file__))
NAME = "comments_and_colours"
THREADS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
<threadedComment ref="A4" dT="2003-09-30T08:00:00.00" personId="{1}" id="{2}"><text>转出了吗?</text></threadedComment>
<threadedComment ref="A4" dT="2003-09-30T09:00:00.00" personId="{1}" id="{3}" parentId="{2}"><text>9月转到西上 &amp; 已报到</text></threadedComment>
</ThreadedComments>"""
RELATION = ('<Relationship Id="rIdT" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"'
            ' Target="/xl/threadedComments/threadedComment1.xml"/></Relationships>')


def build(path):
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "名册"
    for row in (["姓名", "电话"], ["张三", "13800000001"], ["李四", "13800000002"], ["王五", None], ["赵六", "13800000004"], ["孙七", "13800000005"]):
        ws.append(row)
    ws["B2"].comment = Comment("某某:\n停机,改打 0771-5960001\n已核对", "某某")
    ws["C3"].comment = Comment("空格上的批注 𬭎", "")
    ws["A4"].comment = Comment("[线程批注]\n\n你的 Excel 版本可读取此线程批注\n\n注释:\n    转出了吗?", "tc={2}")
    ws["A2"].fill = PatternFill("solid", fgColor="FFFF00")
    ws["A3"].font = Font(color="FF0000")
    ws["A5"].fill = PatternFill("solid", fgColor=Color(theme=9, tint=0.3999))
    ws["A6"].fill = PatternFill("solid", fgColor="FFFFFF")
    ws["A6"].font = Font(color="000000", bold=True)
    ws["B6"].fill = PatternFill("solid", fgColor=Color(indexed=10))
    plain = path + ".plain"
    wb.save(plain)
    with zipfile.ZipFile(plain) as z, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for i in z.infolist():
            data = z.read(i)
            if i.filename == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2003-09-30T00:00:00Z", data)
            if i.filename == "xl/worksheets/_rels/sheet1.xml.rels":
                data = data.replace(b"</Relationships>", RELATION.encode())
            out.writestr(zipfile.ZipInfo(i.filename), data, zipfile.ZIP_DEFLATED)
        out.writestr(zipfile.ZipInfo("xl/threadedComments/threadedComment1.xml"), THREADS, zipfile.ZIP_DEFLATED)
    os.remove(plain)


def main():
    path = os.path.join(HERE, NAME + ".xlsx")
    build(path)
    with tempfile.TemporaryDirectory() as d:
        for kind, copy in (("xls", "lo_%s.xls"), ("ods", "%s.ods")):
            subprocess.run(["soffice", "-env:UserInstallation=file://" + d + "/profile", "--headless", "--convert-to", kind, "--outdir", d, path], check=True, capture_output=True)
            shutil.copy(os.path.join(d, NAME + "." + kind), os.path.join(HERE, copy % NAME))


if __name__ == "__main__":
    main()
