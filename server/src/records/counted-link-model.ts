import { defineCollection } from "../store/scoped-model.ts";

/** A link in a message whose clicks are counted. Its id follows from the message and the place in it, and is part of its address. */
export interface CountedLink {
  /** Empty where no broadcast sent it. */
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
