import Type, { type Static } from "typebox";
import { ChannelAccount } from "./channels.ts";
import { defineRoute } from "./route.ts";
import { Exact } from "./shapes.ts";

/** A kind of helpdesk; `settings` is the JSON Schema its form is drawn from. */
export const DeskType = Exact({
  type: Type.String(),
  title: Type.String(),
  icon: Type.String(),
  settings: Type.Unknown(),
  guide: Exact({ en: Type.String(), vi: Type.String() }),
  canSetUp: Type.Boolean(),
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
  summary: "List the kinds of helpdesk",
  reply: Exact({ items: Type.Array(DeskType) }),
});
/** Connect one with `POST /channels` and its type. The other routes of channels take its id. */
export const listDesks = defineRoute({
  method: "get",
  path: "/desks",
  tag: "Helpdesks",
  access: "viewer",
  summary: "List connected helpdesks",
  reply: Exact({ items: Type.Array(DeskAccount) }),
});
