#!/usr/bin/python3
"""Makes blank forms in the manner of superior offices, the ugliest of some thirty that were filled in and looked at. Run it in this folder; the workbooks are committed."""
import io, struct, zlib
import xlsxwriter
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.utils import get_column_letter as L

thin,med=Side(style="thin"),Side(style="medium")
box=Border(left=thin,right=thin,top=thin,bottom=thin)
ctr=Alignment(horizontal="center",vertical="center",wrap_text=True)
left=Alignment(horizontal="left",vertical="center",wrap_text=True)
F=lambda n,s,b=False: Font(name=n,size=s,bold=b)
def start(title,n,land=True,ws=None,size=18):
    if ws is None:
        wb=Workbook(); ws=wb.active
    ws.sheet_properties.pageSetUpPr=PageSetupProperties(fitToPage=True)
    ws.page_setup.orientation="landscape" if land else "portrait"; ws.page_setup.paperSize=9
    ws.page_setup.fitToWidth,ws.page_setup.fitToHeight=1,0
    ws.page_margins.left=ws.page_margins.right=0.4
    ws["A1"]=title; ws["A1"].font=F("方正小标宋简体",size); ws["A1"].alignment=ctr
    ws.merge_cells(start_row=1,start_column=1,end_row=1,end_column=n); ws.row_dimensions[1].height=40
    return ws
def line(ws,row,texts,n):
    """texts: (first column,last column,text)"""
    for a,b,t in texts:
        ws.cell(row,a,t).font=F("仿宋_GB2312",12); ws.cell(row,a).alignment=left
        if b>a: ws.merge_cells(start_row=row,start_column=a,end_row=row,end_column=b)
    ws.row_dimensions[row].height=22
def grid(ws,r1,r2,n,h=24,size=10):
    for r in range(r1,r2+1):
        ws.row_dimensions[r].height=h
        for c in range(1,n+1):
            x=ws.cell(r,c); x.border=box; x.alignment=ctr
            if x.font.name!="黑体": x.font=F("仿宋_GB2312",size)
def heads(ws,row,words,widths=None):
    for c,w in enumerate(words,1):
        if w is not None:
            ws.cell(row,c,w).font=F("黑体",10)
    for c,w in (widths or {}).items(): ws.column_dimensions[L(c)].width=w
def save(ws,name): ws.parent.save(name+".xlsx")


# 03
ws=start("____镇社区“两委”换届情况统计表",17)
line(ws,2,[(1,8,"填报单位:"),(11,17,"统计截止时间:    年  月  日")],17)
heads(ws,3,["序号","社区","姓名","性别",None,"年龄",None,None,None,"文化程度",None,None,None,"政治\n面貌","职务","是否\n连任","备注"],{1:5,2:11,3:9,4:4,5:4,6:6,7:6,8:6,9:6,10:7,11:7,12:7,13:7,14:10,15:24,16:6,17:8})
heads(ws,4,[None,None,None,"男","女","35岁及以下","36至45岁","46至54岁","55岁及以上","大专及以上","中专","高中","初中及以下"])
grid(ws,3,15,17)
for c in (1,2,3,14,15,16,17): ws.merge_cells(start_row=3,start_column=c,end_row=4,end_column=c)
for m in ("D3:E3","F3:I3","J3:M3"): ws.merge_cells(m)
ws["A15"]="合  计"; ws.merge_cells("A15:C15")
for c in range(4,14): ws.cell(15,c,'=COUNTIF(%s5:%s14,"√")'%(L(c),L(c)))
line(ws,16,[(1,5,"单位负责人:"),(7,10,"填表人:"),(12,17,"填报日期:   年  月  日")],17)
save(ws,"age-bands-to-tick")

# 05
ws=start("流动党员登记表",12)
line(ws,2,[(1,5,"填报单位:________社区党支部"),(8,12,"(    年    月    日)")],12)
heads(ws,3,["编号","姓名","性别","出生\n年月","民族","文化\n程度","入党\n时间","流出\n时间","流向(省、市、县)","从事工作","联系\n电话","活动证\n发放情况"],{1:5,2:9,3:5,4:9,5:7,6:9,7:10,8:10,9:26,10:12,11:14,12:10})
grid(ws,3,9,12)
ws["A9"]="……"
line(ws,10,[(1,12,"说明:流动时间在六个月以上的填入此表。")],12)
save(ws,"branch-in-a-line")

# 06
ws=start("2026年春节慰问困难党员慰问金发放表",9,False)
line(ws,2,[(1,5,"单位:(盖章)"),(6,9,"发放日期:")],9)
heads(ws,3,["序号","姓名","性别","年龄","身份证号码","家庭住址","慰问金\n(元)","领取人\n签名","备注"],{1:5,2:9,3:5,4:5,5:20,6:24,7:9,8:10,9:8})
grid(ws,3,9,9)
for r in range(4,9): ws.cell(r,7,300)
ws["A9"]="合计"; ws.merge_cells("A9:F9"); ws["G9"]="=SUM(G4:G8)"
line(ws,10,[(1,4,"经办人:"),(5,6,"审核人:"),(7,9,"制表人:")],9)
save(ws,"printed-amounts")


# 22 xlsxwriter: logo in header, text box, picture, protected
def png(w=48,h=16,rgb=b"\xc0\x20\x20"):
    raw=b"".join(b"\0"+rgb*w for _ in range(h))
    def ch(k,d): return struct.pack(">I",len(d))+k+d+struct.pack(">I",zlib.crc32(k+d))
    return b"\x89PNG\r\n\x1a\n"+ch(b"IHDR",struct.pack(">IIBBBBB",w,h,8,2,0,0,0))+ch(b"IDAT",zlib.compress(raw))+ch(b"IEND",b"")
w=xlsxwriter.Workbook("logo-and-text-box.xlsx"); s=w.add_worksheet("登记表")
s.set_header("&L&G&C内部资料 注意保存&R第 &P 页",{"image_left":"logo.png","image_data_left":io.BytesIO(png())})
s.set_footer("&C共 &N 页")
b=w.add_format({"border":1,"align":"center","valign":"vcenter","text_wrap":True,"font_size":10}); u=w.add_format({"border":1,"align":"center","valign":"vcenter","locked":False,"font_size":10,"text_wrap":True}); t=w.add_format({"bold":True,"font_size":18,"align":"center","valign":"vcenter"})
s.merge_range("A1:H1","党员活动证发放登记表",t); s.set_row(0,40)
s.write("A2","社区:"); s.write("F2","日期:")
for i,x in enumerate(["序号","姓名","性别","出生年月","入党时间","联系电话","证件编号","领证人签名"]): s.write(2,i,x,b)
for r in range(3,11):
    s.set_row(r,24)
    for c in range(8): s.write_blank(r,c,None,u)
s.set_column(0,0,5); s.set_column(1,2,9); s.set_column(3,7,14)
s.insert_textbox("C13","注意:本表一式两份,由社区党支部留存一份。\n有涂改的无效。",{"width":420,"height":60})
s.insert_image("G13","seal.png",{"image_data":io.BytesIO(png(60,60))})
s.protect("123"); s.set_landscape(); s.set_paper(9); s.fit_to_pages(1,0)
w.close()

# 24 three sheets
ws=start("社区干部花名册",7); wb=ws.parent; ws.title="附件1干部"
heads(ws,2,["序号","姓名","性别","民族","出生年月","职务","备注"],{2:10,6:26}); grid(ws,2,8,7)
ws2=wb.create_sheet("附件2党员"); start("社区党员花名册",7,False,ws2)
heads(ws2,2,["序号","姓名","性别","民族","出生年月","入党时间","备注"],{2:10}); grid(ws2,2,12,7)
ws3=wb.create_sheet("填表说明"); ws3["A1"]="填表说明"; ws3["A2"]="1.出生年月填写格式为1965.10。"; ws3["A3"]="2.民族填写全称。"; ws3["A4"]="3.职务填写全称,如党支部书记、居委会主任。"
wb.save("three-sheets.xlsx")

# 25 hidden header rows, example, merged total
ws=start("社区干部报酬发放情况表",10)
line(ws,2,[(1,10,"填报单位:")],10)
for c,k in enumerate(["xh","xm","xb","sfz","zw","rzsj","ybc","","","bz"],1): ws.cell(3,c,k)
ws.row_dimensions[3].hidden=True
heads(ws,4,["序号","姓名","性别","身份证号","职务","任职\n时间","月报酬(元)",None,None,"备注"],{1:5,2:9,3:5,4:21,5:22,6:10,7:10,8:10,9:10,10:10})
heads(ws,5,[None,None,None,None,None,None,"基本\n报酬","绩效\n报酬","小计",None])
grid(ws,4,12,10)
for c in (1,2,3,4,5,6,10): ws.merge_cells(start_row=4,start_column=c,end_row=5,end_column=c)
ws.merge_cells("G4:I4")
for c,v in enumerate(["例","张三","男","45XXXXXXXXXXXXXXXX","党支部书记","2020.12",1000,200,1200],1): ws.cell(6,c,v)
for r in range(7,12): ws.cell(r,9,"=G%d+H%d"%(r,r))
ws["A12"]="合   计   人   数"; ws.merge_cells("A12:C12"); ws["D12"]="=COUNTA(B7:B11)"; ws["G12"]="=SUM(G7:G11)"; ws["H12"]="=SUM(H7:H11)"; ws["I12"]="=SUM(I7:I11)"; ws.merge_cells("D12:F12")
save(ws,"hidden-keys-and-example")
