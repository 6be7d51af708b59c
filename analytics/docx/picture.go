package docx

import (
	"fmt"
	"strings"
)

// Picture puts a picture (PNG) in a paragraph of its own. Its size is in the units of the format: 914400 to an inch.
func (d *Document) Picture(png []byte, name string, width, height int) {
	d.pictures = append(d.pictures, png)
	n := len(d.pictures)
	fmt.Fprintf(&d.relations, `<Relationship Id="image%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image%d.png"/>`, n, n)
	fmt.Fprintf(&d.body, `<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[1]d" cy="%[2]d"/><wp:docPr id="%[3]d" name="%[4]s" descr="%[4]s"/>`+
		`<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">`+
		`<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="%[3]d" name="%[4]s"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="image%[3]d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
		width, height, n, escape(name))
}

// Column is a column of a table.
type Column struct {
	Head  Run
	Right bool // its cells stand at the right, as figures do
}

// Table writes a table; its header is repeated on every page.
func (d *Document) Table(columns []Column, rows [][]Run) {
	d.body.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders><w:top w:val="single" w:sz="4" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:color="auto"/><w:insideH w:val="single" w:sz="2" w:color="BFC7D1"/></w:tblBorders></w:tblPr><w:tblGrid>` +
		strings.Repeat("<w:gridCol/>", len(columns)) + `</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>`)
	for _, c := range columns {
		d.cell(c.Head, c.Right)
	}
	d.body.WriteString("</w:tr>")
	for _, row := range rows {
		d.body.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		for j, c := range row {
			d.cell(c, columns[j].Right)
		}
		d.body.WriteString("</w:tr>")
	}
	d.body.WriteString("</w:tbl>")
}

func (d *Document) cell(r Run, right bool) {
	align := "left"
	if right {
		align = "right"
	}
	d.body.WriteString(`<w:tc><w:tcPr/><w:p><w:pPr><w:pStyle w:val="Cell"/><w:jc w:val="` + align + `"/></w:pPr>` + d.run(r) + `</w:p></w:tc>`)
}
