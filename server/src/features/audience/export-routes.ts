import { routes } from "@chatloom/api-schema";
import type { Condition } from "@chatloom/flows-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { presentContact } from "../../domain/present-contact.ts";
import { answer } from "../../http/answer.ts";
import { writePart } from "../../http/write-part.ts";
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
    const type = format === "csv" ? "text/csv" : "application/x-ndjson";
    const day = new Date(now()).toISOString().slice(0, 10);
    response.setHeader("content-type", `${type}; charset=utf-8`);
    response.setHeader("content-disposition", `attachment; filename="contacts-${day}.${format}"`);
    response.setHeader("cache-control", "no-store");
    try {
      if (format === "csv") {
        await writePart(response, byteOrderMark + csvHeader(fields));
      }
      let after: string | undefined = "";
      while (after !== undefined && !response.destroyed) {
        const page: Awaited<ReturnType<typeof matchingPage>> = await matchingPage(
          connection,
          workspaceId,
          compiled,
          { after, limit: atOnce },
        );
        const lines = page.items.map((it) =>
          format === "csv" ? csvContact(it, fields) : `${JSON.stringify(presentContact(it))}\n`,
        );
        await writePart(response, lines.join(""));
        after = page.next;
      }
      response.end();
    } catch (error) {
      // The status is sent already. A file that breaks off must not look whole.
      log.error({ err: error, workspaceId }, "failed to export contacts");
      response.destroy();
    }
    return {};
  });

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
