import { defineModel } from "../store/define-model.ts";

/** The progress of comparing the search index of messages with the conversations. */
export interface SearchProgressFields {
  _id: string;
  /** Conversations that changed before this moment (epoch milliseconds) are indexed. */
  checkedTo: number;
}

/** One document for each index that is checked. */
export const searchProgress = defineModel<SearchProgressFields, string>("searchProgress", {
  _id: String,
  checkedTo: Number,
});
