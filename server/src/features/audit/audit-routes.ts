import { type AuditEntry, routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { invalidAt } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { streamFile } from "../../http/stream-file.ts";
import { auditEntries, type StoredAudit } from "../../records/audit-model.ts";
import { namesOf } from "../accounts/names-of.ts";
import { byteOrderMark, csvLine } from "../audience/contact-csv.ts";

const chapter = routes.audit;
const exportedAtOnce = 500;

interface Filter {
  readonly by?: string | undefined;
  readonly kind?: string | undefined;
  readonly object?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Adds the routes that show the audit log. There is none that changes it. */
export function auditRoutes(api: Router, context: ServerContext): void {
  const { connection, log, now } = context;

  answer(api, chapter.listAudit, async ({ workspaceId, query }) => {
    const { cursor, limit = 50 } = query;
    const before = cursor === undefined ? undefined : Number(cursor);
    if (before !== undefined && !Number.isSafeInteger(before)) {
      const flaw = { at: "/cursor", message: "must be the `next` of an earlier page" };
      throw invalidAt("request.cursor", flaw);
    }
    const found = await auditEntries(connection)
      .in(workspaceId)
      .find(
        {
          ...filterOf(query),
          ...defined({ sequence: before === undefined ? undefined : { $lt: before } }),
        },
        { sort: { sequence: -1 }, limit: limit + 1 },
      );
    const page = found.slice(0, limit);
    const next = found.length > limit ? page.at(-1)?.sequence : undefined;
    return {
      items: await present(page),
      next: next === undefined ? undefined : String(next),
    };
  });

  answer(api, chapter.exportAudit, ({ workspaceId, query, response }) => {
    const { format = "csv" } = query;
    const day = new Date(now()).toISOString().slice(0, 10);
    return streamFile(response, log, {
      type: format === "csv" ? "text/csv" : "application/x-ndjson",
      fileName: `audit-${day}.${format}`,
      parts: partsOf(workspaceId, filterOf(query), format),
    });
  });

  async function* partsOf(
    workspaceId: string,
    filter: Readonly<Record<string, unknown>>,
    format: "csv" | "jsonl",
  ): AsyncGenerator<string> {
    if (format === "csv") {
      yield byteOrderMark + csvLine(columns);
    }
    for (let after = 0; ; ) {
      const page = await auditEntries(connection)
        .in(workspaceId)
        .find(
          { ...filter, sequence: { $gt: after } },
          { sort: { sequence: 1 }, limit: exportedAtOnce },
        );
      const lines = (await present(page)).map((it) =>
        format === "csv" ? csvLine(cellsOf(it)) : `${JSON.stringify(it)}\n`,
      );
      yield lines.join("");
      after = page.at(-1)?.sequence ?? after;
      if (page.length < exportedAtOnce) {
        return;
      }
    }
  }

  async function present(page: readonly StoredAudit[]): Promise<AuditEntry[]> {
    const names = await namesOf(
      context,
      page.map((it) => it.by.makerId),
    );
    return page.map((it) => {
      const { kind, id, name, makerId } = it.by;
      return {
        sequence: it.sequence,
        at: new Date(it.at).toISOString(),
        by: {
          kind,
          id,
          name,
          maker:
            makerId === undefined ? undefined : { id: makerId, name: names.get(makerId) ?? "" },
        },
        action: it.action,
        kind: it.kind,
        object: it.object,
        address: it.address,
        outcome: it.outcome,
        changes: [...it.changes],
        hash: it.hash,
        previousHash: it.previousHash,
      };
    });
  }
}

const columns = [
  "sequence",
  "at",
  "by",
  "byId",
  "byKind",
  "tokenMadeBy",
  "action",
  "object",
  "objectId",
  "address",
  "outcome",
  "changes",
  "hash",
  "previousHash",
];

function cellsOf(it: AuditEntry): string[] {
  return [
    String(it.sequence),
    it.at,
    it.by.name,
    it.by.id,
    it.by.kind,
    it.by.maker?.name ?? "",
    it.action,
    it.object.name,
    it.object.id,
    it.address,
    it.outcome,
    it.changes.length === 0 ? "" : JSON.stringify(it.changes),
    it.hash,
    it.previousHash,
  ];
}

function filterOf({ by, kind, object, from, to }: Filter): Record<string, unknown> {
  const at = defined({
    $gte: from === undefined ? undefined : Date.parse(from),
    $lt: to === undefined ? undefined : Date.parse(to),
  });
  return defined({
    "by.id": by,
    kind,
    "object.id": object,
    at: Object.keys(at).length > 0 ? at : undefined,
  });
}
