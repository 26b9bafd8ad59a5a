import type { ImportProblem, ImportSettings } from "@chatloom/api-schema";
import { contactLimits, defined, type FieldShape, readFieldValue } from "@chatloom/flows-schema";
import { isCheckedFact, type JsonValue, readContactFact, readPhone } from "@chatloom/runtime";
import { expectedFacts } from "./expected-facts.ts";
import { readImportDate } from "./import-date.ts";

/** The facts of one row. Absent facts were empty cells. */
export interface ImportedFacts {
  readonly name?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly language?: string;
  readonly country?: string;
  readonly timeZone?: string;
  readonly tags: readonly string[];
  readonly fields: Readonly<Record<string, JsonValue>>;
}

/** Why a row cannot be imported. `column` is the index of the cell. */
export interface RowProblem {
  readonly column: number;
  readonly code: RowProblemCode;
  /** The content of the cell, at most 200 characters. */
  readonly value: string;
  /** The expected value, where the code alone does not say it. */
  readonly expected?: string;
}
type RowProblemCode = ImportProblem["code"];

const email = /^[^\s@"<>(),;:\\[\]]+@[^\s@"<>(),;:\\[\]]+\.[^\s@"<>(),;:\\[\].]{2,}$/u;
const mostTags = 100;
const lengths = { name: 200, firstName: 100, lastName: 100, language: 35 } as const;

/** Reads the cells of a row by the chosen columns. `shapes` are the definitions of custom fields, by key. */
export function readImportRow(
  cells: readonly string[],
  { columns, country, dates, tags: added }: ImportSettings,
  shapes: ReadonlyMap<string, FieldShape>,
): { readonly facts: ImportedFacts } | { readonly problems: readonly RowProblem[] } {
  const problems: RowProblem[] = [];
  const plain: Partial<
    Record<keyof typeof lengths | "email" | "phone" | "country" | "timeZone", string>
  > = {};
  const fields: Record<string, JsonValue> = {};
  const tags = new Set(added);

  columns.forEach((target, column) => {
    const value = (cells[column] ?? "").trim();
    const refuse = (code: RowProblemCode, expected?: string) =>
      problems.push({
        column,
        code,
        value: value.slice(0, 200),
        ...defined({ expected }),
      });
    if (target === "" || value === "") {
      return;
    }
    if (target === "email") {
      const address = value.toLowerCase();
      if (address.length <= 254 && email.test(address)) {
        plain.email = address;
      } else {
        refuse("badEmail");
      }
    } else if (target === "phone") {
      const phone = readImportPhone(value, country);
      if (phone === undefined) {
        refuse("badPhone");
      } else {
        plain.phone = phone;
      }
    } else if (isCheckedFact(target)) {
      const fact = readContactFact(target, value);
      if (fact === undefined) {
        refuse("badValue", expectedFacts[target]);
      } else {
        plain[target] = fact;
      }
    } else if (target === "tags") {
      for (const tag of value.split(/[,;|\n]/).map((it) => it.trim())) {
        if (tag.length > contactLimits.nameCharacters) {
          refuse("tooLong", String(contactLimits.nameCharacters));
        } else if (tag !== "") {
          tags.add(tag);
        }
      }
    } else if (target.startsWith("field:")) {
      const key = target.slice("field:".length);
      const shape = shapes.get(key) ?? { type: "text", choices: [] };
      const reading = readFieldValue(
        shape,
        shape.type === "date" ? readImportDate(value, dates) : value,
      );
      if ("expected" in reading) {
        refuse("badValue", reading.expected);
      } else if (Buffer.byteLength(JSON.stringify(reading.value)) > contactLimits.valueBytes) {
        refuse("tooLong", String(contactLimits.valueBytes));
      } else {
        fields[key] = reading.value as JsonValue;
      }
    } else {
      const name = target as keyof typeof lengths;
      if (value.length > lengths[name]) {
        refuse("tooLong", String(lengths[name]));
      } else {
        plain[name] = value;
      }
    }
  });

  if (problems.length === 0 && plain.email === undefined && plain.phone === undefined) {
    const column = columns.findIndex((it) => it === "email" || it === "phone");
    problems.push({ column, code: "noAddress", value: "" });
  }
  if (problems.length > 0) {
    return { problems };
  }
  return { facts: { ...plain, tags: [...tags].slice(0, mostTags), fields } };
}

/** Reads a phone number. Spreadsheets drop the plus of a number with a country code. */
function readImportPhone(value: string, country: string): string | undefined {
  const found = readPhone(value, country || undefined);
  const digits = value.replace(/[\s().-]/g, "");
  return found ?? (/^[1-9]\d{9,14}$/.test(digits) ? readPhone(`+${digits}`, undefined) : undefined);
}
