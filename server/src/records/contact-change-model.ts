import mongoose from "mongoose";
import { defineCollection } from "../store/scoped-model.ts";

/** The effect of a bulk action on one contact. Its id is `<job>:<contact>`. */
export interface ContactChangeFields {
  readonly jobId: string;
  readonly contactId: string;
  /** The value before the action; null if there was none. */
  readonly before: unknown;
  /** The conversation in which the action starts a flow. */
  readonly conversationId?: string;
  readonly expireAt: Date;
}

/** A bulk action can be taken back for so long. */
export const undoMs = 86_400_000;
/** Longer than any job that takes one back. */
const keptMs = 3 * undoMs;

/** Makes the record of one effect. */
export function contactChange(
  jobId: string,
  contactId: string,
  fields: Pick<ContactChangeFields, "before" | "conversationId">,
  now: number,
): ContactChangeFields & { readonly _id: string } {
  const expireAt = new Date(now + keptMs);
  return { _id: `${jobId}:${contactId}`, jobId, contactId, ...fields, expireAt };
}

/** The effects of all bulk actions. */
export const contactChanges = defineCollection<ContactChangeFields, string>(
  "contactChanges",
  {
    _id: String,
    jobId: String,
    contactId: String,
    before: mongoose.Schema.Types.Mixed,
    conversationId: String,
    expireAt: Date,
  },
  [
    [{ workspaceId: 1, jobId: 1, _id: 1 }],
    [{ workspaceId: 1, contactId: 1 }],
    [{ expireAt: 1 }, { expireAfterSeconds: 0 }],
  ],
);
