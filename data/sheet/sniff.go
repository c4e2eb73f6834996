package sheet

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"taizhang/data/catalog"
)

// format is a kind of file, told from its bytes. A reader for one more format is one more case in Read.
type format int

const (
	formatUnknown   format = iota
	formatEmpty            // no bytes, or nothing but white space
	formatZip              // xlsx, xlsm, ods, and what else is a zip archive; told apart by readZip
	formatText             // csv and tsv
	formatXLS              // BIFF without a compound file
	formatCompound         // a compound file: xls, et, an xlsx with a password, and others; told apart by readCompound
	formatEncrypted        // encrypted, without the right password
	formatDoc              // Word or WPS text in a compound file
	formatSlides           // PowerPoint in a compound file
	formatHTML             // a web page, often named .xls
	formatXML2003          // SpreadsheetML of Excel 2003
	formatXML              // other XML
	formatPDF
	formatPicture
	formatRTF
	formatArchive // rar, 7z
	formatGzip    // read for what it holds
	formatDatabase
	formatProgram
	formatMail // mht
)

// signatures are the first bytes of the formats that have some.
var signatures = []struct {
	head   string
	format format
}{
	{"PK\x03\x04", formatZip}, {"PK\x05\x06", formatZip}, {"PK00PK\x03\x04", formatZip},
	{"\x09\x08", formatXLS}, {"\x09\x04\x06\x00", formatXLS}, {"\x09\x02\x06\x00", formatXLS}, {"\x09\x00\x04\x00", formatXLS},
	{"%PDF", formatPDF}, {"{\\rtf", formatRTF},
	{"\x89PNG", formatPicture}, {"\xFF\xD8\xFF", formatPicture}, {"GIF8", formatPicture}, {"BM", formatPicture},
	{"II*\x00", formatPicture}, {"MM\x00*", formatPicture}, {"RIFF", formatPicture},
	{"Rar!", formatArchive}, {"7z\xBC\xAF", formatArchive}, {"\x1F\x8B", formatGzip},
	{"SQLite format 3", formatDatabase}, {"\x00\x01\x00\x00Standard", formatDatabase},
	{"MZ", formatProgram}, {"\x7FELF", formatProgram},
}

// sniff tells the format of a file.
func sniff(src *source) (format, error) {
	head := make([]byte, 8192)
	n, err := src.r.ReadAt(head[:min(int64(len(head)), src.size)], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return formatUnknown, err
	}
	head = head[:n]
	if len(bytes.Trim(head, "\x00 \t\r\n\xEF\xBB\xBF")) == 0 {
		return formatEmpty, nil
	}
	if strings.HasPrefix(string(head), compoundHead) {
		return formatCompound, nil
	}
	for _, s := range signatures {
		if strings.HasPrefix(string(head), s.head) && !(len(s.head) == 2 && looksLikeText(head)) {
			return s.format, nil
		}
	}
	if format := sniffText(head); format != formatUnknown {
		return format, nil
	}
	if bytes.Contains(head, []byte("PK\x03\x04")) { // behind the head of a mail or of a download
		return formatZip, nil
	}
	return formatUnknown, nil
}

// sniffText tells formats that are text of some sort.
func sniffText(head []byte) format {
	if !looksLikeText(head) {
		return formatUnknown
	}
	decoded, _ := decodeHead(head)
	text := strings.ToLower(strings.TrimLeft(string(decoded), "\uFEFF \t\r\n"))
	switch {
	case strings.HasPrefix(text, "mime-version:"):
		return formatMail
	case !strings.HasPrefix(text, "<"):
		return formatText
	case strings.Contains(text, "urn:schemas-microsoft-com:office:spreadsheet") && strings.Contains(text, "workbook"):
		return formatXML2003
	case strings.Contains(text, "<html"), strings.Contains(text, "<table"), strings.Contains(text, "<tr"), strings.HasPrefix(text, "<!doctype html"),
		strings.HasPrefix(text, "<meta"), strings.HasPrefix(text, "<style"), strings.HasPrefix(text, "<div"):
		return formatHTML
	case strings.HasPrefix(text, "<?xml"):
		return formatXML
	}
	return formatText
}

// refuseFormat says what a file is and what to do instead.
func refuseFormat(f format, name string) *catalog.Refusal {
	var text string
	code := CodeForeign
	switch f {
	case formatEmpty:
		code, text = CodeEmpty, "「%s」是空文件:请检查是否选对了文件,或请对方重新发送"
	case formatEncrypted:
		code, text = CodePassword, "「%s」设有打开密码:请输入密码再导入,或者用 Excel、WPS 打开它,去掉密码另存一份"
	case formatDoc, formatRTF:
		text = "「%s」是文字文档,不是表格:请把其中的表格复制到 Excel 或 WPS 表格中,存为 .xlsx 后再导入"
	case formatSlides:
		text = "「%s」是演示文稿,不是表格:请选择 .xlsx 或 .csv 文件"
	case formatCompound:
		text = "「%s」不是本程序认识的表格文件:请用 WPS 或 Excel 打开并另存为 .xlsx 后再导入"
	case formatHTML, formatMail:
		text = "「%s」是网页,里面没有表格:请检查是否选对了文件"
	case formatXML:
		text = "「%s」是 XML 数据文件,不是表格:请选择 .xlsx 或 .csv 文件"
	case formatPDF:
		text = "「%s」是 PDF 文件,不是表格:请向对方要 Excel 文件(.xlsx)再导入"
	case formatPicture:
		text = "「%s」是图片,不是表格:请向对方要 Excel 文件(.xlsx)再导入"
	case formatArchive, formatGzip:
		text = "「%s」是压缩包:请先解压,再导入里面的表格文件"
	case formatDatabase:
		text = "「%s」是数据库文件,不是表格:请从原来的软件中导出 Excel 文件(.xlsx)再导入"
	case formatProgram:
		text = "「%s」是程序文件,不是表格:请不要打开它,检查是否选对了文件"
	default:
		code, text = CodeUnknown, "认不出「%s」是什么文件:请选择 .xlsx、.xls、.et 或 .csv 表格文件,其他表格请先用 WPS 或 Excel 另存为 .xlsx"
	}
	return catalog.Refuse(code, text, name)
}
