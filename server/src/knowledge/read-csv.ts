import { csvRows } from "../validation/csv-rows.ts";
import { collectSections } from "./collect-sections.ts";
import { DocumentProblem, type ReadDocument } from "./section.ts";
import { addTable } from "./table-sections.ts";

/** Reads a table separated by commas, semicolons or tabs. Throws `DocumentProblem`. */
export function readCsv(text: string): ReadDocument {
  try {
    const rows = csvRows(text);
    const collector = collectSections();
    addTable(collector, "", rows);
    return { title: "", sections: collector.sections(), links: [] };
  } catch (error) {
    throw error instanceof DocumentProblem
      ? error
      : new DocumentProblem("knowledge.unreadable", "The table is damaged");
  }
}
