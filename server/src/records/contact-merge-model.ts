import mongoose, { type Connection } from "mongoose";
import type { ContactDoc } from "../domain/contact-doc.ts";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";
import { contacts } from "./contact-model.ts";

/** A merge of two contacts, with all that is needed to undo it. Moments are epoch milliseconds. */
export interface ContactMergeFields {
  readonly keptId: string;
  readonly absorbedId: string;
  /** The values that the absorbed contact gave although the kept one had its own. */
  readonly take: readonly string[];
  /** The cause: a member, a verified fact, or a link to another channel that the contact opened. */
  readonly cause: "member" | "email" | "phone" | "identity" | "link";
  readonly by: string;
  readonly state: "merging" | "merged" | "undoing" | "undone";
  /** Both as they were. */
  readonly kept?: ContactDoc;
  readonly absorbed?: ContactDoc;
  /** The conversations of the absorbed contact. */
  readonly conversationIds: readonly string[];
  readonly at: number;
}
export type StoredMerge = Stored<ContactMergeFields, string>;

/** The merges of all workspaces. */
export const contactMerges = defineCollection<ContactMergeFields, string>(
  "contactMerges",
  {
    _id: String,
    keptId: String,
    absorbedId: String,
    take: [String],
    cause: String,
    by: String,
    state: String,
    kept: mongoose.Schema.Types.Mixed,
    absorbed: mongoose.Schema.Types.Mixed,
    conversationIds: [String],
    at: Number,
  },
  [[{ workspaceId: 1, keptId: 1, at: -1 }], [{ workspaceId: 1, absorbedId: 1 }]],
);

/** Finds a contact by its id, or the contact into which it was merged. */
export async function findMergedContact(
  connection: Connection,
  workspaceId: string | ObjectId,
  contactId: string,
): Promise<ContactDoc | undefined> {
  const model = contacts(connection).in(workspaceId);
  return (
    (await model.findOne({ _id: contactId })) ?? (await model.findOne({ mergedIds: contactId }))
  );
}

/** Lists the ids under which things about a contact are stored: its own, and those of contacts that were merged into it. */
export function idsOfContact({ _id, mergedIds = [] }: Pick<ContactDoc, "_id" | "mergedIds">) {
  return [_id, ...mergedIds];
}
