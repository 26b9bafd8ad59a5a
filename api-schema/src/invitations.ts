import Type from "typebox";
import { Optional } from "./optional.ts";
import { RoleId } from "./role-schema.ts";
import { defineRoute } from "./route.ts";
import { Email, Exact, Id, Moment, Nothing } from "./shapes.ts";

/** An invitation that was not accepted yet. */
const Invitation = Exact({
  id: Id,
  email: Email,
  role: RoleId,
  invitedBy: Optional(Exact({ accountId: Id, name: Type.String() })),
  expiresAt: Moment,
});
export const listInvitations = defineRoute({
  method: "get",
  path: "/invitations",
  tag: "Members",
  access: "admin",
  summary: "List open invitations",
  reply: Exact({ items: Type.Array(Invitation) }),
});
export const invite = defineRoute({
  method: "post",
  path: "/invitations",
  tag: "Members",
  access: "admin",
  audit: "invitation.created",
  summary: "Invite someone; the link is shown once",
  body: Exact({ email: Email, role: RoleId }),
  reply: Exact({ invitation: Invitation, link: Type.String() }),
  errors: ["member.exists", "role.not-found"],
});
export const withdrawInvitation = defineRoute({
  method: "delete",
  path: "/invitations/:invitationId",
  tag: "Members",
  access: "admin",
  audit: "invitation.withdrawn",
  summary: "Withdraw an invitation",
  params: Type.Object({ invitationId: Id }),
  reply: Nothing,
});
