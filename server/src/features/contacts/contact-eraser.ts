import type { Connection } from "mongoose";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { recipients } from "../../records/broadcast-model.ts";
import { consents } from "../../records/consent-store.ts";
import { contactChanges } from "../../records/contact-change-model.ts";
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

/** Deletes everything that is stored about contacts, in steps that may run again. */
export interface ContactEraser {
  /** Deletes one conversation of the contacts; false if there is none left. */
  readonly eraseConversation: (
    workspaceId: ObjectId,
    contactIds: readonly string[],
  ) => Promise<boolean>;
  /** Deletes the contacts and all else. Called once no conversation is left. */
  readonly eraseRest: (workspaceId: ObjectId, contactIds: readonly string[]) => Promise<void>;
}

const messagesAtOnce = 500;

/**
 * Creates what erases contacts. The conversations go first, so that no turn begins any more. Payments stay, as bookkeeping demands, with the
 * amount and without the person's words.
 */
export function createContactEraser({ services }: Pipeline): ContactEraser {
  const { context } = services;
  const { connection } = context;
  return {
    async eraseConversation(workspaceId, contactIds) {
      const conversation = await conversations(connection)
        .in(workspaceId)
        .findOne({ contactId: { $in: [...contactIds] } }, { projection: { _id: 1 } });
      if (conversation) {
        await eraseConversation(workspaceId, conversation._id);
      }
      return conversation !== undefined;
    },
    async eraseRest(workspaceId, contactIds) {
      const contactId = { $in: [...contactIds] };
      await Promise.all([
        consents(connection).in(workspaceId).deleteMany({ contactId }),
        countedLinks(connection).in(workspaceId).deleteMany({ contactId }),
        resolutions(connection).in(workspaceId).deleteMany({ contactId }),
        trackedEvents(connection).in(workspaceId).deleteMany({ contactId }),
        recipients(connection)
          .in(workspaceId)
          .deleteMany({ contactId, dueAt: { $exists: true } }),
        contactChanges(connection).in(workspaceId).deleteMany({ contactId }),
        contactMerges(connection)
          .in(workspaceId)
          .deleteMany({ $or: [{ keptId: contactId }, { absorbedId: contactId }] }),
      ]);
      await contacts(connection)
        .in(workspaceId)
        .deleteMany({ _id: { $in: [...contactIds] } });
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
