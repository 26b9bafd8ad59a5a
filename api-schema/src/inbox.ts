import Type, { type Static } from "typebox";
import { Conversation, Priority } from "./conversation.ts";
import { conversationFilter, conversationParams } from "./conversations.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Nothing } from "./shapes.ts";

/** The colours that labels may have; the studio has a readable shade of each in both themes. */
export const labelColors = [
  "gray",
  "red",
  "pink",
  "grape",
  "violet",
  "blue",
  "cyan",
  "teal",
  "green",
  "orange",
] as const;
export const LabelColor = Type.Enum([...labelColors], { type: "string" });
export const LabelName = Type.String({ minLength: 1, maxLength: 40, pattern: "\\S" });

/** CONTRACT. A label of the workspace. Conversations refer to it by id, so a new name is shown everywhere at once. */
export const Label = Exact({
  id: Id,
  name: Type.String(),
  color: LabelColor,
  /** How many open conversations have it; none goes beyond 1,000. */
  used: Type.Integer(),
});
export type Label = Static<typeof Label>;

const tag = "Inbox";
const labelParams = Type.Object({ labelId: Id });
export const listLabels = defineRoute({
  method: "get",
  path: "/labels",
  tag,
  access: "viewer",
  summary: "List the labels of conversations",
  reply: Exact({ items: Type.Array(Label) }),
});
export const createLabel = defineRoute({
  method: "post",
  path: "/labels",
  tag,
  access: "agent",
  audit: "label.created",
  summary: "Create a label",
  body: Exact({ name: LabelName, color: LabelColor }),
  reply: Label,
  errors: ["label.name-taken", "label.too-many"],
});
export const updateLabel = defineRoute({
  method: "patch",
  path: "/labels/:labelId",
  tag,
  access: "agent",
  audit: "label.changed",
  summary: "Rename or recolour a label; conversations keep it",
  params: labelParams,
  body: Exact({ name: Optional(LabelName), color: Optional(LabelColor) }),
  reply: Label,
  errors: ["label.name-taken"],
});
export const deleteLabel = defineRoute({
  method: "delete",
  path: "/labels/:labelId",
  tag,
  access: "editor",
  audit: "label.deleted",
  summary: "Delete a label and take it off all conversations",
  params: labelParams,
  reply: Nothing,
});

/** One change of conversations. Labels that are added twice or removed without being there change nothing. */
export const ConversationChange = Exact({
  addLabelIds: Optional(Type.Array(Id, { maxItems: 20 })),
  removeLabelIds: Optional(Type.Array(Id, { maxItems: 20 })),
  priority: Optional(Priority),
  /** Hides the conversation until then, or until the contact writes; null ends it now. */
  snoozedUntil: Optional(Type.Union([Moment, Type.Null()])),
  /** Null: nobody. */
  assigneeId: Optional(Type.Union([Id, Type.Null()])),
  resolved: Optional(Type.Boolean()),
  /** Marks everything as read. */
  read: Optional(Type.Literal(true)),
});
export type ConversationChange = Static<typeof ConversationChange>;

/** Changes up to 100 conversations. `undo` holds the changes that restore what they were, as far as that is possible. */
export const changeConversations = defineRoute({
  method: "post",
  path: "/conversations/change",
  tag: "Conversations",
  access: "agent",
  audit: "conversation.changed",
  summary: "Label, prioritise, snooze, assign, resolve or mark conversations as read",
  body: Exact({
    conversationIds: Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true }),
    change: ConversationChange,
  }),
  reply: Exact({
    items: Type.Array(Conversation),
    /** Those that are gone. */
    missing: Type.Array(Id),
    undo: Type.Array(Exact({ conversationIds: Type.Array(Id), change: ConversationChange })),
  }),
  errors: ["label.not-found", "member.not-found"],
});

const fileKind = Type.Enum(["image", "video", "audio", "file"], { type: "string" });
/** A file that a canned reply brings along. */
export const CannedFile = Exact({
  kind: fileKind,
  url: Type.String({ maxLength: 4_000 }),
  fileId: Optional(Type.String({ maxLength: 100 })),
  mimeType: Optional(Type.String({ maxLength: 200 })),
  fileName: Optional(Type.String({ maxLength: 400 })),
  size: Optional(Type.Integer({ minimum: 0 })),
});
export type CannedFile = Static<typeof CannedFile>;

const cannedFields = {
  /** The text that agents type after the slash. */
  shortcut: Type.String({ pattern: "^[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,39}$" }),
  /** Liquid, filled in for the contact: `{{ contact.firstName }}`, `{{ agent.name }}`. */
  text: Type.String({ maxLength: 4_000 }),
  files: Type.Array(CannedFile, { maxItems: 5 }),
};
/** CONTRACT. A reply that agents prepared; `/shortcut` in the composer inserts it. */
export const CannedReply = Exact({ id: Id, ...cannedFields, updatedAt: Moment });
export type CannedReply = Static<typeof CannedReply>;

const cannedParams = Type.Object({ cannedReplyId: Id });
const cannedErrors = ["cannedReply.shortcut-taken", "cannedReply.empty", "cannedReply.template"];
export const listCannedReplies = defineRoute({
  method: "get",
  path: "/canned-replies",
  tag,
  access: "viewer",
  summary: "List the canned replies, by shortcut",
  reply: Exact({ items: Type.Array(CannedReply) }),
});
export const createCannedReply = defineRoute({
  method: "post",
  path: "/canned-replies",
  tag,
  access: "agent",
  audit: "cannedReply.created",
  summary: "Create a canned reply",
  body: Exact(cannedFields),
  reply: CannedReply,
  errors: [...cannedErrors, "cannedReply.too-many"],
});
export const updateCannedReply = defineRoute({
  method: "put",
  path: "/canned-replies/:cannedReplyId",
  tag,
  access: "agent",
  audit: "cannedReply.changed",
  summary: "Change a canned reply",
  params: cannedParams,
  body: Exact(cannedFields),
  reply: CannedReply,
  errors: cannedErrors,
});
export const deleteCannedReply = defineRoute({
  method: "delete",
  path: "/canned-replies/:cannedReplyId",
  tag,
  access: "agent",
  audit: "cannedReply.deleted",
  summary: "Delete a canned reply",
  params: cannedParams,
  reply: Nothing,
});
/** Fills in a canned reply for the contact of a conversation. The agent can still change it. */
export const fillCannedReply = defineRoute({
  method: "get",
  path: "/conversations/:conversationId/canned-replies/:cannedReplyId",
  tag,
  access: "agent",
  summary: "Fill in a canned reply for a conversation",
  params: Type.Object({ ...conversationParams.properties, ...cannedParams.properties }),
  reply: Exact({ text: Type.String(), files: Type.Array(CannedFile) }),
  errors: ["cannedReply.template"],
});

const viewFields = {
  name: Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" }),
  filter: Exact(conversationFilter),
  /** Whether all members see it, or only the one who made it. */
  shared: Type.Boolean(),
};
/** CONTRACT. A filter of the inbox under a name. */
export const InboxView = Exact({
  id: Id,
  ...viewFields,
  /** Whether the calling member made it. */
  mine: Type.Boolean(),
});
export type InboxView = Static<typeof InboxView>;

const viewParams = Type.Object({ viewId: Id });
export const listViews = defineRoute({
  method: "get",
  path: "/inbox-views",
  tag,
  access: "viewer",
  summary: "List the saved views of the inbox: shared ones and one's own",
  reply: Exact({ items: Type.Array(InboxView) }),
});
export const createView = defineRoute({
  method: "post",
  path: "/inbox-views",
  tag,
  access: "agent",
  audit: "view.created",
  summary: "Save a view of the inbox",
  body: Exact(viewFields),
  reply: InboxView,
  errors: ["view.too-many"],
});
/** Others change a shared view only as editors. */
export const updateView = defineRoute({
  method: "put",
  path: "/inbox-views/:viewId",
  tag,
  access: "agent",
  audit: "view.changed",
  summary: "Change a saved view",
  params: viewParams,
  body: Exact(viewFields),
  reply: InboxView,
  errors: ["view.not-found"],
});
export const deleteView = defineRoute({
  method: "delete",
  path: "/inbox-views/:viewId",
  tag,
  access: "agent",
  audit: "view.deleted",
  summary: "Delete a saved view",
  params: viewParams,
  reply: Nothing,
  errors: ["view.not-found"],
});
