import type { FieldShape } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { type ImportedFacts, type RowProblem, readImportRow } from "../../domain/import-row.ts";
import {
  importKeys,
  importPages,
  importProblems,
  rowsPerPage,
  type StoredImport,
} from "../../records/contact-import-model.ts";
import { contactsOf } from "../../records/contact-model.ts";
import { listDefinitions } from "../../records/known-definitions.ts";
import { addMissing } from "../../store/add-missing.ts";

/** A row that can be imported, and the contact it is about, if that is known. */
export interface GoodRow {
  /** 0 is the first row of data. */
  readonly row: number;
  readonly facts: ImportedFacts;
  readonly known: ContactDoc | undefined;
}

/** One page of a table, judged. */
export interface JudgedPage {
  readonly good: readonly GoodRow[];
  readonly bad: readonly (RowProblem & { readonly row: number })[];
  /** Rows with at least one fault. */
  readonly badRows: number;
  /** The number of rows in the page. */
  readonly rows: number;
}

/** Reads a page of a table, finds faults, rows that repeat earlier ones, and the contacts that are known. */
export async function judgePage(
  connection: Connection,
  found: StoredImport,
  page: number,
  now: number,
): Promise<JudgedPage> {
  const { _id, workspaceId, settings } = found;
  const stored = await importPages(connection).in(workspaceId).findById(`${_id}:${page}`);
  const cells = stored?.rows ?? [];
  const fields = await listDefinitions(connection, workspaceId, "field", now);
  const shapes = new Map<string, FieldShape>(
    fields.map(({ key, type = "text", choices = [] }) => [key, { type, choices }]),
  );
  const read = cells.map((row, index) => ({
    row: page * rowsPerPage + index,
    ...readImportRow(row, settings, shapes),
  }));
  const readable = read.filter((it) => "facts" in it);
  const first = await firstRows(connection, found, readable);
  const bad = read.flatMap((it) =>
    "problems" in it ? it.problems.map((problem) => ({ ...problem, row: it.row })) : [],
  );
  const fresh = readable.filter(({ row, facts }) => {
    const earlier = Math.min(...keysOf(facts).map((key) => first.get(key) ?? row));
    if (earlier < row) {
      const column = settings.columns.findIndex((it) => it === "email" || it === "phone");
      const value = facts.email ?? facts.phone ?? "";
      bad.push({ row, column, code: "repeated", value, expected: String(earlier + 2) });
    }
    return earlier >= row;
  });
  const known = await knownContacts(connection, found, fresh);
  return {
    good: fresh.map(({ row, facts }) => ({
      row,
      facts,
      known: keysOf(facts)
        .map((key) => known.get(key))
        .find((it) => it !== undefined),
    })),
    bad,
    badRows: cells.length - fresh.length,
    rows: cells.length,
  };
}

/** Keeps the faults of a page. The same page again replaces nothing and adds nothing. */
export async function storeProblems(
  connection: Connection,
  { _id, workspaceId, columns }: StoredImport,
  bad: JudgedPage["bad"],
): Promise<void> {
  await addMissing(
    importProblems(connection).in(workspaceId),
    bad.map(({ row, column, code, value, expected }) => ({
      _id: `${_id}:${row}:${column}`,
      importId: _id,
      row: row + 2,
      column: columns[column] ?? "",
      code,
      value,
      expected,
    })),
  );
}

function keysOf({ email, phone }: ImportedFacts): string[] {
  return [email, phone].filter((it) => it !== undefined);
}

/** Returns the first row of each e-mail and phone. Rows of this page join the index. */
async function firstRows(
  connection: Connection,
  { _id, workspaceId }: StoredImport,
  rows: readonly { readonly row: number; readonly facts: ImportedFacts }[],
): Promise<ReadonlyMap<string, number>> {
  const model = importKeys(connection).in(workspaceId);
  const wanted = new Map<string, number>();
  for (const { row, facts } of rows) {
    for (const key of keysOf(facts)) {
      wanted.set(key, Math.min(row, wanted.get(key) ?? row));
    }
  }
  const ids = new Map([...wanted.keys()].map((key) => [`${_id}:${key}`, key]));
  await addMissing(
    model,
    [...wanted].map(([key, row]) => ({ _id: `${_id}:${key}`, importId: _id, row })),
  );
  const found = await model.find({ _id: { $in: [...ids.keys()] } });
  return new Map(found.map((it) => [ids.get(it._id) ?? "", it.row]));
}

async function knownContacts(
  connection: Connection,
  { workspaceId }: StoredImport,
  rows: readonly { readonly facts: ImportedFacts }[],
): Promise<ReadonlyMap<string, ContactDoc>> {
  const emails = rows.flatMap(({ facts }) => facts.email ?? []);
  const phones = rows.flatMap(({ facts }) => facts.phone ?? []);
  const contacts = contactsOf(connection);
  const found = [
    ...(phones.length > 0
      ? await contacts.find({ workspaceId, phone: { $in: phones } }).toArray()
      : []),
    ...(emails.length > 0
      ? await contacts.find({ workspaceId, email: { $in: emails } }).toArray()
      : []),
  ];
  return new Map(
    found.flatMap((contact) =>
      [contact.email, contact.phone]
        .filter((it) => it !== "")
        .map((key) => [key, contact] as const),
    ),
  );
}
