import { strToU8, zipSync } from "fflate";

const types = (part: string, type: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="${part}" ContentType="${type}"/></Types>`;
const relations = (target: string) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${target}"/></Relationships>`;

/** Makes a DOCX document of a heading and paragraphs. */
export function sampleDocx(heading: string, paragraphs: readonly string[]): Uint8Array {
  const paragraph = (text: string, style = "") =>
    `<w:p>${style}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
  const body = [
    paragraph(heading, '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'),
    ...paragraphs.map((it) => paragraph(it)),
  ];
  const main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  return zipSync({
    "[Content_Types].xml": strToU8(types("/word/document.xml", main)),
    "_rels/.rels": strToU8(relations("word/document.xml")),
    "word/document.xml": strToU8(
      `<?xml version="1.0"?><w:document ${w}><w:body>${body.join("")}</w:body></w:document>`,
    ),
    "word/styles.xml": strToU8(
      `<?xml version="1.0"?><w:styles ${w}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>`,
    ),
  });
}

/** Makes an XLSX workbook of one sheet. Numbers in the column "Date" are dates. */
export function sampleXlsx(sheet: string, rows: readonly (readonly (string | number)[])[]) {
  const strings: string[] = [];
  const cell = (value: string | number, column: number, line: number) => {
    const place = `r="${String.fromCharCode(65 + column)}${line}"`;
    if (typeof value === "number") {
      const style = rows[0]?.[column] === "Date" ? "1" : "0";
      return `<c ${place} s="${style}"><v>${value}</v></c>`;
    }
    strings.push(value);
    return `<c ${place} t="s"><v>${strings.length - 1}</v></c>`;
  };
  const lines = rows.map((row, index) => {
    const cells = row.map((value, column) => cell(value, column, index + 1));
    return `<row r="${index + 1}">${cells.join("")}</row>`;
  });
  const main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
  return zipSync({
    "[Content_Types].xml": strToU8(types("/xl/workbook.xml", main)),
    "_rels/.rels": strToU8(relations("xl/workbook.xml")),
    "xl/workbook.xml": strToU8(
      `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="${sheet}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
    ),
    "xl/styles.xml": strToU8(
      '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    ),
    "xl/worksheets/sheet1.xml": strToU8(
      `<worksheet><sheetData>${lines.join("")}</sheetData></worksheet>`,
    ),
    "xl/sharedStrings.xml": strToU8(
      `<sst>${strings.map((it) => `<si><t>${it}</t></si>`).join("")}</sst>`,
    ),
  });
}

/** Makes a PDF with one line on each page. */
export function samplePdf(pages: readonly string[]): Uint8Array {
  const content = (text: string) => `BT /F1 12 Tf 50 700 Td (${text}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, it) => `${4 + it * 2} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...pages.flatMap((text, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${content(text).length} >>\nstream\n${content(text)}\nendstream`,
    ]),
  ];
  let file = "%PDF-1.4\n";
  const places = objects.map((it, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${it}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join("")}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`;
  return strToU8(file, true);
}
