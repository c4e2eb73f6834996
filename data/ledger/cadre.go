package ledger

import "taizhang/data/catalog"

// Cadre is a member of a community's leading group (社区班子成员).
var Cadre = catalog.New(catalog.Kind{
	Key: "cadre", Title: "社区干部", Unit: "人", Name: "name",
	Aliases: []string{"干部花名册", "班子成员花名册", "社区工作者", "社区干部", "班子成员", "两委干部", "干部名册", "干部信息", "工作人员花名册", "居委会工作人员", "社区工作人员", "两委成员", "两委班子", "居委会成员", "支委班子", "干部"},
	Telling: []string{"party_post", "committee_post", "post_since", "term", "in_charge_of", "chosen_by", "cross_post", "reelected", "pay", "position", "grade", "retired", "resigned", "resigned_on"},
	Groups:  []string{groupBasic, groupPost, groupWork, groupContact, groupOther},
	Fields: personFields(
		catalog.Field{Key: "party_post", Title: "党内职务", Type: catalog.Text{}, Several: true, Width: 22, Group: groupPost,
			Aliases: []string{"现任职务/党内职务", "现任职务/党内", "任职情况/党内", "担任职务/党内", "现任职务/支部", "任职情况/支部", "现任职务/党支部", "任职情况/党支部", "支部职务", "党支部职务", "党组织职务", "党内任职", "支部任职", "党支部任职", "在支部任职", "党内担任职务", "党支部内职务", "党组织任职"}},
		catalog.Field{Key: "committee_post", Title: "居委会职务", Type: catalog.Text{}, Several: true, Typical: posts, Width: 24, Group: groupPost,
			Aliases: []string{"现任职务/居委会职务", "现任职务/居委会", "任职情况/居委会", "担任职务/居委会", "任职情况/行政", "居委会任职", "行政职务", "现任职务", "职务", "任职情况", "居委职务"}},
		catalog.Field{Key: "post_since", Title: "任现职时间", Type: catalog.Date{}, Width: 22, Group: groupPost,
			Aliases: []string{"任职时间", "任职年月", "现职务始任时间", "任现职务时间", "任现职年月", "上任时间", "当选时间"}},
		catalog.Field{Key: "term", Title: "任职届次", Type: catalog.Text{}, Width: 16, Group: groupPost, Aliases: []string{"届次", "届数", "第几届"}},
		catalog.Field{Key: "in_charge_of", Title: "分管工作", Type: catalog.Text{}, Several: true, Width: 26, Group: groupPost, Aliases: []string{"分工", "分管委员会", "负责工作", "工作分工", "主管工作", "分管内容", "工作职责", "分管条线", "职责分工"}},
		catalog.Field{Key: "committees", Title: "所管委员会", Type: catalog.Text{}, Width: 30, Group: groupPost, Derive: committeesOf, Aliases: []string{"主管委员会"}},
		catalog.Field{Key: "chosen_by", Title: "选任方式", Type: chosenBy, Width: 20, Group: groupPost, Aliases: []string{"产生方式", "任用方式", "来源", "选拔方式", "产生办法", "录用方式", "选任形式", "进入方式", "任职方式", "聘用方式"}},
		catalog.Field{Key: "cross_post", Title: "是否交叉任职", Type: catalog.Bool{}, Width: 14, Group: groupPost, Aliases: []string{"交叉任职"}},
		catalog.Field{Key: "reelected", Title: "是否连选连任", Type: catalog.Bool{}, Width: 14, Group: groupPost, Aliases: []string{"连选连任", "是否连任", "连任"}},
		catalog.Field{Key: "pay", Title: "月报酬", Type: catalog.Money{}, Width: 18, Group: groupPost, Aliases: []string{"月报酬(元)", "报酬", "月工资", "工资", "月补贴", "工资待遇", "待遇", "月待遇", "报酬待遇"}},
		catalog.Field{Key: "position", Title: "岗位", Type: catalog.Text{}, Several: true, Typical: posts, Width: 20, Group: groupPost, Aliases: []string{"岗位名称", "工作岗位"}},
		catalog.Field{Key: "grade", Title: "岗级", Type: catalog.Text{}, Width: 14, Group: groupPost, Aliases: []string{"岗位等级", "岗位级别"}},
		catalog.Field{Key: "retired", Title: "是否退休", Type: catalog.Bool{}, Width: 14, Group: groupPost, Aliases: []string{"退休"}},
		catalog.Field{Key: "resigned", Title: "是否辞职", Type: catalog.Bool{}, Width: 14, Group: groupPost, Aliases: []string{"辞职"}},
		catalog.Field{Key: "resigned_on", Title: "辞职日期", Type: catalog.Date{}, Width: 22, Group: groupPost, Aliases: []string{"辞职时间", "离职日期", "离职时间"}},
		catalog.Field{Key: "joined", Title: "入党时间", Type: catalog.Date{}, Width: 22, Group: groupWork,
			Aliases: []string{"入党日期", "加入党组织日期", "加入中共时间", "入党年月", "加入党组织时间", "加入中国共产党时间", "加入中国共产党日期", "加入中共日期", "何时入党"}},
		catalog.Field{Key: "worked_since", Title: "参加工作时间", Type: catalog.Date{}, Width: 22, Group: groupWork,
			Aliases: []string{"工作时间", "参加工作年月", "工作年月", "参工时间"}},
		catalog.Field{Key: "first_education", Title: "第一学历", Type: Education, Width: 18, Group: groupWork, Aliases: []string{"全日制教育学历", "原始学历"}},
		catalog.Field{Key: "school", Title: "毕业院校", Type: catalog.Text{}, Width: 30, Group: groupWork, Aliases: []string{"毕业学校", "毕业院校及专业", "毕业院校系及专业"}},
		catalog.Field{Key: "major", Title: "所学专业", Type: catalog.Text{}, Width: 24, Group: groupWork, Aliases: []string{"专业"}},
		catalog.Field{Key: "skill", Title: "特长", Type: catalog.Text{}, Width: 20, Group: groupWork, Aliases: []string{"专长", "熟悉专业有何专长", "熟悉何种专业"}},
	),
	Identity: personIdentity,
	Rules:    personRules(joinedOfAge, workedOfAge, postHasOrg, secretaryIsMember, resignedOnIsResigned),
	Views: []catalog.View{
		{
			Name: "花名册", Title: "%s社区干部花名册", Default: true, Sort: []string{"org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "org"}, {Field: "name"}, {Field: "sex"}, {Field: "ethnicity"}, {Field: "birth"},
				{Field: "id_number"}, {Field: "education"}, {Field: "political_status"}, {Field: "joined"}, {Field: "worked_since"},
				{Field: "party_post", Heading: "现任职务/党内职务"}, {Field: "committee_post", Heading: "现任职务/居委会职务"},
				{Field: "post_since"}, {Field: "in_charge_of"}, {Field: "phone"}, {Field: "note"},
			},
		},
		{
			Name: "通讯录", Title: "%s社区干部通讯录", Sort: []string{"org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "org"}, {Field: "name"}, {Field: "party_post"}, {Field: "committee_post"},
				{Field: "phone", Width: 36}, {Field: "address", Width: 60}, {Field: "note"},
			},
		},
		{
			Name: "分工表", Title: "%s社区干部分工一览表", Sort: []string{"org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "org"}, {Field: "name"}, {Field: "party_post"}, {Field: "committee_post"},
				{Field: "in_charge_of", Width: 60}, {Field: "committees", Width: 60}, {Field: "term"}, {Field: "phone"}, {Field: "note"},
			},
		},
		{
			Name: "工作人员信息表", Title: "%s社区工作人员信息表", Sort: []string{"org"}, Columns: []catalog.ViewColumn{
				{Field: catalog.Serial, Width: 10}, {Field: "org"}, {Field: "name"}, {Field: "sex"}, {Field: "phone", Heading: "手机号"}, {Field: "id_number", Heading: "身份证号"},
				{Field: "birth"}, {Field: "ethnicity"}, {Field: "political_status"}, {Field: "first_education"}, {Field: "school"}, {Field: "major"},
				{Field: "education", Heading: "最高学历"}, {Field: "committee_post", Heading: "任职情况"}, {Field: "post_since", Heading: "任职年月"},
				{Field: "worked_since", Heading: "工作年月"}, {Field: "position"}, {Field: "grade"}, {Field: "skill"}, {Field: "note"}, {Field: "retired"},
				{Field: "resigned"}, {Field: "resigned_on"},
			},
		},
	},
})

// posts are the words that the posts of a community have, and hardly any occupation of its members.
var posts = []string{"书记", "主任", "支委", "委员", "社工", "专干", "网格员"}

// chosenBy is how a community cadre came to the post.
var chosenBy = catalog.NewChoice(
	catalog.Choice{Code: "公开招聘", Title: "公开招聘", Aliases: []string{"招聘", "招考", "公开招考", "公开选聘"}},
	catalog.Choice{Code: "居民推荐", Title: "居民推荐", Aliases: []string{"推荐", "群众推荐"}},
	catalog.Choice{Code: "选举", Title: "选举", Aliases: []string{"选举产生", "民主选举", "直选"}},
	catalog.Choice{Code: "组织委派", Title: "组织委派", Aliases: []string{"委派", "任命", "下派"}},
	catalog.Choice{Code: "其他", Title: "其他", Aliases: []string{"其它"}},
)
