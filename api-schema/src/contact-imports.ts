import Type, { type Static } from "typebox";
import { Job } from "./jobs.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment } from "./shapes.ts";

/** The largest table, in bytes, rows and columns. */
export const importLimits = { bytes: 50 * 1024 * 1024, rows: 200_000, columns: 100 } as const;

/** The target of a column; empty: none. `field:<key>` is a custom field. */
const Target = Type.String({
  pattern:
    "^(?:name|firstName|lastName|email|phone|language|country|timeZone|tags|field:.{1,64})?$",
});

/** Rules for turning the rows of a table into contacts. */
export const ImportSettings = Exact({
  /** One target for each column of the table. */
  columns: Type.Array(Target, { maxItems: importLimits.columns }),
  /** ISO 3166, for phone numbers without a country code; empty: such numbers are refused. */
  country: Type.String({ pattern: "^(?:[A-Z]{2})?$" }),
  /** The order of dates such as 11/30/2026. */
  dates: Type.Enum(["dayFirst", "monthFirst"], { type: "string" }),
  /** For contacts that are known by e-mail or phone: `fillEmpty` changes only what they do not have. */
  existing: Type.Enum(["update", "fillEmpty", "skip"], { type: "string" }),
  /** Every imported contact gets these. */
  tags: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: 20 }),
  /** Channels on which an imported phone number or e-mail is the contact's address. */
  channelIds: Type.Array(Id, { maxItems: 20 }),
  /** Whether outgoing webhooks are told; absent: they are. */
  tellWebhooks: Optional(Type.Boolean()),
  /** Consent to marketing that all these people gave; absent: none is recorded. */
  consent: Optional(
    Exact({
      /** The words they agreed to, and where. */
      wording: Type.String({ minLength: 1, maxLength: 2_000 }),
      at: Moment,
    }),
  ),
});
export type ImportSettings = Static<typeof ImportSettings>;

/** An uploaded table of contacts. */
export const ContactImport = Exact({
  id: Id,
  fileName: Type.String(),
  stage: Type.Enum(
    ["uploaded", "checking", "checked", "importing", "imported", "undoing", "undone"],
    { type: "string" },
  ),
  columns: Type.Array(Type.String()),
  /** The first rows. */
  samples: Type.Array(Type.Array(Type.String())),
  rows: Type.Integer(),
  /** Detected: the encoding and the separator of a CSV file. */
  format: Type.String(),
  /** Proposed until the first check, then those of the check. */
  settings: ImportSettings,
  /** The newest job. */
  job: Optional(Job),
  by: Type.String(),
  createdAt: Moment,
});
export type ContactImport = Static<typeof ContactImport>;

/** The reason why a row is not imported. */
export const ImportProblem = Exact({
  /** As a spreadsheet numbers it: the first row of data is 2. */
  row: Type.Integer(),
  column: Type.String(),
  code: Type.Enum(
    ["noAddress", "badEmail", "badPhone", "badValue", "tooLong", "repeated", "tooManyFields"],
    { type: "string" },
  ),
  value: Type.String(),
  expected: Optional(Type.String()),
});
export type ImportProblem = Static<typeof ImportProblem>;

const importParams = Type.Object({ importId: Id });
const reading = {
  tag: "Audience",
  access: "editor",
  params: importParams,
} as const;

export const listContactImports = defineRoute({
  method: "get",
  path: "/contact-imports",
  tag: "Audience",
  access: "editor",
  summary: "List the newest 50 imports",
  reply: Exact({ items: Type.Array(ContactImport) }),
});
/** The body is the file; the header `x-file-name` holds its name, percent-encoded. */
export const uploadContactImport = defineRoute({
  method: "post",
  path: "/contact-imports",
  tag: "Audience",
  access: "editor",
  audit: "contactImport.uploaded",
  summary: "Upload a CSV or XLSX table of contacts (raw body)",
  reply: ContactImport,
  errors: [
    "import.too-large",
    "import.too-many-rows",
    "import.too-many-columns",
    "import.empty",
    "import.unreadable",
    "import.reading",
  ],
});
export const readContactImport = defineRoute({
  ...reading,
  method: "get",
  path: "/contact-imports/:importId",
  summary: "Read an import",
  reply: ContactImport,
});
export const checkContactImport = defineRoute({
  ...reading,
  method: "post",
  path: "/contact-imports/:importId/check",
  audit: { none: "It tries the import and changes no contact" },
  summary: "Try an import with these settings; nothing is changed",
  body: ImportSettings,
  reply: ContactImport,
  errors: ["import.no-address", "import.columns", "import.channel", "import.busy"],
});
export const startContactImport = defineRoute({
  ...reading,
  method: "post",
  path: "/contact-imports/:importId/start",
  audit: "contactImport.started",
  summary: "Import the rows as they were checked",
  reply: ContactImport,
  errors: ["import.not-checked"],
});
export const undoContactImport = defineRoute({
  ...reading,
  method: "post",
  path: "/contact-imports/:importId/undo",
  audit: "contactImport.undone",
  summary: "Take an import back where contacts did not change since",
  reply: ContactImport,
  errors: ["import.not-imported"],
});
export const listImportProblems = defineRoute({
  ...reading,
  method: "get",
  path: "/contact-imports/:importId/problems",
  summary: "List the first 100 rows that cannot be imported",
  reply: Exact({ items: Type.Array(ImportProblem) }),
});
/** The reply is the file itself. */
export const downloadImportProblems = defineRoute({
  ...reading,
  method: "get",
  path: "/contact-imports/:importId/problems.csv",
  summary: "Download the rows that cannot be imported as CSV",
  reply: Exact({}),
});
export const deleteContactImport = defineRoute({
  ...reading,
  method: "delete",
  path: "/contact-imports/:importId",
  audit: "contactImport.deleted",
  summary: "Delete an uploaded table; imported contacts stay",
  reply: Exact({}),
  errors: ["import.busy"],
});
