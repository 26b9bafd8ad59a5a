import type { Connection } from "mongoose";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { recipients } from "../../records/broadcast-model.ts";
import { consents } from "../../records/consent-store.ts";
import { contactMerges } from "../../records/contact-merge-model.ts";
import { contacts } from "../../records/contact-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import { conversationWords } from "../../records/conversation-words-model.ts";
import { countedLinks } from "../../records/counted-link-model.ts";
import { deadLetters } from "../../records/dead-letter-model.ts";
import { deleteFile, findFile } from "../../records/file-store.ts";
import { messages } from "../../records/message-model.ts";
import { conversationHours } from "../../records/report-models.ts";
import { resolutions } from "../../records/resolution-model.ts";
import { trackedEvents } from "../../records/tracked-event-model.ts";
import { turns } from "../../records/turn-model.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import type { JobWork } from "../jobs/run-jobs.ts";

/** The plan of the job. */
export interface ErasePlan {
  /** The contact's id and those of contacts that were merged into it. */
  readonly contactIds: readonly string[];
}

const messagesAtOnce = 500;

/**
 * The work of erasing a contact. The conversations go first, so that no turn begins any more; a page deletes one conversation. Payments stay, as
 * bookkeeping demands, with the amount and without the person's words.
 */
export function eraseJob({ services }: Pipeline): JobWork {
  const { context } = services;
  const { connection } = context;
  return {
    async runPage(job) {
      const { contactIds } = job.plan as ErasePlan;
      const { workspaceId } = job;
      const contactId = { $in: [...contactIds] };
      const conversation = await conversations(connection)
        .in(workspaceId)
        .findOne({ contactId }, { projection: { _id: 1 } });
      if (conversation) {
        await eraseConversation(workspaceId, conversation._id);
        return { position: job.position + 1, counts: { conversations: 1 }, done: false };
      }
      await Promise.all([
        consents(connection).in(workspaceId).deleteMany({ contactId }),
        countedLinks(connection).in(workspaceId).deleteMany({ contactId }),
        resolutions(connection).in(workspaceId).deleteMany({ contactId }),
        trackedEvents(connection).in(workspaceId).deleteMany({ contactId }),
        recipients(connection)
          .in(workspaceId)
          .deleteMany({ contactId, dueAt: { $exists: true } }),
        contactMerges(connection)
          .in(workspaceId)
          .deleteMany({ $or: [{ keptId: contactId }, { absorbedId: contactId }] }),
      ]);
      await contacts(connection)
        .in(workspaceId)
        .deleteMany({ _id: { $in: [...contactIds] } });
      return { position: job.position + 1, counts: {}, done: true };
    },
  };

  /** The conversation itself goes last: a page that runs again finds it. */
  async function eraseConversation(workspaceId: ObjectId, conversationId: string): Promise<void> {
    const own = messages(connection).in(workspaceId);
    for (;;) {
      const found = await own.find(
        { conversationId },
        { limit: messagesAtOnce, projection: { content: 1, direction: 1 } },
      );
      for (const { content, direction } of found) {
        const fileId = "fileId" in content ? content.fileId : undefined;
        const file =
          direction === "incoming" && fileId ? await findFile(context, fileId) : undefined;
        if (file) {
          await deleteFile(context, file);
        }
      }
      await own.deleteMany({ _id: { $in: found.map((it) => it._id) } });
      if (found.length < messagesAtOnce) {
        break;
      }
    }
    await Promise.all([
      // The figures stay; what the person answered does not.
      conversationHours(connection)
        .in(workspaceId)
        .updateMany({ conversationId }, { $unset: { answers: 1 } }),
      deleteTurns(connection, workspaceId, conversationId),
      deadLetters(connection).in(workspaceId).deleteMany({ conversationId }),
      conversationWords(connection)
        .in(workspaceId)
        .deleteMany({ _id: conversationId as unknown }),
    ]);
    await conversations(connection).in(workspaceId).deleteOne({ _id: conversationId });
  }
}

async function deleteTurns(
  connection: Connection,
  workspaceId: ObjectId,
  conversationId: string,
): Promise<void> {
  // The ids of a conversation's turns begin with its id and a full stop; a slash follows the full stop.
  const _id = { $gte: `${conversationId}.`, $lt: `${conversationId}/` };
  await turns(connection).in(workspaceId).deleteMany({ _id });
}
