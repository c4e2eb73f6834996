#!/usr/bin/python3
"""Writes the workbooks of ugly/ that the third acceptance pass left: what a careful clerk expects of each stands in its golden file.

Run as make.py, whose helpers it shares: `make_third.py [DIR]`.
"""
import datetime
import os

from openpyxl.styles import PatternFill

import make
from make import book, number, settle

CASES = {}


def case(f):
    CASES[f.__name__] = f
    return f


def fill(colour):
    return PatternFill("solid", fgColor=colour)


def sheet(name, rows, merges=()):
    wb = book((name, rows))
    for m in merges:
        wb.active.merge_cells(m)
    return wb


I1 = number("19680512", 1, False)
I2 = number("19750303", 2, True)


@case
def heads_and_telephones_under_secretaries():
    """姓名 and 办公电话 under 党支部书记; a total above the records; numbers with their words."""
    w = book(("基本情况", [
        ["容城镇各社区基本情况一览表(2003年度)"] + [None] * 10, ["填报单位:容城镇党建办", None, None, None, None, None, None, None, "2003.12.30"],
        ["序号", "社区名称", "党组织\n名称", "成立\n时间", "党支部书记", "", "户数\n(户)", "人口\n(人)", "办公用房", "", "备注"],
        [None, None, None, None, "姓名", "办公电话", None, None, "面积(㎡)", "地址", None],
        ["合计", 3, None, None, None, None, 3217, 9247, None, None, None],
        [1, "北门社区", "北门社区党支部", "2002.10", "李玉兰", "0777-2881234", "1,235户", " 3 486 ", "约200", "北门街16号", None],
        [2, "西上社区", "西上社区党支部", "2002年11月", "周国庆", "0777 2885678", 980, 2760, 85.5, "西上路3号", None],
        [3, "新北社区", "新北社区党支部", datetime.datetime(2003, 1, 8), "王\u3000〇", "无", 1002, 3001, "/", "新北巷", "办公用房在建"],
        ["填表人:张三", None, None, "审核人:李四"]]))
    s = w.active
    for m in ["A1:K1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4", "H3:H4", "I3:J3", "K3:K4"]:
        s.merge_cells(m)
    return w


@case
def posts_to_be_ticked():
    """Posts are ticked, under 党支部 and under 居委会."""
    w = book(("Sheet1", [
        ["北门社区班子成员任职情况表"],
        ["姓名", "性别", "党支部", None, None, "居委会", None, None, "备注"],
        [None, None, "书记", "副书记", "委员", "主任", "副主任", "委员", None],
        ["赵建国", "男", "√", None, None, "√", None, None, None],
        ["钱秀英", "女", None, "√", None, None, None, "√", None],
        ["孙志强", "男", None, None, None, None, "√", None, None],
        ["李桂兰", "女", None, None, "√", None, None, "√", None]]))
    s = w.active
    for m in ["A1:I1", "A2:A3", "B2:B3", "C2:E2", "F2:H2", "I2:I3"]:
        s.merge_cells(m)
    return w


@case
def two_posts_in_two_rows():
    """One ID number in two rows, one for each post."""
    return book(("干部", [
        ["北门社区干部花名册"],
        ["序号", "姓名", "性别", "身份证号码", "党内职务", "居委会职务", "联系电话"],
        [1, "赵建国", "男", I1, "书记", None, "13800000001"],
        [2, "赵建国", "男", I1, None, "主任", "13800000001"],
        [3, "钱秀英", "女", I2, None, "委员", "13800000002"],
        [4, "钱秀英", "女", I2, None, "妇联主席", "13800000002"]]))


@case
def party_groups_with_totals_and_a_hidden_row():
    """正式党员(退休) under 人员类别, totals of each group, a hidden row."""
    w = book(("Sheet1", [
        ["中共北门社区支部委员会党员花名册"],
        ["截止日期:2003年12月31日"],
        ["序号", "姓名", "性别", "民族", "出生年月", "入党时间", "转正时间", "人员类别", "备注"],
        ["第一党小组(组长:赵建国)"],
        [1, "赵建国", "男", "汉", "1950.02", datetime.datetime(1972, 7, 1), "1973.7.1", "正式党员(退休)"],
        [2, "钱秀英", "女", "壮", "1961-03-05", "1985.12", "1986.12", "正式党员(退休)"],
        ["小计", 2],
        ["第二党小组(组长:孙志强)"],
        [1, "孙志强", "男", "汉", 1978.1, "2001.06", "2002.06", "正式党员"],
        [2, "李桂兰", "女", "汉", "1999年9月9日", "2003/5/20", None, "预备党员"],
        ["小计", 2],
        ["合计", 4],
        ["注:预备党员转正前不计入。"]]))
    s = w.active
    s.merge_cells("A1:I1")
    s.merge_cells("A4:I4")
    s.merge_cells("A8:I8")
    s.row_dimensions[6].hidden = True
    return w


@case
def two_tables_under_a_title_with_the_year():
    """转入 and 转出 one below the other; only the title above both says the year."""
    w = book(("北门社区", [
        ["2003年党员组织关系转接登记表"],
        ["一、转入党员"],
        ["序号", "姓名", "性别", "从何处转来", "转入时间", "介绍信编号", "备注"],
        [1, "赵建国", "男", "县水泥厂党支部", "3月5日", "001", "迁居"],
        [2, "钱秀英", "女", "南宁市青秀区东葛社区党委", "4月10日", "002"],
        [],
        ["二、转出党员"],
        ["序号", "姓名", "性别", "转往何处", "转出时间", "介绍信编号", "备注"],
        [1, "孙志强", "男", "广州市天河区林和街党工委", "5月6日", "容组转003号"]]))
    w.active.merge_cells("A1:G1")
    return w


@case
def remarks_in_columns_of_numbers():
    """80(补2月) and 未交 in months, 4000元 in a base."""
    w = book(("Sheet1", [
        ["北门社区党支部2002年度第一季度党费收缴情况表"],
        ["单位:元"],
        ["序号", "姓名", "核算基数", "缴纳金额", None, None, "合计"],
        [None, None, None, "1月", "2月", "3月", None],
        [1, "赵建国", 2800, 14, 14, 14, "=SUM(D5:F5)"],
        [2, "钱秀英", "4000元", 40, "未交", "80(补2月)", 120],
        ["合计", None, None, 54, 14, 94, 162]]))
    s = w.active
    for m in ["A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4"]:
        s.merge_cells(m)
    return w


@case
def days_without_a_year_in_a_month_of_dues():
    """3.5 and 3月6日 in a table of March."""
    w = book(("3月", [
        ["2003年3月份党费收缴明细表"],
        ["所属党支部", "姓名", "核算基数(元)", "应交金额", "实交金额", "交纳日期", "备注"],
        ["北门社区党支部", "赵建国", "2,850.50", "14.25元", "14.25元", "3.5", None],
        [None, "钱秀英", 5200, 78, 78, "3月6日", None],
        ["小计", None, None, 92.25, 92.25],
        ["西上社区党支部", "孙志强", None, 0.2, 0.2, "2003.3.10", "学生"],
        ["小计", None, None, 0.2, 0.2],
        ["总计", None, None, 92.45, 92.45]]))
    w.active.merge_cells("A3:A4")
    w.active.merge_cells("A1:G1")
    return w


@case
def days_with_times_and_no_year():
    """3月5日下午3:00 and 3月1日上午, of the year in the title; 35/30 and 35人/33人."""
    return book(("三会一课", [
        ["北门社区2003年“三会一课”登记台账"],
        ["时间", "会议类型", "地点", "主持人", "记录人", "应到/实到", "请假", "会议主题"],
        ["3月5日下午3:00", "党员大会", "社区二楼会议室", "李玉兰", "覃业成", "35/30", 5, "学习两会精神"],
        ["3月1日上午", "支部委员会", "书记办公室", "李玉兰", "覃业成", "3/3", "无", "研究发展党员"],
        ["4月12日", "党课", "社区二楼会议室", "李玉兰", "梁秋燕", "35人/33人", "2人", "党纪学习教育"]]))


@case
def month_and_day_in_columns():
    """月 and 日 in two columns, of the year in the title."""
    w = book(("2002", [
        ["2002年容城镇社区支部三会一课开展情况"],
        ["会议类别", "社区", "月", "日", "会议内容", "参会人数"],
        ["支委会", "北门", 1, 5, "研究工作计划", 5],
        [None, "西上", 1, 6, "研究工作计划", 3],
        ["党员大会", "北门", 2, 10, "组织生活会", 40],
        [None, "西上", 2, 11, "民主评议", "28名党员"]]))
    w.active.merge_cells("A3:A4")
    w.active.merge_cells("A5:A6")
    return w


@case
def names_and_telephones_under_contacts():
    """姓名 and 电话 under 联系人."""
    w = book(("Sheet1", [
        ["容城镇社区驻区单位(共建单位)情况表"],
        ["社区", "单位名称", "单位性质", "法人代表", "联系人", None, "职工人数", "党员数", "可提供资源"],
        [None] * 4 + ["姓名", "电话"] + [None] * 3, ["北门社区", "容城县人民法院", "行政机关", "张大为", "李四", "0777-2880001", "约120人", "45名", "会议室、法律咨询"],
        [None, "容城县国税局", "行政机关", "王明", "赵六", "13800000001", 80, "", "会议室"],
        ["西上社区", "容城县第一小学", "事业", "陈桂", "钱七", "0777－2880003", 60, 20, "运动场所；教室"]]))
    s = w.active
    for c in "ABCDGHI":
        s.merge_cells(f"{c}2:{c}3")
    s.merge_cells("E2:F2")
    s.merge_cells("A4:A5")
    s.merge_cells("A1:I1")
    return w


@case
def a_name_and_its_telephone_in_one_cell():
    """联系人及电话: 李四 13800000001, 王五(13800000002)."""
    return book(("北门社区", [
        ["2003年共驻共建单位资源清单"],
        ["序号", "共建单位", "联系人及电话", "提供资源", "签约时间"],
        [1, "北门派出所", "李四 13800000001", "警务宣传", "1月10日"],
        [2, "容城供电所", "王五(13800000002)", "会议室", "1月10日"]]))


@case
def audience_and_count_in_one_cell():
    """参加对象及人数: 居民80人."""
    return book(("Sheet1", [
        ["西上社区教育培训登记表"],
        ["日期", "培训主题", "主讲人", "地点", "参加对象及人数"],
        ["2002-6-20", "消防安全知识讲座", "刘强", "社区会议室", "居民80人"],
        ["2002-7-5", "防溺水教育", "王芳", "西上小学", "学生家长45人"]]))


@case
def patrol_duty_by_rows():
    """夜间治安巡逻值班 by rows: the sort is in the title, two names stand between blanks."""
    return book(("北门社区", [
        ["北门社区2003年5月夜间治安巡逻值班安排表"],
        ["日期", "值班领导", "值班人员", "值班时间", "联系电话"],
        ["5月1日", "李玉兰", "韦炳初、陆文源", "20:00-22:00", "13800000001"],
        ["5月2日", "覃业成", "梁福发 陈秋红", "20:00-22:00", "13800000002"]]))


@case
def goods_in_columns():
    """大米(袋) and 食用油(桶), with the sort of people in lines between."""
    return book(("西上社区", [
        ["西上社区2002年9月重阳节慰问物资发放表"],
        ["序号", "姓名", "年龄", "大米(袋)", "食用油(桶)", "签领"],
        ["一、老年人"],
        [1, "赵建国", 81, 2, 1],
        [2, "钱秀英", 83, 1, None],
        ["二、优抚对象"],
        [3, "孙志强", 60, 1, 2],
        ["合计", None, None, 4, 3]]))


@case
def deadlines_in_words():
    """6月30日前, 12月底前, 长期坚持."""
    return book(("问题台账", [
        ["2003年社区党建存在问题整改台账"],
        ["序号", "社区", "存在问题", "问题类别", "整改措施", "责任人", "整改时限", "整改情况"],
        [1, "北门", "办公用房面积不足", "办公设施", "争取镇财政支持扩建", "李玉兰", "2003年6月30日前", "整改中"],
        [2, "北门", "干部报酬偏低", "干部收入", "提高补贴标准", "秦文海", "2003年12月底前", "已完成"],
        [3, "西上", "流动人口底数不清", "人口管理", "开展摸排", "周国庆", "长期坚持", "未整改"]]))


@case
def a_plan_of_the_year_in_its_title():
    """6月底, 12月, 3月31日前 of the year in the title."""
    return book(("Sheet1", [
        ["北门社区2003年工作计划任务分解表"],
        ["序号", "工作任务", "类别", "责任人", "完成时限", "完成进度", "完成情况"],
        [1, "培训党员一遍", "党员培训", "秦文海", "6月底", "50%", "正在推进"],
        [2, "发展党员3名", "发展党员", "李玉兰", "12月", 0, "未启动"],
        [3, "制度全部上墙", "制度上墙", "覃业成", "3月31日前", 1, "已完成"]]))


@case
def unit_in_brackets_behind_the_title():
    """Sums of communities, of the year in the title, which ends in (单位:元)."""
    return book(("Sheet1", [
        ["2002年各社区集体经济收入情况统计表(单位:元)"],
        ["序号", "社区", "租赁收入", "上级补助", "支出合计"],
        [1, "北门社区", 61000, 40000, 90500],
        [2, "西上社区", "20,000.00", 40000, 55000],
        ["合计", None, 81000, 80000, 145500]]))


@case
def legend_of_filled_cells_without_words():
    """Filled cells beside the words for them."""
    w = book(("北门社区", [
        ["北门社区网格员花名册"],
        [None, "党员", None, "群众", None, "预备党员"],
        ["序号", "姓名", "性别", "出生年月", "岗位", "联系电话"],
        [1, "赵建国", "男", "1968.05", "网格员", "13800000001"],
        [2, "钱秀英", "女", "1975.03", "网格员", "13800000002"],
        [3, "孙志强", "男", "1990.01", "网格员", "13800000003"]]))
    s = w.active
    for c, col in zip("ACE", ["FF0000", "00B050", "FFFF00"]):
        s[c + "2"].fill = fill(col)
    for r, col in zip((4, 5, 6), ["FF0000", "00B050", "FFFF00"]):
        for c in "ABCDEF":
            s[f"{c}{r}"].fill = fill(col)
    return w


@case
def headings_broken_over_rows():
    """序/号, 姓/名, 公民身份/号码; numbers with an apostrophe; names with blanks of all sorts."""
    a, b = (number("19680512", 1, False), number("19750303", 2, True))
    return book(('党员', [['在职党员到社区报到名册'],
        ['序', '姓', '性', '公民身份', '联系', '家庭', '工作', '报到'],
        ['号', '名', '别', '号码', '电话', '住址', '单位', '社区'],
        ['01', '赵建国\xa0', '男', "'" + a, "'13800000001", '北门街1号', '县农机厂', '北门'],
        ['02', '欧 阳 雪 莲', '女', b, '13800000002', '西上路2号', '县医院', '西上']]))


def main():
    os.makedirs(make.OUT, exist_ok=True)
    for name, made in CASES.items():
        path = os.path.join(make.OUT, name + ".xlsx")
        made().save(path)
        settle(path)


if __name__ == "__main__":
    main()
