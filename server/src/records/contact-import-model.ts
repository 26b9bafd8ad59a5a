import type { ContactImport, ImportProblem, ImportSettings } from "@chatloom/api-schema";
import mongoose from "mongoose";
import type { ImportDifference } from "../domain/import-contact.ts";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";

/** An uploaded table of contacts. Moments are epoch milliseconds. */
export interface ContactImportFields {
  readonly fileName: string;
  readonly stage: ContactImport["stage"];
  readonly columns: readonly string[];
  readonly samples: readonly (readonly string[])[];
  readonly rows: number;
  readonly format: string;
  readonly settings: ImportSettings;
  readonly jobId?: ObjectId;
  readonly by: string;
  readonly createdAt: number;
}
export type StoredImport = Stored<ContactImportFields>;

const { Mixed, ObjectId: Id } = mongoose.Schema.Types;

/** The imports of all workspaces. */
export const contactImports = defineCollection<ContactImportFields>(
  "contactImports",
  {
    fileName: String,
    stage: String,
    columns: [String],
    samples: Mixed,
    rows: Number,
    format: String,
    settings: Mixed,
    jobId: Id,
    by: String,
    createdAt: Number,
  },
  [[{ workspaceId: 1, createdAt: -1 }]],
);

/** Rows of a table. Its id is `<import>:<number of the page>`; pages have `rowsPerPage` rows. */
interface ImportPageFields {
  readonly importId: ObjectId;
  readonly rows: readonly (readonly string[])[];
}
export const rowsPerPage = 500;

/** The rows of all tables. */
export const importPages = defineCollection<ImportPageFields, string>(
  "importPages",
  { _id: String, importId: Id, rows: Mixed },
  [[{ workspaceId: 1, importId: 1 }]],
);

/** A row that cannot be imported. Its id is `<import>:<row>:<column>`. */
export interface ImportProblemFields extends Omit<ImportProblem, "column"> {
  readonly importId: ObjectId;
  readonly column: string;
}

/** The faults of all tables. */
export const importProblems = defineCollection<ImportProblemFields, string>(
  "importProblems",
  {
    _id: String,
    importId: Id,
    row: Number,
    column: String,
    code: String,
    value: String,
    expected: String,
  },
  [[{ workspaceId: 1, importId: 1, row: 1 }]],
);

/** The first row with an e-mail or phone. Its id is `<import>:<e-mail or phone>`. */
interface ImportKeyFields {
  readonly importId: ObjectId;
  readonly row: number;
}

/** The e-mails and phones of all tables. */
export const importKeys = defineCollection<ImportKeyFields, string>(
  "importKeys",
  { _id: String, importId: Id, row: Number },
  [[{ workspaceId: 1, importId: 1 }]],
);

/** The effect of one row on a contact. Its id is `<import>:<row>`. */
export interface ImportChangeFields {
  readonly importId: ObjectId;
  readonly row: number;
  readonly contactId: string;
  /** Absent: the import made the contact. */
  readonly difference?: ImportDifference;
}

/** The effects of all imports. */
export const importChanges = defineCollection<ImportChangeFields, string>(
  "importChanges",
  { _id: String, importId: Id, row: Number, contactId: String, difference: Mixed },
  [[{ workspaceId: 1, importId: 1, row: 1 }]],
);
