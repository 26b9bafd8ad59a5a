import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Email, Exact, Id, Moment, Nothing } from "./shapes.ts";

/** The roles that support can have: no owner, and nobody whom conversations are assigned to. */
export const supportRoles = ["admin", "editor", "viewer"] as const;
const SupportRole = Type.Enum([...supportRoles], { type: "string" });
export type SupportRole = Static<typeof SupportRole>;
/** The longest access, in hours. */
export const mostSupportHours = 168;

/** Access that an owner granted to somebody outside, until a moment. */
export const SupportAccess = Exact({
  id: Id,
  email: Email,
  /** Known once the link was used. */
  name: Optional(Type.String()),
  role: SupportRole,
  /** `invited`: the link was not used yet. */
  state: Type.Enum(["invited", "open"], { type: "string" }),
  until: Moment,
  grantedBy: Optional(Type.String()),
  /** It is the caller's own. */
  yours: Type.Boolean(),
});
export type SupportAccess = Static<typeof SupportAccess>;

export const listSupportAccess = defineRoute({
  method: "get",
  path: "/support-access",
  tag: "Members",
  access: "viewer",
  summary: "List the support that may enter now, and until when",
  reply: Exact({ items: Type.Array(SupportAccess) }),
});
export const grantSupportAccess = defineRoute({
  method: "post",
  path: "/support-access",
  tag: "Members",
  access: "owner",
  audit: "support.granted",
  summary: "Let support in for some hours; the link is shown once",
  body: Exact({
    email: Email,
    role: SupportRole,
    hours: Type.Integer({ minimum: 1, maximum: mostSupportHours }),
  }),
  reply: Exact({ access: SupportAccess, link: Type.String() }),
  errors: ["member.exists"],
});
export const endSupportAccess = defineRoute({
  method: "delete",
  path: "/support-access/:accessId",
  tag: "Members",
  access: "owner",
  audit: "support.ended",
  summary: "End support's access at once",
  params: Type.Object({ accessId: Id }),
  reply: Nothing,
});
