import { type Flow, nodeTypeOf } from "../flow.ts";
import { writeCsvRows } from "./csv.ts";
import { hasWords, translatableTexts } from "./translations.ts";
import { escapeXml } from "./xml.ts";

/** The names of the first columns of a CSV file with translations; a column for each language follows. */
export const csvColumns = ["key", "step", "field"] as const;

/** Writes the texts of a flow as CSV: a row for each text, a column for each language, the flow's own first. */
export function writeTranslationsCsv(flow: Flow, languages: readonly string[]): string {
  const rows = described(flow).map(({ key, step, title, text }) => [
    key,
    step,
    title,
    text,
    ...languages.map((language) => flow.translations[language]?.[key] ?? ""),
  ]);
  return writeCsvRows([[...csvColumns, flow.settings.language, ...languages], ...rows]);
}

/** Writes the texts of a flow as XLIFF 1.2 for a translator: one `file` for each language. */
export function writeXliff(flow: Flow, languages: readonly string[]): string {
  const texts = described(flow);
  const own = escapeXml(flow.settings.language);
  const files = languages.map((language) => {
    const units = texts.map(({ key, step, title, text }) => {
      const known = flow.translations[language]?.[key] ?? "";
      const state = known === "" ? "needs-translation" : "translated";
      return [
        `      <trans-unit id="${escapeXml(key)}" xml:space="preserve">`,
        `        <source>${escapeXml(text)}</source>`,
        `        <target state="${state}">${escapeXml(known)}</target>`,
        `        <note>${escapeXml(`${step}: ${title}`)}</note>`,
        "      </trans-unit>",
      ].join("\n");
    });
    const name = escapeXml(flow.name);
    return [
      `  <file original="${name}" source-language="${own}" target-language="${escapeXml(language)}" datatype="plaintext">`,
      "    <body>",
      ...units,
      "    </body>",
      "  </file>",
    ].join("\n");
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">',
    ...files,
    "</xliff>",
    "",
  ].join("\n");
}

function described(flow: Flow) {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  return translatableTexts(flow)
    .filter(hasWords)
    .map(({ key, nodeId, title, text }) => {
      const node = nodeId === undefined ? undefined : nodes.get(nodeId);
      return { key, step: node ? nodeTypeOf(node).title : "Settings", title, text };
    });
}
