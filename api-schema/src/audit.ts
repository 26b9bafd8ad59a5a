import Type, { type Static } from "typebox";
import { auditKinds } from "./audit-kinds.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Moment, Page, pageQuery } from "./shapes.ts";

const kind = Type.Enum([...auditKinds], { type: "string" });
const Ended = Type.Enum(["done", "failed", "unknown"], { type: "string" });

/** One entry of the audit log. It is written once and never changed. */
export const AuditEntry = Exact({
  sequence: Type.Integer(),
  at: Moment,
  /** A member by the account, an API token, or the system itself. */
  by: Exact({
    kind: Type.Enum(["member", "token", "system"], { type: "string" }),
    id: Type.String(),
    name: Type.String(),
    /** The account that made the token. */
    maker: Optional(Exact({ id: Type.String(), name: Type.String() })),
  }),
  /** `kind.verb`, such as `member.removed`. */
  action: Type.String(),
  kind,
  object: Exact({ id: Type.String(), name: Type.String() }),
  /** The network address of the caller. */
  address: Type.String(),
  /** `unknown`: the server stopped before the call ended. */
  outcome: Ended,
  /** The fields that changed. Secrets and personal values are masked. */
  changes: Type.Array(
    Exact({
      field: Type.String(),
      before: Optional(Type.String()),
      after: Optional(Type.String()),
    }),
  ),
  /** SHA-256 of the entry and of `previousHash`, the hash of the entry before. */
  hash: Type.String(),
  previousHash: Type.String(),
});
export type AuditEntry = Static<typeof AuditEntry>;

const auditFilter = {
  /** The id of an account or an API token, or `system`. */
  by: Optional(Type.String({ minLength: 1, maxLength: 64 })),
  kind: Optional(kind),
  object: Optional(Type.String({ minLength: 1, maxLength: 100 })),
  from: Optional(Moment),
  to: Optional(Moment),
};

export const listAudit = defineRoute({
  method: "get",
  path: "/audit",
  tag: "Audit",
  access: "admin",
  summary: "List the entries of the audit log, newest first",
  query: Type.Object({ ...auditFilter, ...pageQuery }),
  reply: Page(AuditEntry),
});
export const exportAudit = defineRoute({
  method: "get",
  path: "/audit/export",
  tag: "Audit",
  access: "admin",
  audit: "audit.exported",
  summary: "Download the entries of the audit log, oldest first, as CSV or JSON Lines",
  query: Type.Object({
    ...auditFilter,
    format: Optional(Type.Enum(["csv", "jsonl"], { type: "string" })),
  }),
  reply: Exact({}),
});
