import type { TextSearch } from "@chatloom/flows-schema";
import { create } from "zustand";

/** What the member searches, kept while flows are opened and closed. */
interface Find extends Omit<TextSearch, "language"> {
  /** Empty: all languages. */
  readonly language: string;
  readonly replacement: string;
  readonly scope: "flow" | "workspace";
  /** Goes up with each wish to type a query: the field takes the focus. */
  readonly asked: number;
  /** A hit in another flow was followed: the search stays open there. */
  readonly followed: boolean;
}

/** The search of the editor. */
export const useFind = create<Find>()(() => ({
  query: "",
  replacement: "",
  matchCase: false,
  wholeWord: false,
  language: "",
  values: true,
  requests: false,
  scope: "flow",
  asked: 0,
  followed: false,
}));

/** Changes what is searched. */
export function setFind(change: Partial<Find>): void {
  useFind.setState(change);
}

/** Puts the focus into the query; a text that is marked on the page becomes the query. */
export function askToFind(): void {
  const marked = getSelection()?.toString().trim() ?? "";
  const query = marked !== "" && marked.length <= mostMarked ? { query: marked } : {};
  useFind.setState(({ asked }) => ({ ...query, asked: asked + 1 }));
}

const mostMarked = 100;
