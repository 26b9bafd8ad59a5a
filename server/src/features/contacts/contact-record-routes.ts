import { routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { Invalid, NotFound } from "../../context/errors.ts";
import { addEvent, byMember } from "../../domain/add-event.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import { noRun } from "../../domain/no-run.ts";
import { answer } from "../../http/answer.ts";
import { streamFile } from "../../http/stream-file.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { changeConversation, findConversation } from "../../pipeline/turn/change-conversation.ts";
import { findMergedContact } from "../../records/contact-merge-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import { flows } from "../../records/flow-model.ts";
import { presentJob } from "../../records/job-model.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import { contactRecord } from "../privacy/contact-record.ts";
import { planErasure } from "../privacy/erase-job.ts";
import { readTimeline } from "./read-timeline.ts";

const declared = routes.contactRecords;

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
      ...defined({ next: found.length === limit && last !== undefined ? String(last) : undefined }),
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
      parts: contactRecord(context, workspaceId, contact),
    });
  });
  answer(api, declared.eraseContact, async ({ workspaceId, params, member }) => {
    const contact = await find(workspaceId, params.contactId);
    const job = await planErasure(context, workspaceId, contact, { by: member.name });
    return presentJob(await work.add(workspaceId, job));
  });

  async function find(workspaceId: string, contactId: string): Promise<ContactDoc> {
    const found = await findMergedContact(connection, workspaceId, contactId);
    if (!found) {
      throw new NotFound("contact");
    }
    return found;
  }
}
