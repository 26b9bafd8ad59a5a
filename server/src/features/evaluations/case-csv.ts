import { type EvaluationCase, evaluationLimits } from "@chatloom/api-schema";
import type { AiAgentSpec } from "@chatloom/flows-schema";
import { CsvError } from "csv-parse/sync";
import { newId } from "../../domain/new-id.ts";
import { csvRows } from "../../validation/csv-rows.ts";
import { byteOrderMark, csvLine } from "../audience/contact-csv.ts";
import { evaluationErrors } from "./errors.ts";

const { question: longestQuestion, fact: longestFact, facts: mostFacts } = evaluationLimits;
const firstRow = 2;

/** Writes cases as CSV: question, way out, and a column for each fact. */
export function casesToCsv(cases: readonly EvaluationCase[]): string {
  const most = Math.max(1, ...cases.map((it) => it.facts.length));
  const titles = Array.from({ length: most }, (_, index) => `fact ${index + 1}`);
  const lines = cases.map(({ question, ends = "", facts }) =>
    csvLine([question, ends, ...titles.map((_, index) => facts[index] ?? "")]),
  );
  return byteOrderMark + csvLine(["question", "ends", ...titles]) + lines.join("");
}

/**
 * Reads cases from CSV with commas, semicolons or tabs. The first line names the columns: `question`, `ends`, and any number that begin
 * with `fact`. Exits are named by id or label. Throws an error that names the row.
 */
export function casesFromCsv(csv: string, exits: AiAgentSpec["exits"]): EvaluationCase[] {
  const [titles = [], ...rows] = rowsOf(csv);
  const names = titles.map((it) => it.trim().toLowerCase());
  const questionAt = names.indexOf("question");
  if (questionAt < 0) {
    throw evaluationErrors.csvColumns();
  }
  const endsAt = names.indexOf("ends");
  return rows.flatMap((row, index) => {
    const cell = (at: number) => plain(row[at] ?? "");
    const question = cell(questionAt);
    const facts = names.flatMap((it, at) =>
      it.startsWith("fact") && cell(at) !== "" ? [cell(at)] : [],
    );
    if (question === "" && facts.length === 0) {
      return [];
    }
    const wrong = (problem: string) => evaluationErrors.csvInvalid(index + firstRow, problem);
    if (question === "" || question.length > longestQuestion) {
      throw wrong(`the question must have 1 to ${longestQuestion} characters`);
    }
    if (facts.length > mostFacts || facts.some((it) => it.length > longestFact)) {
      throw wrong(`a case has at most ${mostFacts} facts of ${longestFact} characters`);
    }
    const read: EvaluationCase = { id: newId(), question, facts };
    const ends = endOf(endsAt < 0 ? "" : cell(endsAt), exits, wrong);
    if (ends !== undefined) {
      // The store would keep undefined as null.
      read.ends = ends;
    }
    return [read];
  });
}

function endOf(
  written: string,
  exits: AiAgentSpec["exits"],
  wrong: (problem: string) => Error,
): string | undefined {
  if (written === "") {
    return undefined;
  }
  const same = (name: string) => name.toLowerCase() === written.toLowerCase();
  const known =
    ["answer", "people"].find(same) ?? exits.find((it) => same(it.id) || same(it.label));
  if (known === undefined) {
    const names = ["answer", "people", ...exits.map((it) => it.id)].join(", ");
    throw wrong(`“${written.slice(0, 60)}” is none of ${names}`);
  }
  return typeof known === "string" ? known : known.id;
}

function rowsOf(csv: string): string[][] {
  try {
    return csvRows(csv);
  } catch (error) {
    if (error instanceof CsvError) {
      throw evaluationErrors.csvInvalid(Number(error.lines ?? 1), error.message.slice(0, 200));
    }
    throw error;
  }
}

/** Takes the apostrophe away that our files put before what looks like a formula. */
function plain(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r])/, "").trim();
}
