package paper

import (
	"fmt"
	"strings"
)

// The parts of a document that don't depend on its text.

const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

	relationsOpen = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	relationType  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	wordType      = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
	coreType      = `application/vnd.openxmlformats-package.core-properties+xml`
)

const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="` + coreType + `"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="` + wordType + `styles+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="` + wordType + `settings+xml"/>` +
	`<Override PartName="/word/fontTable.xml" ContentType="` + wordType + `fontTable+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="` + wordType + `footer+xml"/>` +
	`<Override PartName="/word/footer2.xml" ContentType="` + wordType + `footer+xml"/></Types>`

const packageRelations = relationsOpen +
	`<Relationship Id="rId1" Type="` + relationType + `officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const documentRelations = relationsOpen +
	`<Relationship Id="rId1" Type="` + relationType + `styles" Target="styles.xml"/><Relationship Id="rId2" Type="` + relationType + `settings" Target="settings.xml"/>` +
	`<Relationship Id="rId3" Type="` + relationType + `fontTable" Target="fontTable.xml"/><Relationship Id="rId4" Type="` + relationType + `footer" Target="footer1.xml"/>` +
	`<Relationship Id="rId5" Type="` + relationType + `footer" Target="footer2.xml"/></Relationships>`

const settingsPart = `<w:settings ` + namespaces + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>` +
	`<w:drawingGridVerticalSpacing w:val="289"/><w:characterSpacingControl w:val="compressPunctuation"/>` +
	`<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>` +
	`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`

// The fonts of GB/T 9704 by the names under which offices have them.
const (
	fontTitle = "方正小标宋简体"
	fontBody  = "仿宋_GB2312"
	fontHei   = "黑体"
	fontKai   = "楷体_GB2312"
	fontSong  = "宋体"
)

// fontTablePart names for each font others that may take its place, and its shape, by which the rest is chosen.
func fontTablePart() string {
	var b strings.Builder
	b.WriteString(`<w:fonts ` + namespaces + `>`)
	for _, f := range []struct{ name, others, panose, family, pitch string }{
		{fontTitle, "方正小标宋_GBK,小标宋,华文中宋,宋体", "02010601030101010101", "auto", "variable"},
		{fontBody, "仿宋,FangSong,华文仿宋", "02010609060101010101", "modern", "fixed"},
		{fontHei, "SimHei,微软雅黑", "02010609060101010101", "modern", "fixed"},
		{fontKai, "楷体,KaiTi,华文楷体", "02010609060101010101", "modern", "fixed"},
		{fontSong, "SimSun,新宋体", "02010600030101010101", "auto", "variable"},
	} {
		fmt.Fprintf(&b, `<w:font w:name="%s"><w:altName w:val="%s"/><w:panose1 w:val="%s"/><w:charset w:val="86"/><w:family w:val="%s"/><w:pitch w:val="%s"/></w:font>`,
			f.name, f.others, f.panose, f.family, f.pitch)
	}
	b.WriteString(`</w:fonts>`)
	return b.String()
}

// halfPoints are the sizes of the document's text: 二号, 三号, 四号, 小四.
const (
	halfPointsTitle  = 44
	halfPointsBody   = 32
	halfPointsNumber = 28
	halfPointsTable  = 24
)

// documentStyle is a style of paragraphs.
type documentStyle struct {
	id, name, next string
	paragraph      string // properties
	font           string
	size           int // half points
}

func stylesPart() string {
	line := fmt.Sprintf(`<w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/>`, twipLine)
	tight := `<w:snapToGrid w:val="0"/><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>`
	const twoIn = `<w:ind w:firstLine="640" w:firstLineChars="200"/><w:jc w:val="both"/>`
	styles := []documentStyle{
		{"Title", "Title", "Subtitle", `<w:keepNext/>` + line + `<w:jc w:val="center"/>`, fontTitle, halfPointsTitle},
		{"Subtitle", "Subtitle", "BodyText", line + `<w:jc w:val="center"/>`, fontKai, halfPointsBody},
		{"Heading1", "heading 1", "BodyText", `<w:keepNext/>` + line + twoIn + `<w:outlineLvl w:val="0"/>`, fontHei, halfPointsBody},
		{"Heading2", "heading 2", "BodyText", `<w:keepNext/>` + line + twoIn + `<w:outlineLvl w:val="1"/>`, fontKai, halfPointsBody},
		{"BodyText", "Body Text", "BodyText", `<w:widowControl/><w:overflowPunct w:val="0"/>` + line + twoIn, fontBody, halfPointsBody},
		{"TableText", "Table Text", "TableText", tight, fontBody, halfPointsTable},
		{"TableHeading", "Table Heading", "TableText", tight, fontHei, halfPointsTable},
		{"Footer", "footer", "Footer", `<w:snapToGrid w:val="0"/>`, fontSong, halfPointsNumber},
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<w:styles %s><w:docDefaults><w:rPrDefault><w:rPr>%s<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>`+
		`<w:pPrDefault/></w:docDefaults>`, namespaces, runFont(fontBody, halfPointsBody))
	fmt.Fprintf(&b, `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>`, line, runFont(fontBody, halfPointsBody))
	for _, s := range styles {
		fmt.Fprintf(&b, `<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:next w:val="%s"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>`,
			s.id, s.name, s.next, s.paragraph, runFont(s.font, s.size))
	}
	b.WriteString(`</w:styles>`)
	return b.String()
}

// runFont is the font of a run: figures and Latin letters stand in it too, as offices write them. Text of the body's
// size is drawn together by so much that 28 characters fill a line.
func runFont(name string, size int) string {
	together := ""
	if size == halfPointsBody {
		together = fmt.Sprintf(`<w:spacing w:val="%d"/>`, twipSpacing)
	}
	return fmt.Sprintf(`<w:rFonts w:ascii="%[1]s" w:hAnsi="%[1]s" w:eastAsia="%[1]s" w:cs="%[1]s"/>%[3]s<w:sz w:val="%[2]d"/><w:szCs w:val="%[2]d"/>`, name, size, together)
}

// footerPart is the number of the page between dashes, one character in from the side.
func footerPart(side string) string {
	const field = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	return fmt.Sprintf(`<w:ftr %s><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:left="280" w:right="280" w:leftChars="100" w:rightChars="100"/><w:jc w:val="%s"/></w:pPr>`+
		`<w:r><w:t xml:space="preserve">— </w:t></w:r>%s<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`, namespaces, side, field)
}

// coreProperties says what the document is, by whom and from when.
func coreProperties(info Info) string {
	var b strings.Builder
	b.WriteString(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	b.WriteString(`<dc:title>` + xmlText(info.Title) + `</dc:title><dc:creator>` + xmlText(info.Author) + `</dc:creator>`)
	if !info.Created.IsZero() {
		b.WriteString(`<dcterms:created xsi:type="dcterms:W3CDTF">` + info.Created.UTC().Format("2006-01-02T15:04:05Z") + `</dcterms:created>`)
	}
	b.WriteString(`</cp:coreProperties>`)
	return b.String()
}
