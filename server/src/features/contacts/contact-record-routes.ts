import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { Invalid, NotFound } from "../../context/errors.ts";
import { addEvent, byMember } from "../../domain/add-event.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import { noRun } from "../../domain/no-run.ts";
import { presentContact } from "../../domain/present-contact.ts";
import { presentMessage } from "../../domain/present-message.ts";
import { answer } from "../../http/answer.ts";
import { streamFile } from "../../http/stream-file.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { changeConversation, findConversation } from "../../pipeline/turn/change-conversation.ts";
import { recipients } from "../../records/broadcast-model.ts";
import { consents } from "../../records/consent-store.ts";
import { findMergedContact, idsOfContact } from "../../records/contact-merge-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import { countedLinks } from "../../records/counted-link-model.ts";
import { flows } from "../../records/flow-model.ts";
import { presentJob } from "../../records/job-model.ts";
import { messages } from "../../records/message-model.ts";
import { trackedEvents } from "../../records/tracked-event-model.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import type { ErasePlan } from "./erase-job.ts";
import { presentConsent } from "./present-consent.ts";
import { readTimeline } from "./read-timeline.ts";

const declared = routes.contactRecords;
const exportedAtOnce = 200;

/** Adds the routes about all that is known of a contact: timeline, running flows, export and erasure. */
export function contactRecordRoutes(api: Router, pipeline: Pipeline, work: Jobs): void {
  const { services, wakeConversation } = pipeline;
  const { context } = services;
  const { connection, now, log } = context;

  answer(api, declared.readTimeline, async ({ workspaceId, params, query }) => {
    const contact = await find(workspaceId, params.contactId);
    const { cursor, limit = 50 } = query;
    const before = cursor === undefined ? now() + 1 : Number(cursor);
    if (!Number.isSafeInteger(before)) {
      throw new Invalid("request.cursor", "The cursor is not one that a list of ours gave", [
        { at: "/cursor", message: "must be the `next` of an earlier page" },
      ]);
    }
    const found = await readTimeline(connection, contact, before, limit);
    const last = found.at(-1)?.at;
    return {
      items: found.map((it) => ({ ...it, at: new Date(it.at).toISOString() })),
      ...(found.length === limit && last !== undefined && { next: String(last) }),
    };
  });
  answer(api, declared.listRuns, async ({ workspaceId, params }) => {
    const contact = await find(workspaceId, params.contactId);
    const own = await conversations(connection)
      .in(workspaceId)
      .find(
        { contactId: contact._id, run: { $exists: true } },
        { projection: { channelId: 1, run: 1 } },
      );
    const running = own.flatMap(({ _id, channelId, run }) => {
      const frame = run?.frames.at(-1);
      return run && frame ? [{ _id, channelId, run, frame }] : [];
    });
    const known = await flows(connection)
      .in(workspaceId)
      .find({ _id: { $in: running.map((it) => it.frame.flowId) } }, { projection: { name: 1 } });
    const names = new Map(known.map((it) => [String(it._id), it.name]));
    return {
      items: running.map(({ _id, channelId, run, frame }) => ({
        conversationId: _id,
        channelId,
        flowId: frame.flowId,
        flowName: names.get(frame.flowId) ?? "",
        nodeId: frame.nodeId,
        startedAt: new Date(run.startedAt).toISOString(),
      })),
    };
  });
  answer(api, declared.stopRun, async ({ workspaceId, params, member }) => {
    const conversation = await findConversation(context, workspaceId, params.conversationId);
    let stopped = false;
    const after = await changeConversation(services, conversation, (state) => {
      stopped = state.run !== undefined;
      if (!stopped) {
        return state;
      }
      const ended = changed(state, {
        ...noRun,
        marketing: undefined,
      });
      return addEvent(ended, "flowStopped", byMember(member), now());
    });
    wakeConversation(after);
    return { stopped };
  });
  answer(api, declared.exportContact, async ({ workspaceId, params, response }) => {
    const contact = await find(workspaceId, params.contactId);
    return streamFile(response, log, {
      type: "application/json",
      fileName: `contact-${contact._id}.json`,
      parts: recordOf(workspaceId, contact),
    });
  });
  answer(api, declared.eraseContact, async ({ workspaceId, params, member }) => {
    const contact = await find(workspaceId, params.contactId);
    const plan: ErasePlan = { contactIds: idsOfContact(contact) };
    const total = await conversations(connection)
      .in(workspaceId)
      .count({ contactId: { $in: [...plan.contactIds] } });
    const job = {
      kind: "eraseContact",
      title: "",
      plan,
      total: total + 1,
      by: member.name,
    } as const;
    return presentJob(await work.add(workspaceId, job));
  });

  /** Gives everything that is stored about a contact as one JSON text, in parts. */
  async function* recordOf(workspaceId: string, contact: ContactDoc): AsyncGenerator<string> {
    const contactId = { $in: idsOfContact(contact) };
    const [ledger, events, got, links, own] = await Promise.all([
      consents(connection).in(workspaceId).find({ contactId }),
      trackedEvents(connection).in(workspaceId).find({ contactId }),
      recipients(connection).in(workspaceId).find({ contactId }),
      countedLinks(connection).in(workspaceId).find({ contactId }),
      conversations(connection).in(workspaceId).find({ contactId }),
    ]);
    const head = {
      contact: presentContact(contact),
      consents: ledger.map(presentConsent),
      events: events.map(({ event, name, at }) => ({ event, name, at: new Date(at) })),
      broadcasts: got.map((it) => ({
        broadcastId: it.broadcastId,
        skipped: it.skipped,
        at: new Date(it.at),
      })),
      links: links.map((it) => ({ url: it.url, clicks: it.clicks, at: new Date(it.at) })),
    };
    yield `${JSON.stringify(head).slice(0, -1)},"conversations":[`;
    for (const [index, { _id, channelId, channelType, address }] of own.entries()) {
      const opening = JSON.stringify({ id: _id, channelId, channelType, address });
      const comma = index === 0 ? "" : ",";
      yield `${comma}${opening.slice(0, -1)},"messages":[`;
      yield* messagesOf(workspaceId, _id);
      yield "]}";
    }
    yield "]}\n";
  }

  async function* messagesOf(workspaceId: string, conversationId: string): AsyncGenerator<string> {
    let after = 0;
    for (;;) {
      const found = await messages(connection)
        .in(workspaceId)
        .find(
          { conversationId, sequence: { $gt: after } },
          { sort: { sequence: 1 }, limit: exportedAtOnce },
        );
      const texts = found.map((it) => JSON.stringify(presentMessage(it)));
      yield `${after === 0 || texts.length === 0 ? "" : ","}${texts.join(",")}`;
      after = found.at(-1)?.sequence ?? after;
      if (found.length < exportedAtOnce) {
        return;
      }
    }
  }

  async function find(workspaceId: string, contactId: string): Promise<ContactDoc> {
    const found = await findMergedContact(connection, workspaceId, contactId);
    if (!found) {
      throw new NotFound("contact");
    }
    return found;
  }
}
