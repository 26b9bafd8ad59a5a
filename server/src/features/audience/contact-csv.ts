import { recordFacts } from "@chatloom/flows-schema";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import type { ContactDefinition } from "../../records/contact-definition-model.ts";

/** Excel reads UTF-8 only after this mark. */
export const byteOrderMark = "\u{feff}";

/** The first line of an export: the names of its columns. */
export function csvHeader(fields: readonly ContactDefinition[]): string {
  return csvLine([
    "id",
    ...recordFacts,
    "tags",
    "optedIn",
    "blocked",
    "firstSeen",
    "lastSeen",
    ...fields.map((it) => it.key),
  ]);
}

/** A contact as a line. */
export function csvContact(contact: ContactDoc, fields: readonly ContactDefinition[]): string {
  const { lastSeenAt } = contact;
  return csvLine([
    contact._id,
    ...recordFacts.map((it) => contact[it] ?? ""),
    contact.tags.join(", "),
    String(contact.optedIn),
    String(contact.blocked ?? false),
    new Date(contact.createdAt).toISOString(),
    lastSeenAt === undefined ? "" : new Date(lastSeenAt).toISOString(),
    ...fields.map((it) => textOf(contact.fields[it.key])),
  ]);
}

/** Writes one line of RFC 4180, ending in CRLF. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/**
 * Quotes a cell where needed. A spreadsheet would run a text that begins like a formula, so such a text gets an apostrophe before it.
 * Plain numbers and phone numbers stay as they are.
 */
function csvCell(text: string): string {
  const formula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d\s().]+$/.test(text);
  const safe = formula ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) {
    return "";
  }
  if (Array.isArray(value) && value.every((it) => typeof it === "string")) {
    return value.join(", ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
