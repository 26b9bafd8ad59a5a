import type { Connection } from "mongoose";
import { contactWords } from "../domain/contact-words.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { contactsOf } from "./contact-model.ts";

const atOnce = 300;
/** Contacts without search words. */
const unindexed = { words: null as never };

/** Adds search words to contacts that have none, which an earlier version made. Returns whether there may be more. */
export async function indexContacts(
  connection: Connection,
  workspaceId: ObjectId,
): Promise<boolean> {
  const contacts = contactsOf(connection);
  const found = await contacts
    .find({ workspaceId, ...unindexed })
    .limit(atOnce)
    .toArray();
  if (found.length === 0) {
    return false;
  }
  await contacts.bulkWrite(
    found.map((contact) => ({
      updateOne: {
        filter: { _id: contact._id, ...unindexed },
        update: { $set: { words: contactWords(contact) } },
      },
    })),
    { ordered: false },
  );
  return found.length === atOnce;
}
