import { defineCollection } from "../store/scoped-model.ts";

/** A link in a message of a broadcast. Its id follows from the message and the place in it, and is part of its address. */
export interface CountedLink {
  readonly broadcastId: string;
  readonly conversationId: string;
  readonly contactId: string;
  /** Where it leads. */
  readonly url: string;
  /** The number of times people opened it, and the first time (epoch milliseconds). */
  readonly clicks: number;
  readonly firstClickAt?: number;
  /** The number of times programs fetched it. */
  readonly previews: number;
  readonly at: number;
}

/** The counted links of all workspaces. */
export const countedLinks = defineCollection<CountedLink, string>(
  "countedLinks",
  {
    _id: String,
    broadcastId: String,
    conversationId: String,
    contactId: String,
    url: String,
    clicks: Number,
    firstClickAt: Number,
    previews: Number,
    at: Number,
  },
  [
    [{ workspaceId: 1, broadcastId: 1, firstClickAt: 1 }],
    [{ workspaceId: 1, contactId: 1, at: -1 }],
  ],
);

/** Writes the id of a link as a part of an address. */
export function codeOfLink(id: string): string {
  return Buffer.from(id, "hex").toString("base64url");
}

/** Reads the id from the part of an address. Undefined for anything else. */
export function linkOfCode(code: string): string | undefined {
  return /^[A-Za-z0-9_-]{16}$/.test(code)
    ? Buffer.from(code, "base64url").toString("hex")
    : undefined;
}
