import { routes } from "@chatloom/api-schema";
import type { Condition } from "@chatloom/flows-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { presentContact } from "../../domain/present-contact.ts";
import { answer } from "../../http/answer.ts";
import { streamFile } from "../../http/stream-file.ts";
import { compileFor, matchingPage } from "../../records/find-matching.ts";
import { listDefinitions } from "../../records/known-definitions.ts";
import { segments } from "../../records/segment-model.ts";
import { byteOrderMark, csvContact, csvHeader } from "./contact-csv.ts";

const atOnce = 500;
const everyone: Condition = { match: "all", groups: [] };

/** The route that gives contacts out as a file, a page at a time. */
export function exportRoutes(api: Router, context: ServerContext): void {
  const { connection, now, log } = context;

  answer(api, routes.audience.exportContacts, async ({ workspaceId, query, response }) => {
    const { format = "csv", segmentId } = query;
    const condition = await conditionOf(workspaceId, segmentId);
    const [compiled, fields] = await Promise.all([
      compileFor(connection, workspaceId, condition, now()),
      listDefinitions(connection, workspaceId, "field", now()),
    ]);
    const day = new Date(now()).toISOString().slice(0, 10);
    return streamFile(response, log, {
      type: format === "csv" ? "text/csv" : "application/x-ndjson",
      fileName: `contacts-${day}.${format}`,
      parts: partsOf(workspaceId, compiled, format, fields),
    });
  });

  async function* partsOf(
    workspaceId: string,
    compiled: Awaited<ReturnType<typeof compileFor>>,
    format: "csv" | "jsonl",
    fields: Awaited<ReturnType<typeof listDefinitions>>,
  ): AsyncGenerator<string> {
    if (format === "csv") {
      yield byteOrderMark + csvHeader(fields);
    }
    let after: string | undefined = "";
    while (after !== undefined) {
      const page: Awaited<ReturnType<typeof matchingPage>> = await matchingPage(
        connection,
        workspaceId,
        compiled,
        { after, limit: atOnce },
      );
      const lines = page.items.map((it) =>
        format === "csv" ? csvContact(it, fields) : `${JSON.stringify(presentContact(it))}\n`,
      );
      yield lines.join("");
      after = page.next;
    }
  }

  async function conditionOf(
    workspaceId: string,
    segmentId: string | undefined,
  ): Promise<Condition> {
    if (segmentId === undefined) {
      return everyone;
    }
    const segment = await segments(connection).in(workspaceId).findById(segmentId);
    if (!segment) {
      throw new NotFound("segment");
    }
    return segment.condition;
  }
}
