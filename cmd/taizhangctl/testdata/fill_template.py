"""Fills a template: reads {"in", "out", "first", "rows"} from standard input, writes rows from the sheet's row first on."""
import json
import sys

import openpyxl

job = json.load(sys.stdin)
book = openpyxl.load_workbook(job["in"])
sheet = book.worksheets[0]
for i, row in enumerate(job["rows"]):
    for j, value in enumerate(row):
        if value is not None:
            sheet.cell(row=job["first"] + i, column=j + 1).value = value
book.save(job["out"])
