import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import {
  emptyCheckContext,
  type Flow,
  readTranslations,
  type TranslationChange,
  translationProblemText,
  writeTranslationsCsv,
  writeXliff,
} from "@chatloom/flows-schema";
import { readFlowText } from "@chatloom/flows-schema/text";
import { parseDocument } from "yaml";
import { checkFlowText } from "../../records/check-flow-text.ts";
import { printProblems, readFlowFiles } from "./flow-files.ts";

/**
 * Writes the texts of a flow's file for translators (`--out`, CSV or XLIFF 1.2 by its ending), or puts a translated file into it
 * (`--import`). Needs no server. Comments of the flow's file stay. A row with a fault is left out and sets the exit code 1.
 */
export async function translateFile(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      to: { type: "string" },
      out: { type: "string" },
      import: { type: "string" },
      "dry-run": { type: "boolean", default: false },
    },
  });
  const [file, ...others] = readFlowFiles(positionals);
  if (!file || others.length > 0) {
    throw new Error("Name one flow, such as: chatloom flow translate flows/welcome.yaml --to fr");
  }
  const { flow, problems } = checkFlowText(readFlowText(file.text), emptyCheckContext);
  if (!flow) {
    printProblems(file.path, problems);
    process.exitCode = 1;
    return;
  }
  if (values.import === undefined) {
    writeForTranslators(flow, values.to, values.out);
    return;
  }
  const changes = changesOf(flow, values.import);
  console.log(
    `${file.path}: ${changes.length} texts ${values["dry-run"] ? "would change" : "changed"}`,
  );
  if (!values["dry-run"] && changes.length > 0) {
    writeFileSync(file.path, withTranslations(file.text, changes));
  }
}

function writeForTranslators(flow: Flow, to: string | undefined, out: string | undefined): void {
  const languages = to?.split(",").filter(Boolean) ?? Object.keys(flow.translations);
  if (languages.length === 0) {
    throw new Error("Name the languages to translate into, such as --to fr,vi");
  }
  const path = out ?? `${languages.join("-")}.csv`;
  const isXliff = /\.(xlf|xliff|xml)$/i.test(path);
  const write = isXliff ? writeXliff : writeTranslationsCsv;
  writeFileSync(path, write(flow, languages));
  console.log(path);
}

function changesOf(flow: Flow, path: string): readonly TranslationChange[] {
  const { changes, problems } = readTranslations(flow, readFileSync(path, "utf8"));
  for (const problem of problems) {
    console.log(
      `${basename(path)}:${problem.line ?? 1}: error: ${translationProblemText(problem)}`,
    );
  }
  if (problems.length > 0) {
    process.exitCode = 1;
  }
  return changes;
}

function withTranslations(text: string, changes: readonly TranslationChange[]): string {
  const document = parseDocument(text);
  for (const { language, key, after } of changes) {
    document.setIn(["translations", language, key], after);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
