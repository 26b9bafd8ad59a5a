import Type, { type Static } from "typebox";
import { Conversation, Priority } from "./conversation.ts";
import { conversationParams } from "./conversations.ts";
import { CannedFile } from "./inbox.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Nothing } from "./shapes.ts";

/** The actions of a macro, in this order. Absent actions are skipped. */
const macroFields = {
  name: Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" }),
  /** A reply to the contact; Liquid as in canned replies. */
  reply: Optional(
    Exact({
      text: Type.String({ maxLength: 4_000 }),
      files: Type.Array(CannedFile, { maxItems: 5 }),
    }),
  ),
  /** A note for colleagues; Liquid, too. */
  note: Optional(Type.String({ minLength: 1, maxLength: 4_000 })),
  addLabelIds: Optional(Type.Array(Id, { maxItems: 20 })),
  removeLabelIds: Optional(Type.Array(Id, { maxItems: 20 })),
  priority: Optional(Priority),
  /** A member, `me` for whoever runs it, or `nobody`. */
  assignTo: Optional(Type.Union([Id, Type.Literal("me"), Type.Literal("nobody")])),
  snoozeHours: Optional(Type.Integer({ minimum: 1, maximum: 8_760 })),
  resolve: Optional(Type.Boolean()),
};

/** CONTRACT. Several actions under one name. */
export const Macro = Exact({ id: Id, ...macroFields });
export type Macro = Static<typeof Macro>;

const tag = "Inbox";
const macroParams = Type.Object({ macroId: Id });
const errors = ["macro.empty", "cannedReply.template", "label.not-found", "member.not-found"];
export const listMacros = defineRoute({
  method: "get",
  path: "/macros",
  tag,
  access: "viewer",
  summary: "List the macros, by name",
  reply: Exact({ items: Type.Array(Macro) }),
});
export const createMacro = defineRoute({
  method: "post",
  path: "/macros",
  tag,
  access: "agent",
  audit: "macro.created",
  summary: "Create a macro",
  body: Exact(macroFields),
  reply: Macro,
  errors: [...errors, "macro.too-many"],
});
export const updateMacro = defineRoute({
  method: "put",
  path: "/macros/:macroId",
  tag,
  access: "agent",
  audit: "macro.changed",
  summary: "Change a macro",
  params: macroParams,
  body: Exact(macroFields),
  reply: Macro,
  errors,
});
export const deleteMacro = defineRoute({
  method: "delete",
  path: "/macros/:macroId",
  tag,
  access: "agent",
  audit: "macro.deleted",
  summary: "Delete a macro",
  params: macroParams,
  reply: Nothing,
});
/** Does everything in one write, or nothing. A repeated `key` does nothing twice. */
export const runMacro = defineRoute({
  method: "post",
  path: "/conversations/:conversationId/macros/:macroId",
  tag,
  access: "agent",
  audit: "conversation.macroRun",
  summary: "Run a macro in a conversation",
  params: Type.Object({ ...conversationParams.properties, ...macroParams.properties }),
  body: Exact({ key: Type.String({ minLength: 8, maxLength: 64 }) }),
  reply: Conversation,
  errors: [
    ...errors,
    "conversation.handled-by-bot",
    "conversation.handled-by-member",
    "conversation.window-closed",
    "conversation.content-not-possible",
  ],
});
