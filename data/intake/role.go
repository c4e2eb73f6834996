package intake

// Role says what a row of a sheet was taken for.
type Role uint8

// The roles of rows.
const (
	RoleNone    Role = iota // belongs to no table
	RoleBlank               // nothing in it, or a number alone
	RoleTitle               // the title of the table
	RoleLine                // 填报单位, 填报日期, a note above the table
	RoleHeading             // headings, those repeated on each printed page included
	RoleBody                // a record
	RoleGroup               // names the community of the rows below it
	RoleSub                 // another line between rows
	RoleTotal               // 小计, 合计
	RoleFooter              // 填表人, 注, page numbers
	RoleLeftOut             // a clerk has left it out
)

// String returns the words for the role.
func (r Role) String() string {
	return [...]string{"表外内容", "空行", "标题", "表头说明", "表头", "记录", "社区分组行", "小标题", "合计", "表尾", "不导入"}[r]
}

// reason says why a row of this role is no record.
func (r Role) reason() string {
	switch r {
	case RoleBlank:
		return "空行或只有序号,跳过"
	case RoleTitle:
		return "是表格的标题,跳过"
	case RoleLine:
		return "是填报单位、日期等说明,跳过"
	case RoleHeading:
		return "是表头,跳过"
	case RoleGroup:
		return "是社区分组行,下面各行属于这个社区"
	case RoleSub:
		return "只有一格文字,当作小标题跳过"
	case RoleTotal:
		return "是合计行,跳过"
	case RoleFooter:
		return "是填表人、说明等表尾内容,跳过"
	case RoleLeftOut:
		return "已选择不导入"
	}
	return "不在表格内,跳过"
}
