import Type, { type Static } from "typebox";
import { contactFacts } from "./contacts.ts";
import { Conversation, Handler, Message } from "./conversation.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Name, Nothing, Page, pageQuery } from "./shapes.ts";

const tag = "WhatsApp marketing";
const root = "/whatsapp";

/** A caller's own name of a number, or the number's ID. */
export const ShopId = Type.String({ pattern: "^[\\w.:-]{1,100}$" });
const Text = Type.String({ minLength: 1, maxLength: 2_000 });
/** A phone number with or without `+`, or a business-scoped user ID. */
const WaId = Type.String({ pattern: "^\\+?[\\w.-]{1,140}$" });

/** A connected WhatsApp number. */
export const WhatsappAccount = Exact({
  id: Id,
  shopId: ShopId,
  name: Name,
  phoneNumberId: Type.String(),
  businessAccountId: Optional(Type.String()),
  status: Type.Enum(["connected", "needsReconnecting", "paused"], { type: "string" }),
  webhookUrl: Type.String(),
  /** Only for administrators. */
  verifyToken: Optional(Type.String()),
  createdAt: Moment,
});
export type WhatsappAccount = Static<typeof WhatsappAccount>;
const accountParams = Type.Object({ shopId: ShopId });

/** The `shopId` is the caller's choice. Left out, it is the channel's ID. */
export const connectWhatsapp = defineRoute({
  method: "post",
  path: `${root}/accounts`,
  tag,
  access: "admin",
  audit: { none: "The route that it calls is logged" },
  summary: "Connect a WhatsApp number",
  body: Type.Object({
    shopId: Optional(ShopId),
    name: Optional(Name),
    phoneNumberId: Type.String({ pattern: "^\\d{1,40}$" }),
    accessToken: Text,
    /** Left out, that of another number of the workspace, which the same Meta app serves. */
    appSecret: Optional(Text),
    businessAccountId: Optional(Type.String({ pattern: "^\\d{1,40}$" })),
    verifyToken: Optional(Text),
    apiVersion: Optional(Type.String({ pattern: "^v\\d+\\.\\d+$" })),
    apiBaseUrl: Optional(Type.String({ maxLength: 500 })),
  }),
  reply: WhatsappAccount,
  errors: ["channel.connected-already"],
});
export const listWhatsapp = defineRoute({
  method: "get",
  path: `${root}/accounts`,
  tag,
  access: "viewer",
  summary: "List the connected WhatsApp numbers",
  reply: Exact({ items: Type.Array(WhatsappAccount) }),
});
export const readWhatsapp = defineRoute({
  method: "get",
  path: `${root}/accounts/:shopId`,
  tag,
  access: "viewer",
  summary: "Read a connected WhatsApp number",
  params: accountParams,
  reply: WhatsappAccount,
});
export const disconnectWhatsapp = defineRoute({
  method: "delete",
  path: `${root}/accounts/:shopId`,
  tag,
  access: "admin",
  audit: { none: "The route that it calls is logged" },
  summary: "Disconnect a WhatsApp number",
  params: accountParams,
  reply: Nothing,
});

/** A conversation on a WhatsApp number. */
export const WhatsappConversation = Exact({
  id: Id,
  shopId: ShopId,
  /** The customer's address, without `+`. */
  waId: Type.String(),
  customerName: Type.String(),
  status: Type.Enum(["open", "closed"], { type: "string" }),
  handler: Handler,
  assignee: Conversation.properties.assignee,
  unread: Type.Integer(),
  window: Conversation.properties.window,
  lastMessage: Conversation.properties.last,
  updatedAt: Moment,
});
export type WhatsappConversation = Static<typeof WhatsappConversation>;
const conversationParams = Type.Object({ conversationId: Id });

export const listWhatsappConversations = defineRoute({
  method: "get",
  path: `${root}/conversations`,
  tag,
  access: "viewer",
  permission: "inbox.read",
  summary: "List the conversations on WhatsApp, the one with news first",
  query: Type.Object({
    ...pageQuery,
    shopId: Optional(ShopId),
    status: Optional(Type.Enum(["open", "closed"], { type: "string", default: "open" })),
    handler: Optional(Handler),
    waId: Optional(WaId),
  }),
  reply: Page(WhatsappConversation),
});
export const readWhatsappConversation = defineRoute({
  method: "get",
  path: `${root}/conversations/:conversationId`,
  tag,
  access: "viewer",
  permission: "inbox.read",
  summary: "Read a conversation with its newest messages",
  params: conversationParams,
  reply: Exact({
    conversation: WhatsappConversation,
    /** At most 100, in order. */
    messages: Type.Array(Message),
  }),
});
/** Takes the conversation over if the bot has it. A repeated `key` sends nothing twice. */
export const sendWhatsapp = defineRoute({
  method: "post",
  path: `${root}/conversations/:conversationId/messages`,
  tag,
  access: "agent",
  audit: { none: "The route that it calls is logged" },
  summary: "Send a message as a person: a text, a file or a template",
  params: conversationParams,
  body: Exact({
    type: Optional(
      Type.Enum(["text", "image", "video", "audio", "document", "template"], {
        type: "string",
        default: "text",
      }),
    ),
    text: Optional(Type.String({ minLength: 1, maxLength: 4_096 })),
    /** Of a picture, video, recording or document. */
    mediaUrl: Optional(Type.String({ minLength: 1, maxLength: 4_000 })),
    caption: Optional(Type.String({ maxLength: 1_024 })),
    fileName: Optional(Type.String({ maxLength: 240 })),
    template: Optional(
      Exact({
        name: Type.String({ minLength: 1, maxLength: 512 }),
        language: Type.String({ minLength: 2, maxLength: 20 }),
        /** The values of the body's parameters, in order. */
        parameters: Optional(Type.Array(Type.String({ maxLength: 1_024 }), { maxItems: 50 })),
      }),
    ),
    key: Optional(Type.String({ minLength: 8, maxLength: 64 })),
  }),
  reply: Exact({ items: Type.Array(Message) }),
  errors: [
    "conversation.handled-by-member",
    "conversation.window-closed",
    "conversation.content-not-possible",
  ],
});
export const assignWhatsapp = defineRoute({
  method: "post",
  path: `${root}/conversations/:conversationId/assign`,
  tag,
  access: "agent",
  audit: { none: "The route that it calls is logged" },
  summary: "Assign a conversation to a member, or to nobody",
  params: conversationParams,
  body: Exact({ agentId: Type.Union([Id, Type.Null()]) }),
  reply: WhatsappConversation,
  errors: ["member.not-found"],
});
export const closeWhatsapp = defineRoute({
  method: "post",
  path: `${root}/conversations/:conversationId/close`,
  tag,
  access: "agent",
  audit: { none: "The route that it calls is logged" },
  summary: "Close a conversation",
  params: conversationParams,
  reply: WhatsappConversation,
});

/** A contact with an address on WhatsApp. */
export const WhatsappCustomer = Exact({
  ...contactFacts,
  waId: Type.String(),
  updatedAt: Moment,
});
export type WhatsappCustomer = Static<typeof WhatsappCustomer>;
const customerParams = Type.Object({ waId: WaId });

export const listWhatsappCustomers = defineRoute({
  method: "get",
  path: `${root}/customers`,
  tag,
  access: "viewer",
  permission: "contacts.read",
  summary: "List the contacts on WhatsApp, newest first",
  query: Type.Object({
    ...pageQuery,
    shopId: Optional(ShopId),
    tag: Optional(Type.String({ minLength: 1, maxLength: 64 })),
    optedIn: Optional(Type.Boolean()),
  }),
  reply: Page(WhatsappCustomer),
});
export const readWhatsappCustomer = defineRoute({
  method: "get",
  path: `${root}/customers/:waId`,
  tag,
  access: "viewer",
  permission: "contacts.read",
  summary: "Read a contact by the address on WhatsApp",
  params: customerParams,
  reply: WhatsappCustomer,
});
export const tagWhatsappCustomer = defineRoute({
  method: "put",
  path: `${root}/customers/:waId/tags`,
  tag,
  access: "agent",
  permission: "contacts.change",
  audit: { none: "The route that it calls is logged" },
  summary: "Replace a contact's tags",
  params: customerParams,
  body: Exact({
    tags: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: 100 }),
  }),
  reply: WhatsappCustomer,
});
export const optInWhatsappCustomer = defineRoute({
  method: "put",
  path: `${root}/customers/:waId/opt-in`,
  tag,
  access: "agent",
  permission: "contacts.change",
  audit: { none: "The route that it calls is logged" },
  summary: "Record that a contact agrees to marketing, or no longer does",
  params: customerParams,
  body: Exact({
    optedIn: Type.Boolean(),
    /** The words that the contact agreed to. */
    wording: Optional(Type.String({ maxLength: 2_000 })),
  }),
  reply: WhatsappCustomer,
});
