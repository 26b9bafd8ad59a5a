import type { AuditEntry } from "@chatloom/api-schema";
import type { AuditedDoc } from "./audit-subjects.ts";

/** Stands for a value that is not logged. */
const maskedValue = "•••";

const secret = /secret|token|password|hash|credential|apikey|authorization|sealed|recovery/i;
/** Facts of the store, and moments that every write changes. */
const unsaid = new Set([
  "_id",
  "workspaceId",
  "accountId",
  "createdAt",
  "updatedAt",
  "version",
  "draftRevision",
  "words",
  "applied",
  "lastSeenAt",
  "usedAt",
]);
const longestText = 200;
const mostFields = 50;

/** Lists the fields that differ between two states of a thing, as texts. Secrets are masked, and what `masked` names. */
export function changedFields(
  before: AuditedDoc | undefined,
  after: AuditedDoc | undefined,
  masked: (field: string) => boolean = () => false,
): AuditEntry["changes"] {
  const [old, next] = [flat(before), flat(after)];
  const fields = [...new Set([...old.keys(), ...next.keys()])].sort();
  return fields
    .filter((field) => old.get(field) !== next.get(field))
    .slice(0, mostFields)
    .map((field) => {
      const hidden = masked(field) || secret.test(field);
      const shown = (text: string | undefined) => (hidden && text ? maskedValue : cut(text));
      const [was, is] = [shown(old.get(field)), shown(next.get(field))];
      return {
        field,
        before: was,
        after: is,
      };
    });
}

/** The fields of a document as texts; those of an object within it stand for themselves. */
function flat(doc: AuditedDoc | undefined): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(doc ?? {})) {
    if (unsaid.has(name) || value === undefined || value === null) {
      continue;
    }
    if (!isPlain(value)) {
      texts.set(name, textOf(value));
      continue;
    }
    for (const [inner, its] of Object.entries(value)) {
      if (its !== undefined && its !== null) {
        texts.set(`${name}.${inner}`, textOf(its));
      }
    }
  }
  return texts;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && value.constructor === Object;
}

function textOf(value: unknown): string {
  if (value instanceof Date) {
    return value.toISOString();
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

function cut(text: string | undefined): string | undefined {
  return text === undefined || text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}
