import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Name } from "./shapes.ts";

/** A place in a draft whose text contains what is searched. `start` and `end` are UTF-16 code units of `text`. */
export const FoundText = Exact({
  flowId: Id,
  flowName: Name,
  /** Absent: the text stands in the flow's settings. */
  node: Optional(Exact({ id: Type.String(), type: Type.String(), summary: Type.String() })),
  /** The English title of the field. */
  title: Type.String(),
  language: Type.String(),
  text: Type.String(),
  start: Type.Integer(),
  end: Type.Integer(),
});
export type FoundText = Static<typeof FoundText>;

/**
 * Answers with at most 200 places, those of the newest flows first; `more` tells that there are others. Without `matchCase`, case
 * and accents do not count. `language` is a language tag; absent, all languages are searched.
 */
export const searchFlowTexts = defineRoute({
  method: "post",
  path: "/flows/search",
  tag: "Flows",
  access: "viewer",
  audit: { none: "It changes nothing" },
  summary: "Find a text in the drafts of all flows",
  body: Exact({
    query: Type.String({ minLength: 1, maxLength: 200 }),
    matchCase: Optional(Type.Boolean()),
    wholeWord: Optional(Type.Boolean()),
    language: Optional(Type.String({ minLength: 2, maxLength: 35 })),
    /** Also values of conditions and variables, names, notes and instructions. */
    values: Optional(Type.Boolean()),
    /** Also addresses, headers and bodies of requests, and code. */
    requests: Optional(Type.Boolean()),
  }),
  reply: Exact({ items: Type.Array(FoundText), more: Type.Boolean() }),
});
