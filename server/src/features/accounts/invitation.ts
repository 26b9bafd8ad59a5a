import type { MemberFields } from "../../records/member.ts";
import { defineCollection, type Stored } from "../../store/scoped-model.ts";

/** Lets someone join the workspace through a link. */
export interface InvitationFields {
  email: string;
  role: string;
  /** The account whose member invited; the invitation ends with their role. */
  invitedBy?: string;
  tokenHash: string;
  expiresAt: Date;
  /** Support is invited: its membership ends at this moment, in epoch milliseconds. */
  until?: number;
}
export type Invitation = Stored<InvitationFields>;

/** How long an invitation is valid. */
export const invitationLifetimeMs = 7 * 86_400_000;

/** The open invitations of a connection's workspaces. */
export const invitations = defineCollection<InvitationFields>(
  "invitations",
  {
    email: String,
    role: String,
    invitedBy: String,
    tokenHash: String,
    expiresAt: Date,
    until: Number,
  },
  [
    [{ tokenHash: 1 }, { unique: true }],
    [{ workspaceId: 1, email: 1 }, { unique: true }],
    [{ expiresAt: 1 }, { expireAfterSeconds: 0 }],
  ],
);

/** Returns the fields of a membership that an invitation of support makes; none for other invitations. */
export function supportOf({
  until,
  invitedBy = "",
}: InvitationFields): Pick<MemberFields, "until" | "grantedBy"> {
  return until === undefined ? {} : { until, grantedBy: invitedBy };
}
