import { defined } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import type { ConsentEntry } from "../domain/consent-entry.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import { defineCollection, type ObjectId } from "../store/scoped-model.ts";
import { contactsOf } from "./contact-model.ts";

/** The ledger of consent. Entries are added and never changed. */
export const consents = defineCollection<Omit<ConsentEntry, "_id">, string>(
  "consents",
  {
    _id: String,
    contactId: String,
    channelId: String,
    purpose: String,
    state: String,
    at: Number,
    source: String,
    wording: String,
    by: String,
    subjects: { type: [String], default: undefined },
  },
  [[{ workspaceId: 1, contactId: 1, at: -1 }], [{ workspaceId: 1, state: 1, at: 1 }]],
);

/** Adds an entry to the ledger and its state to the contact's record. The same entry twice is the same as once; an older one changes no newer state. */
export async function recordConsent(
  connection: Connection,
  workspaceId: string | ObjectId,
  entry: ConsentEntry,
): Promise<void> {
  try {
    await consents(connection).in(workspaceId).insert(entry);
  } catch (error) {
    if (!isDuplicateKey(error)) {
      throw error;
    }
  }
  const { contactId, channelId, purpose, state, at } = entry;
  const field = `consent.${purpose}:${channelId}`;
  await contactsOf(connection).updateOne(
    {
      _id: contactId,
      $or: [{ [`${field}.at`]: { $exists: false } }, { [`${field}.at`]: { $lt: at } }],
    },
    {
      $set: {
        [field]: { state, at },
        ...defined({ optedIn: purpose === "marketing" ? state === "given" : undefined }),
      },
      // Segments ask for it.
      $max: { updatedAt: at },
    },
  );
}
