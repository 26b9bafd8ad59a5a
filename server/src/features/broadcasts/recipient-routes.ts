import { type QueryOf, type Recipient, routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { streamFile } from "../../http/stream-file.ts";
import {
  type RecipientFields,
  recipients,
  type StoredBroadcast,
} from "../../records/broadcast-model.ts";
import { contacts } from "../../records/contact-model.ts";
import { presentJob } from "../../records/job-model.ts";
import { messages } from "../../records/message-model.ts";
import { byteOrderMark, csvLine } from "../audience/contact-csv.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import { contactsWith } from "./broadcast-outcomes.ts";
import type { ResendPlan } from "./resend-job.ts";

const chapter = routes.broadcasts;
const exportedAtOnce = 500;
type Chosen = Pick<QueryOf<typeof chapter.listRecipients>, "skipped" | "outcome" | "code">;

/** Adds the routes that list the contacts of a broadcast, give them out as a file, and send failed messages again. */
export function recipientRoutes(
  api: Router,
  { connection, now, log }: ServerContext,
  work: Jobs,
  find: (workspaceId: string, broadcastId: string) => Promise<StoredBroadcast>,
): void {
  answer(api, chapter.listRecipients, async ({ workspaceId, params, query }) => {
    const broadcast = await find(workspaceId, params.broadcastId);
    const { rows, next } = await pageOf(broadcast, query, query.cursor ?? "", query.limit ?? 50);
    return { items: rows.map(({ email: _, phone: __, ...it }) => it), next };
  });
  answer(api, chapter.exportRecipients, async ({ workspaceId, params, query, response }) => {
    const broadcast = await find(workspaceId, params.broadcastId);
    const day = new Date(now()).toISOString().slice(0, 10);
    return streamFile(response, log, {
      type: "text/csv",
      fileName: `broadcast-${day}.csv`,
      parts: linesOf(broadcast, query),
    });
  });
  answer(api, chapter.resendFailed, async ({ workspaceId, params, body, member }) => {
    const { _id, plan } = await find(workspaceId, params.broadcastId);
    const resend: ResendPlan = { broadcastId: String(_id), code: body.code };
    const total = await messages(connection)
      .in(workspaceId)
      .count({ broadcastId: String(_id), delivery: "failed", "failure.code": body.code });
    return presentJob(
      await work.add(workspaceId, {
        kind: "resendBroadcast",
        title: plan.name,
        plan: resend,
        total,
        by: member.name,
      }),
    );
  });

  async function* linesOf(broadcast: StoredBroadcast, chosen: Chosen): AsyncGenerator<string> {
    yield byteOrderMark +
      csvLine(["contactId", "name", "email", "phone", "skipped", "variant", "at"]);
    let after: string | undefined = "";
    while (after !== undefined) {
      const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(
        broadcast,
        chosen,
        after,
        exportedAtOnce,
      );
      const lines = page.rows.map((it) =>
        csvLine([
          it.contactId,
          it.name,
          it.email,
          it.phone,
          it.skipped ?? "",
          it.variant ?? "",
          it.at,
        ]),
      );
      yield lines.join("");
      after = page.next;
    }
  }

  /** A page of a list, after a contact's id. */
  async function pageOf(
    broadcast: StoredBroadcast,
    { skipped, outcome = "started", code }: Chosen,
    after: string,
    limit: number,
  ) {
    const model = recipients(connection).in(broadcast.workspaceId);
    const broadcastId = String(broadcast._id);
    if (outcome === "started" || outcome === "waiting" || skipped !== undefined) {
      const waits = outcome === "waiting" && skipped === undefined;
      const found = await model.find(
        {
          broadcastId,
          skipped: skipped ?? null,
          dueAt: waits ? { $exists: true } : null,
          ...defined({ _id: after === "" ? undefined : { $gt: `${broadcastId}:${after}` } }),
        },
        { sort: { _id: 1 }, limit: limit + 1 },
      );
      return present(broadcast, found, limit);
    }
    const all = await contactsWith(connection, broadcast, outcome, code);
    const ids = all.filter((it) => it > after).slice(0, limit + 1);
    const found = await model.find(
      { _id: { $in: ids.map((it) => `${broadcastId}:${it}`) } },
      { sort: { _id: 1 } },
    );
    return present(broadcast, found, limit);
  }

  async function present(
    { workspaceId }: StoredBroadcast,
    found: readonly RecipientFields[],
    limit: number,
  ): Promise<{ readonly rows: readonly Row[]; readonly next?: string }> {
    const page = found.slice(0, limit);
    const known = await contacts(connection)
      .in(workspaceId)
      .find(
        { _id: { $in: page.map((it) => it.contactId) } },
        { projection: { name: 1, email: 1, phone: 1 } },
      );
    const people = new Map(known.map((it) => [it._id, it]));
    const rows = page.map(({ contactId, conversationId, skipped, variant, at }): Row => {
      const { name = "", email = "", phone = "" } = people.get(contactId) ?? {};
      const moment = new Date(at).toISOString();
      return { contactId, name, conversationId, skipped, variant, at: moment, email, phone };
    });
    const last = found.length > limit ? page.at(-1)?.contactId : undefined;
    return last === undefined ? { rows } : { rows, next: last };
  }
}

type Row = Recipient & { readonly email: string; readonly phone: string };
