import { defineCollection } from "../store/scoped-model.ts";

/** The words of a conversation's messages, kept beside it so that a turn neither reads nor writes them. */
export interface ConversationWordsFields {
  /** The conversation's id. */
  readonly _id: string;
  /** Folded and distinct; the newest last. */
  readonly words: readonly string[];
  /** The messages up to this one have been read. */
  readonly sequence: number;
}

/** How many words a conversation keeps. */
export const mostWords = 300;

/** The search words of all conversations. */
export const conversationWords = defineCollection<Omit<ConversationWordsFields, "_id">>(
  "conversationWords",
  { _id: String, words: [String], sequence: Number },
  [[{ workspaceId: 1, words: 1 }]],
);
