import Type, { type Static } from "typebox";
import { ChannelAccount } from "./channels.ts";
import { Optional } from "./optional.ts";
import { Reason } from "./reason.ts";
import { defineRoute } from "./route.ts";
import { InScreenLanguages } from "./screen-languages.ts";
import { Exact, Id, Moment } from "./shapes.ts";

/** A kind of helpdesk; `settings` is the JSON Schema its form is drawn from. */
export const DeskType = Exact({
  type: Type.String(),
  title: Type.String(),
  icon: Type.String(),
  settings: Type.Unknown(),
  guide: InScreenLanguages,
  canSetUp: Type.Boolean(),
  /** Whether a bridge can carry its messages to another helpdesk. */
  canBridge: Type.Boolean(),
});
export type DeskType = Static<typeof DeskType>;

/** A connected helpdesk has the shape of a connected channel, and the same routes connect, change and check it. */
export const DeskAccount = ChannelAccount;
export type DeskAccount = Static<typeof DeskAccount>;

export const listDeskTypes = defineRoute({
  method: "get",
  path: "/desk-types",
  tag: "Helpdesks",
  access: "viewer",
  permission: "workspace.read",
  summary: "List the kinds of helpdesk",
  reply: Exact({ items: Type.Array(DeskType) }),
});
/** Connect one with `POST /channels` and its type. The other routes of channels take its id. */
export const listDesks = defineRoute({
  method: "get",
  path: "/desks",
  tag: "Helpdesks",
  access: "viewer",
  permission: "workspace.read",
  summary: "List connected helpdesks",
  reply: Exact({ items: Type.Array(DeskAccount) }),
});

/** Two helpdesks between which messages are carried, case by case. */
export const Bridge = Exact({
  id: Id,
  /** Two connected helpdesks. */
  deskIds: Type.Array(Id),
  /** Those whose new cases are opened in the other one. */
  from: Type.Array(Id),
  /** Cases that both have. */
  cases: Type.Integer(),
  /** Messages that could not be carried, and why the newest one could not. */
  failed: Type.Integer(),
  problem: Optional(Reason),
  createdAt: Moment,
});
export type Bridge = Static<typeof Bridge>;

const bridgeParams = Type.Object({ bridgeId: Id });

export const listBridges = defineRoute({
  method: "get",
  path: "/desk-bridges",
  tag: "Helpdesks",
  access: "viewer",
  summary: "List the bridges between helpdesks",
  reply: Exact({ items: Type.Array(Bridge) }),
});
export const createBridge = defineRoute({
  method: "post",
  path: "/desk-bridges",
  tag: "Helpdesks",
  access: "admin",
  audit: "bridge.created",
  summary: "Carry messages between two helpdesks from now on",
  body: Exact({
    deskIds: Type.Array(Id, { minItems: 2, maxItems: 2, uniqueItems: true }),
    from: Type.Array(Id, { minItems: 1, maxItems: 2, uniqueItems: true }),
  }),
  reply: Bridge,
});
export const retryBridge = defineRoute({
  method: "post",
  path: "/desk-bridges/:bridgeId/retry",
  tag: "Helpdesks",
  access: "agent",
  audit: "bridge.retried",
  summary: "Try the messages again that a bridge could not carry",
  params: bridgeParams,
  reply: Bridge,
});
export const deleteBridge = defineRoute({
  method: "delete",
  path: "/desk-bridges/:bridgeId",
  tag: "Helpdesks",
  access: "admin",
  audit: "bridge.deleted",
  summary: "Stop carrying messages between two helpdesks",
  params: bridgeParams,
  reply: Exact({}),
});
