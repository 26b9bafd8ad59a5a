import { MessageTemplate, TemplateDraft } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment } from "./shapes.ts";

/** A template and the connected account whose platform keeps it. */
export const KeptTemplate = Exact({
  channelId: Id,
  template: MessageTemplate,
  /** When its state last changed, as far as is known here. */
  changedAt: Moment,
});
export type KeptTemplate = Static<typeof KeptTemplate>;

/** How old the list of a channel is. */
export const TemplateList = Exact({
  channelId: Id,
  /** When it was last read; absent: never. */
  readAt: Type.Optional(Moment),
  /** Why it could not be read the last time. */
  problem: Type.Optional(Type.String()),
});
export type TemplateList = Static<typeof TemplateList>;

const channelParams = Type.Object({ channelId: Id });

export const listTemplates = defineRoute({
  method: "get",
  path: "/message-templates",
  tag: "Message templates",
  access: "viewer",
  permission: "workspace.read",
  summary: "List the templates that platforms keep for the connected channels",
  query: Type.Object({ channelId: Type.Optional(Id) }, { additionalProperties: false }),
  reply: Exact({ items: Type.Array(KeptTemplate), lists: Type.Array(TemplateList) }),
});
/** Without a problem, the list is as the platform has it now. */
export const readTemplates = defineRoute({
  method: "post",
  path: "/channels/:channelId/message-templates/read",
  tag: "Message templates",
  access: "editor",
  audit: "channel.templatesRead",
  summary: "Read a channel's templates from its platform",
  params: channelParams,
  reply: TemplateList,
});
export const submitTemplate = defineRoute({
  method: "post",
  path: "/channels/:channelId/message-templates",
  tag: "Message templates",
  access: "editor",
  audit: "channel.templateSubmitted",
  summary: "Submit a template to the platform for review",
  params: channelParams,
  body: TemplateDraft,
  reply: KeptTemplate,
  errors: ["template.invalid", "template.refused", "template.not-supported"],
});
