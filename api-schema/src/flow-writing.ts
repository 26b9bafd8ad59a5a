import Type from "typebox";
import { Optional } from "./optional.ts";
import { Reason } from "./reason.ts";
import { defineRoute } from "./route.ts";
import { Exact } from "./shapes.ts";

/** The most texts of one request, and characters of a text, that a model works on. */
export const writingLimits = { texts: 40, text: 4_000, prompt: 2_000 } as const;

const Language = Type.String({ minLength: 2, maxLength: 35 });
const Text = Type.String({ minLength: 1, maxLength: writingLimits.text });

/**
 * Asks the workspace's AI connection for a text of a flow, within its budgets. With `text`, that one is rewritten. The tone is that of
 * the workspace's active agent. Saves nothing. `problem` tells why there is no text.
 */
export const writeText = defineRoute({
  method: "post",
  path: "/flows/write-one-text",
  tag: "Flows",
  access: "editor",
  audit: { none: "It changes nothing" },
  summary: "Let a model write a text of a flow",
  body: Exact({
    prompt: Type.String({ minLength: 1, maxLength: writingLimits.prompt }),
    text: Optional(Text),
    language: Language,
    /** The most characters of the text. */
    most: Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  }),
  reply: Exact({ text: Optional(Type.String()), problem: Optional(Reason) }),
});
/**
 * Asks the workspace's AI connection for translations of texts of a flow, within its budgets. A translation that loses a variable is
 * left out. Saves nothing. Without all of them, `problem` says why.
 */
export const translateTexts = defineRoute({
  method: "post",
  path: "/flows/translate-texts",
  tag: "Flows",
  access: "editor",
  audit: { none: "It changes nothing" },
  summary: "Let a model translate texts of a flow",
  body: Exact({
    /** Absent: the model recognises it. */
    from: Optional(Language),
    to: Language,
    texts: Type.Array(Exact({ key: Type.String({ minLength: 1, maxLength: 400 }), text: Text }), {
      minItems: 1,
      maxItems: writingLimits.texts,
    }),
  }),
  reply: Exact({
    items: Type.Array(Exact({ key: Type.String(), text: Type.String() })),
    problem: Optional(Reason),
  }),
});
