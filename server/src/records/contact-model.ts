import mongoose, { type Connection, type mongo } from "mongoose";
import type { ContactDoc } from "../domain/contact-doc.ts";
import type { IndexDefinition } from "../store/define-model.ts";
import { nativeCollection } from "../store/native-collection.ts";
import { defineCollection } from "../store/scoped-model.ts";

const name = "contacts";

/** All contacts. */
export const contacts = defineCollection<Omit<ContactDoc, "_id" | "workspaceId">, string>(
  name,
  {
    _id: String,
    name: String,
    firstName: String,
    lastName: String,
    email: String,
    phone: String,
    language: String,
    country: String,
    timeZone: String,
    tags: [String],
    fields: mongoose.Schema.Types.Mixed,
    optedIn: Boolean,
    consent: mongoose.Schema.Types.Mixed,
    blocked: Boolean,
    identities: [mongoose.Schema.Types.Mixed],
    verified: mongoose.Schema.Types.Mixed,
    // Without a default: mongoose would add an empty list to every contact.
    mergedIds: { type: [String], default: undefined },
    applied: mongoose.Schema.Types.Mixed,
    words: [String],
    lastSeenAt: Number,
    createdAt: Number,
    updatedAt: Number,
  },
  [
    [{ workspaceId: 1, _id: -1 }],
    [{ workspaceId: 1, tags: 1, _id: -1 }],
    [{ workspaceId: 1, words: 1 }],
    [{ workspaceId: 1, email: 1 }],
    [{ workspaceId: 1, phone: 1 }],
    [{ workspaceId: 1, "identities.channelId": 1, _id: 1 }],
    [{ "identities.address": 1 }],
    [
      { workspaceId: 1, mergedIds: 1 },
      { partialFilterExpression: { mergedIds: { $exists: true } } },
    ],
    ...["verified.externalId", "verified.email", "verified.phone"].map(
      (field): IndexDefinition => [
        { workspaceId: 1, [field]: 1 },
        { partialFilterExpression: { [field]: { $exists: true } } },
      ],
    ),
    [{ workspaceId: 1, lastSeenAt: 1 }],
    [{ workspaceId: 1, createdAt: 1 }],
    [{ workspaceId: 1, updatedAt: 1, _id: 1 }],
  ],
);

/** Returns the same collection without mongoose's document layer, for use in the turn. */
export function contactsOf(connection: Connection): mongo.Collection<ContactDoc> {
  return nativeCollection(connection, name);
}
