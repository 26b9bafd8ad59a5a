import Type, { type Static } from "typebox";
import { Job } from "./jobs.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Nothing, Page, pageQuery } from "./shapes.ts";

const contactParams = Type.Object({ contactId: Id });
const common = { tag: "Contacts", access: "agent" } as const;

/** The kinds of entries of a contact's timeline. */
export const timelineKinds = [
  "incoming",
  "outgoing",
  "note",
  "event",
  "flowStarted",
  "goal",
  "tagAdded",
  "tagRemoved",
  "consent",
  "broadcast",
  "clicked",
  "merged",
] as const;

/** Something that happened to or with a contact, on any channel. */
export const TimelineEntry = Exact({
  id: Type.String(),
  kind: Type.Enum([...timelineKinds], { type: "string" }),
  at: Moment,
  /** The words of a message, or the name of a flow, goal, tag, broadcast, event or person. */
  text: Type.String(),
  /** The name of the member who acted. */
  by: Optional(Type.String()),
  channelId: Optional(Type.String()),
  conversationId: Optional(Id),
});
export type TimelineEntry = Static<typeof TimelineEntry>;

/** A flow that runs for a contact now. */
export const RunningFlow = Exact({
  conversationId: Id,
  channelId: Id,
  flowId: Type.String(),
  flowName: Type.String(),
  nodeId: Type.String(),
  startedAt: Moment,
});
export type RunningFlow = Static<typeof RunningFlow>;

export const readTimeline = defineRoute({
  ...common,
  access: "viewer",
  method: "get",
  path: "/contacts/:contactId/timeline",
  summary: "Read what happened with a contact over all channels, the newest first",
  params: contactParams,
  query: Type.Object(pageQuery),
  reply: Page(TimelineEntry),
});
export const listRuns = defineRoute({
  ...common,
  access: "viewer",
  method: "get",
  path: "/contacts/:contactId/runs",
  summary: "List the flows that run for a contact now",
  params: contactParams,
  reply: Exact({ items: Type.Array(RunningFlow) }),
});
/** Ends the flow that runs in a conversation. Messages that are on their way are still sent. */
export const stopRun = defineRoute({
  ...common,
  method: "post",
  path: "/conversations/:conversationId/stop-flow",
  audit: "conversation.flowStopped",
  summary: "Stop the flow that runs in a conversation",
  params: Type.Object({ conversationId: Id }),
  reply: Exact({ stopped: Type.Boolean() }),
});
export const exportContact = defineRoute({
  ...common,
  access: "admin",
  permission: "contacts.export",
  audit: "contact.exported",
  method: "get",
  path: "/contacts/:contactId/export",
  summary: "Download everything that is stored about a contact, as JSON",
  params: contactParams,
  reply: Nothing,
});
/** Erases a contact with all conversations, messages, files and consents. Cannot be undone. */
export const eraseContact = defineRoute({
  ...common,
  access: "admin",
  audit: "contact.erased",
  method: "delete",
  path: "/contacts/:contactId",
  summary: "Erase a contact and everything that is stored about them",
  params: contactParams,
  reply: Job,
});
