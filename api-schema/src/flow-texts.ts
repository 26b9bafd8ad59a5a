import Type from "typebox";
import { Optional } from "./optional.ts";
import { Reason } from "./reason.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id } from "./shapes.ts";

const Revision = Type.Integer({ minimum: 0 });
const FlowTextBody = Type.String({ maxLength: 4_000_000 });
const mostTextBytes = 8_000_000;
const TextProblems = Type.Array(
  Exact({
    line: Type.Integer({ minimum: 1 }),
    column: Type.Integer({ minimum: 1 }),
    severity: Type.Enum(["error", "warning"], { type: "string" }),
    message: Type.String(),
  }),
);
/** The differences between the stored draft and a text, by the ids of steps. */
const TextChanges = Exact({
  added: Type.Array(Type.String()),
  changed: Type.Array(Type.String()),
  removed: Type.Array(Type.String()),
  edges: Type.Integer(),
  settings: Type.Boolean(),
});
/** Returns the draft as text, beginning with the flow's id and the draft's revision. Equal drafts give equal texts. */
export const readFlowAsText = defineRoute({
  method: "get",
  path: "/flows/:flowId/text",
  tag: "Flows",
  access: "viewer",
  summary: "Read the draft as YAML",
  params: Type.Object({ flowId: Id }),
  reply: Exact({ text: Type.String() }),
});
/** `changes` compares with the stored draft of the flow whose id the text names; without an id everything is new. */
export const checkFlowText = defineRoute({
  method: "post",
  path: "/flows/check-text",
  tag: "Flows",
  access: "viewer",
  audit: { none: "It changes nothing" },
  summary: "Check a flow's YAML without saving it",
  body: Exact({ text: FlowTextBody }),
  mostBodyBytes: mostTextBytes,
  reply: Exact({ problems: TextProblems, changes: TextChanges }),
});
/**
 * Saves the text as the draft of the flow whose id it names, or makes a new flow where it names none. Refused with
 * `flow.text-invalid` and the problems in `details.problems` while the text does not fit the format; findings do not keep a draft
 * from being saved. Refused with `flow.draft-changed` unless the text names the latest revision, or `overwrite` is true.
 */
export const saveFlowText = defineRoute({
  method: "post",
  path: "/flows/text",
  tag: "Flows",
  access: "editor",
  audit: { none: "A draft answers nobody; publishing it is logged" },
  summary: "Save a flow's YAML as its draft",
  body: Exact({ text: FlowTextBody, overwrite: Optional(Type.Boolean()) }),
  mostBodyBytes: mostTextBytes,
  reply: Exact({
    id: Id,
    revision: Revision,
    created: Type.Boolean(),
    problems: TextProblems,
    changes: TextChanges,
  }),
  errors: ["flow.text-invalid", "flow.draft-changed"],
});
/**
 * Asks the workspace's AI connection for a flow's YAML, within its budgets. With `earlier`, an answer of before, its problems are told
 * to the model. Saves nothing. `problem` tells why there is no text.
 */
export const writeFlowText = defineRoute({
  method: "post",
  path: "/flows/write-text",
  tag: "Flows",
  access: "editor",
  audit: { none: "It changes nothing" },
  summary: "Let a model write a flow's YAML from a description",
  body: Exact({
    description: Type.String({ minLength: 1, maxLength: 8_000 }),
    earlier: Optional(Type.String({ maxLength: 200_000 })),
  }),
  reply: Exact({ text: Type.String(), problems: TextProblems, problem: Optional(Reason) }),
});
