import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Name, Nothing } from "./shapes.ts";

/** Fields of a link that a member writes. */
const refLinkFields = {
  name: Name,
  flowId: Id,
  /** The step it opens; absent: the flow's first trigger. */
  nodeId: Optional(Type.String({ minLength: 1, maxLength: 64 })),
  /** The text that the contact sends, on channels that carry a text. */
  text: Type.String({ maxLength: 300 }),
  /** The page of your website that it leads to, on channels that take one; empty: our page with nothing but the chat. */
  page: Type.String({ maxLength: 1_000 }),
  /** Values for the flow, such as `utm_source`: `{{ referral.utm_source }}`. */
  values: Type.Record(
    Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" }),
    Type.String({ maxLength: 200 }),
    { maxProperties: 20, additionalProperties: false },
  ),
  /** From then on it opens nothing. */
  expiresAt: Optional(Moment),
};

/** CONTRACT. An address that opens a chat on a channel and starts a flow, and what came of it. */
export const RefLink = Exact({
  id: Id,
  channelId: Id,
  /** The value that the platform brings back. */
  code: Type.String(),
  ...refLinkFields,
  /** The address; absent while the channel's credentials were not checked or the channel is gone. */
  url: Optional(Type.String()),
  /** Whether its flow is active and has the step. */
  opens: Type.Boolean(),
  /** People who came, each once. */
  people: Type.Integer({ minimum: 0 }),
  /** How often its flow was started. */
  started: Type.Integer({ minimum: 0 }),
  lastAt: Optional(Moment),
  createdAt: Moment,
});
export type RefLink = Static<typeof RefLink>;

const tag = "Channels";
const refLinkParams = Type.Object({ linkId: Id });
const errors = ["refLink.invalid"];
export const listRefLinks = defineRoute({
  method: "get",
  path: "/ref-links",
  tag,
  access: "viewer",
  summary: "List the links that open a chat, with what came of each",
  reply: Exact({ items: Type.Array(RefLink) }),
});
export const createRefLink = defineRoute({
  method: "post",
  path: "/ref-links",
  tag,
  access: "editor",
  audit: "refLink.created",
  summary: "Create a link that opens a chat and starts a flow",
  body: Exact({ channelId: Id, ...refLinkFields }),
  reply: RefLink,
  errors: [...errors, "refLink.too-many"],
});
/** Replaces everything but channel and code: what is printed stays valid. */
export const updateRefLink = defineRoute({
  method: "put",
  path: "/ref-links/:linkId",
  tag,
  access: "editor",
  audit: "refLink.changed",
  summary: "Change a link",
  params: refLinkParams,
  body: Exact(refLinkFields),
  reply: RefLink,
  errors,
});
export const deleteRefLink = defineRoute({
  method: "delete",
  path: "/ref-links/:linkId",
  tag,
  access: "editor",
  audit: "refLink.deleted",
  summary: "Delete a link; its address then opens the chat and nothing more",
  params: refLinkParams,
  reply: Nothing,
});
