import { parse } from "csv-parse/sync";
import { collectSections } from "./collect-sections.ts";
import { DocumentProblem, type ReadDocument } from "./section.ts";
import { addTable } from "./table-sections.ts";

/** Reads a table separated by commas, semicolons or tabs. Throws `DocumentProblem`. */
export function readCsv(text: string): ReadDocument {
  const [first = ""] = text.split(/\r?\n/, 1);
  const delimiter = [";", "\t"].find((it) => first.split(it).length > first.split(",").length);
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: delimiter ?? ",",
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as string[][];
    const collector = collectSections();
    addTable(collector, "", rows);
    return { title: "", sections: collector.sections(), links: [] };
  } catch (error) {
    throw error instanceof DocumentProblem
      ? error
      : new DocumentProblem("knowledge.unreadable", "The table is damaged");
  }
}
