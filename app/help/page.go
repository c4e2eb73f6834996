package help

import (
	"regexp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"taizhang/app/desk"
	"taizhang/app/look"
	"taizhang/assets"
)

// Page shows the help text and the keys.
type Page struct{ box fyne.CanvasObject }

// textWidth is how wide lines of help are at most, in pixels at 100 %.
const textWidth = 620

// New returns the page.
func New(d *desk.Desk) desk.Page {
	columns := container.New(&columns{}, text(assets.Help()), look.Inset(keys(d.Commands()), 12, 16, 16, 24))
	p := &Page{}
	p.box = container.NewBorder(desk.Head([]fyne.CanvasObject{look.PageTitle("帮助")}, nil), nil, nil, nil,
		container.NewVScroll(look.Inset(columns, 0, 16, 16, 8)))
	return p
}

// item begins a line of a list: - or 1.
var item = regexp.MustCompile(`^(-|\d+\.) +`)

// text sets the help: headings, lists and paragraphs, of which a line that begins with spaces goes on.
func text(markdown string) fyne.CanvasObject {
	box := look.Column(0)
	var words, mark string
	end := func() {
		if words == "" {
			return
		}
		var o fyne.CanvasObject = look.NewParagraph(plain.Replace(words))
		if mark != "" {
			o = container.NewBorder(nil, nil, look.Column(0, look.Wide(markWidth, look.Inset(look.NewText(mark, look.Body), 8, 0, 0, 8))), nil, o)
		}
		box.Add(o)
		words, mark = "", ""
	}
	for line := range strings.Lines(markdown) {
		line = strings.TrimRight(line, "\r\n")
		begun := item.FindString(line)
		switch {
		case strings.HasPrefix(line, "# "):
			end()
			box.Add(look.Inset(look.NewText(line[len("# "):], look.Title), 14, 8, 4, 8))
		case strings.TrimSpace(line) == "":
			end()
		case strings.HasPrefix(line, " "):
			words += strings.TrimSpace(line)
		default:
			end()
			mark, words = strings.Replace(strings.TrimSpace(begun), "-", "·", 1), line[len(begun):]
		}
	}
	end()
	return box
}

// plain takes away the signs of emphasis, which a paragraph doesn't know.
var plain = strings.NewReplacer("**", "", "`", "")

// markWidth is the room for the sign or number before a line of a list, in pixels at 100 %.
const markWidth = 26

// key is what a key does.
type key struct{ name, does string }

// gridKeys and reviewKeys are those that only some pages know.
var (
	gridKeys = []key{
		{"直接打字", "修改当前格;F2 接着原有的改"}, {"回车", "确认并到下一行,Shift+回车 到上一行"}, {"Tab", "到下一格"}, {"Delete", "清空选中的格"},
		{"Ctrl+C / V", "复制、粘贴一块,和 Excel 互通"}, {"Ctrl+A", "全选"}, {"Shift+方向键", "选中一片"}, {"Ctrl+方向键", "到最边上"},
		{"Ctrl+回车", "打开这一条"}, {"Shift+F10", "右键菜单"},
	}
	reviewKeys = []key{
		{"N / P", "下一个、上一个疑点"}, {"回车", "接受建议"}, {"A", "同样的疑点全部接受"}, {"U", "收回刚才的决定"}, {"F2", "自己填写"}, {"F6", "在表格和右侧之间来回"},
	}
)

// keys lists the keys of the window, and those of the pages in which clerks type most.
func keys(commands []desk.Command) fyne.CanvasObject {
	var window []key
	for _, c := range commands {
		if c.Keys() != "" {
			window = append(window, key{c.Keys(), strings.TrimSpace(c.Title + "  " + c.Help)})
		}
	}
	box := look.Column(6)
	for _, part := range []struct {
		title string
		keys  []key
	}{{"按键", window}, {"在表格里", gridKeys}, {"核对导入时", reviewKeys}} {
		box.Add(look.Inset(look.NewText(part.title, look.Strong), 8, 0, 2, 0))
		for _, k := range part.keys {
			box.Add(container.NewBorder(nil, nil, look.Wide(keyWidth, look.NewText(k.name, look.Strong)), nil, look.NewCutText(k.does, look.Body)))
		}
	}
	return box
}

// keyWidth is the room for the name of a key, in pixels at 100 %.
const keyWidth = 104

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.box }

// Open implements desk.Page.
func (p *Page) Open(desk.Place) {}

// columns places the text and the keys side by side, or the keys below the text where there is no room.
type columns struct{ height float32 }

// keysWidth is the room that the keys need, in pixels at 100 %.
const keysWidth = 440

// Layout implements fyne.Layout.
func (c *columns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	text, keys := look.Current().Px(textWidth), look.Current().Px(keysWidth)
	put := func(o fyne.CanvasObject, x, y, w float32) float32 {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, o.MinSize().Height))
		h := o.MinSize().Height // that of a wrapped text depends on its width
		o.Resize(fyne.NewSize(w, h))
		return h
	}
	if size.Width >= text+keys {
		c.height = max(put(o[0], 0, 0, text), put(o[1], text, 0, size.Width-text))
		return
	}
	h := put(o[0], 0, 0, min(text, size.Width))
	c.height = h + put(o[1], 0, h, size.Width)
}

// MinSize implements fyne.Layout. Its height is that of the last layout: a scroll asks for it after resizing.
func (c *columns) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Current().Px(200), max(c.height, 100))
}
