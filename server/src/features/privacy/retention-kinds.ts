import type { RetentionRules } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { changed } from "../../domain/conversation-shape.ts";
import type { PipelineServices } from "../../pipeline/pipeline-services.ts";
import { changeConversation, findConversation } from "../../pipeline/turn/change-conversation.ts";
import { aiUsage } from "../../records/ai-usage-model.ts";
import { alerts } from "../../records/alert-model.ts";
import { signPlace } from "../../records/audit-hash.ts";
import { auditChains, auditEntries } from "../../records/audit-model.ts";
import { contacts } from "../../records/contact-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import { conversationWords } from "../../records/conversation-words-model.ts";
import { deadLetters } from "../../records/dead-letter-model.ts";
import { deleteFile, findFile } from "../../records/file-store.ts";
import { messages } from "../../records/message-model.ts";
import { turns } from "../../records/turn-model.ts";
import { webhookDeliveries } from "../../records/webhook-model.ts";
import { derivedId } from "../../store/derived-id.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import { insertJob } from "../jobs/insert-job.ts";
import { planErasure } from "./erase-job.ts";

/** A kind of data that retention rules delete. `before` is the first moment that stays (epoch milliseconds). */
interface RetentionKind {
  readonly count: (workspaceId: string | ObjectId, before: number) => Promise<number>;
  /** Deletes a page. Returns how many documents; 0 at the end. */
  readonly trim: (workspaceId: ObjectId, before: number) => Promise<number>;
}

const atOnce = 500;
/** Each of these contacts is a job of its own. */
const contactsAtOnce = 50;

/** The kinds in the order in which they run. */
export const retentionOrder = ["contacts", "messages", "files", "logs", "audit"] as const;

/** Makes the kinds of a server. */
export function retentionKinds(
  services: PipelineServices,
): Readonly<Record<keyof RetentionRules, RetentionKind>> {
  const { context } = services;
  const { connection } = context;
  const ended = (before: number) => ({
    writtenAt: { $lt: before },
    delivery: { $ne: "queued" },
  });
  const withFile = (before: number) => ({
    writtenAt: { $lt: before },
    direction: "incoming",
    "content.fileId": { $exists: true },
  });
  const inactive = (before: number) => ({
    createdAt: { $lt: before },
    updatedAt: { $lt: before },
    $or: [{ lastSeenAt: { $exists: false } }, { lastSeenAt: { $lt: before } }],
  });
  const logs = (workspaceId: string | ObjectId, before: number) => [
    {
      model: webhookDeliveries(connection).in(workspaceId),
      filter: { at: { $lt: before }, state: { $ne: "pending" } },
    },
    { model: alerts(connection).in(workspaceId), filter: { at: { $lt: before } } },
    { model: deadLetters(connection).in(workspaceId), filter: { at: { $lt: before } } },
    { model: aiUsage(connection).in(workspaceId), filter: { at: { $lt: new Date(before) } } },
  ];

  return {
    messages: {
      count: (workspaceId, before) => messages(connection).in(workspaceId).count(ended(before)),
      async trim(workspaceId, before) {
        const model = messages(connection).in(workspaceId);
        const page = await model.find(ended(before), { sort: { writtenAt: 1 }, limit: atOnce });
        for (const { content, direction } of page) {
          if (direction === "incoming" && "fileId" in content && content.fileId) {
            await drop(content.fileId);
          }
        }
        await model.deleteMany({ _id: { $in: page.map((it) => it._id) } });
        if (page.length < atOnce) {
          await turns(connection)
            .in(workspaceId)
            .deleteMany({ at: { $lt: before } });
        }
        return page.length;
      },
    },
    files: {
      count: (workspaceId, before) => messages(connection).in(workspaceId).count(withFile(before)),
      async trim(workspaceId, before) {
        const model = messages(connection).in(workspaceId);
        const page = await model.find(withFile(before), { sort: { writtenAt: 1 }, limit: atOnce });
        for (const { _id, content, version = 0 } of page) {
          const fileId = "fileId" in content ? content.fileId : undefined;
          if (fileId) {
            await drop(fileId);
          }
          const text = "fileName" in content && content.fileName ? content.fileName : "–";
          const left = { content: { type: "text", text: `[${text}]` }, version: version + 1 };
          await model.updateOne({ _id }, { $set: left });
        }
        return page.length;
      },
    },
    logs: {
      async count(workspaceId, before) {
        const counts = logs(workspaceId, before).map(({ model, filter }) =>
          (model as { count(filter: object): Promise<number> }).count(filter),
        );
        return (await Promise.all(counts)).reduce((sum, it) => sum + it, 0);
      },
      async trim(workspaceId, before) {
        const deleted = logs(workspaceId, before).map(({ model, filter }) =>
          (model as { deleteMany(filter: object): Promise<number> }).deleteMany(filter),
        );
        return (await Promise.all(deleted)).reduce((sum, it) => sum + it, 0);
      },
    },
    contacts: {
      count: (workspaceId, before) => contacts(connection).in(workspaceId).count(inactive(before)),
      async trim(workspaceId, before) {
        const page = await contacts(connection)
          .in(workspaceId)
          .find(inactive(before), { sort: { _id: 1 }, limit: contactsAtOnce });
        let begun = 0;
        for (const contact of page) {
          const _id = new mongoose.Types.ObjectId(derivedId(`retention:${contact._id}`));
          const job = await planErasure(context, workspaceId, contact, { by: "", _id });
          begun += await insertJob(context, workspaceId, job).then(
            () => 1,
            (error: unknown) => {
              if (!isDuplicateKey(error)) {
                throw error;
              }
              return 0;
            },
          );
        }
        return begun;
      },
    },
    audit: {
      async count(workspaceId, before) {
        const end = await boundary(workspaceId, before);
        return end
          ? auditEntries(connection)
              .in(workspaceId)
              .count({ sequence: { $lte: end.sequence } })
          : 0;
      },
      async trim(workspaceId, before) {
        const end = await boundary(workspaceId, before);
        if (!end) {
          return 0;
        }
        const start = signPlace(context.config.secretKey, String(workspaceId), end);
        // The beginning moves first: entries before it that are still there are none of the log any more.
        await auditChains(connection)
          .in(workspaceId)
          .updateOne({ _id: String(workspaceId) }, { $set: { start } });
        return auditEntries(connection)
          .in(workspaceId)
          .deleteMany({ sequence: { $lte: end.sequence } });
      },
    },
  };

  /** The last entry that goes. The newest one always stays, as the chain continues from it. */
  async function boundary(workspaceId: string | ObjectId, before: number) {
    const entries = auditEntries(connection).in(workspaceId);
    const newest = await entries.findOne({}, { sort: { sequence: -1 } });
    return entries.findOne(
      { at: { $lt: before }, sequence: { $lt: newest?.sequence ?? 0 } },
      { sort: { sequence: -1 } },
    );
  }

  /** Takes the last message's text, and the words that search finds, from conversations without newer messages. */
  async function _forgetQuiet(workspaceId: ObjectId, before: number): Promise<void> {
    const quiet = { "last.at": { $lt: before }, "last.text": { $gt: "" } };
    for (let last = ""; ; ) {
      const page = await conversations(connection)
        .in(workspaceId)
        .find({ ...quiet, _id: { $gt: last } }, { sort: { _id: 1 }, limit: atOnce });
      for (const { _id } of page) {
        const conversation = await findConversation(context, String(workspaceId), _id);
        await changeConversation(services, conversation, (state) =>
          state.last && state.last.at < before
            ? changed(state, { last: { ...state.last, text: "" } })
            : state,
        );
      }
      const ids = page.map((it) => it._id);
      await conversationWords(connection)
        .in(workspaceId)
        .deleteMany({ _id: { $in: ids } });
      last = ids.at(-1) ?? last;
      if (page.length < atOnce) {
        return;
      }
    }
  }

  async function drop(fileId: string): Promise<void> {
    const file = await findFile(context, fileId);
    if (file) {
      await deleteFile(context, file);
    }
  }
}
