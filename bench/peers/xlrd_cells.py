"""Counts the cells with content of the first sheet of a workbook, read by xlrd."""
import sys

import xlrd

sheet = xlrd.open_workbook(sys.argv[1]).sheet_by_index(0)
print("cells:", sum(v != "" for row in range(sheet.nrows) for v in sheet.row_values(row)))
