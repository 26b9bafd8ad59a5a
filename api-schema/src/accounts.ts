import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { PermissionSchema, RoleId } from "./role-schema.ts";
import { defineRoute } from "./route.ts";
import { ScreenLanguage } from "./screen-languages.ts";
import { SecondFactorCode } from "./second-factor.ts";
import { Email, Exact, Id, Moment, Name, Nothing, Password } from "./shapes.ts";

const Token = Type.String({ minLength: 16, maxLength: 200 });
const language = ScreenLanguage;

/** Whether a member wants conversations assigned. */
export const ChosenAvailability = Type.Enum(["online", "away"], { type: "string" });
export type ChosenAvailability = Static<typeof ChosenAvailability>;
/** Whether a member gets conversations assigned. `autoAway`: no open page of the studio, or nothing done there for a while. */
export const Availability = Type.Enum(["online", "away", "autoAway"], { type: "string" });
export type Availability = Static<typeof Availability>;

/** The signed-in person, and their place in the current workspace. */
export const Me = Exact({
  account: Exact({
    id: Id,
    name: Name,
    email: Email,
    language,
    secondFactor: Type.Boolean(),
    /** Whether the person has seen or declined the tour of the studio. */
    tourEnded: Type.Boolean(),
  }),
  member: Exact({
    id: Id,
    role: RoleId,
    /** The name of a role that the workspace made; absent: a built-in role, or one that exists no more. */
    roleName: Optional(Type.String()),
    /** The permissions of the role now; empty if the role was deleted. */
    permissions: Type.Array(PermissionSchema),
    availability: ChosenAvailability,
  }),
  workspace: Exact({ id: Id, name: Name, timeZone: Type.String() }),
  workspaces: Type.Array(Exact({ id: Id, name: Name })),
  mayMakeWorkspaces: Type.Boolean(),
  /** Whether the person owns the first workspace and has it open: its owners run the server. */
  runsServer: Type.Boolean(),
  /** The workspace demands a second factor, and the account has none: nothing else is possible. */
  secondFactorNeeded: Type.Boolean(),
});
export type Me = Static<typeof Me>;

export const readSetup = defineRoute({
  method: "get",
  path: "/setup",
  tag: "Accounts",
  access: "public",
  summary: "Tell whether the owner account is still to be made",
  reply: Exact({ needed: Type.Boolean() }),
});
/** Why somebody could not sign in through the identity provider; the sign-in page gets it as `sso`. */
export const ssoProblems = [
  "unavailable",
  "expired",
  "refused",
  "invalid",
  "email",
  "role",
] as const;
export type SsoProblem = (typeof ssoProblems)[number];
export const readSignInWays = defineRoute({
  method: "get",
  path: "/sign-in-ways",
  tag: "Accounts",
  access: "public",
  summary: "Tell how people can sign in beside a password",
  reply: Exact({
    /** Single sign-on; absent: none is set up. */
    sso: Optional(
      Exact({
        name: Type.String(),
        /** Only owners may use a password. */
        enforced: Type.Boolean(),
        /** Open it in the browser. */
        address: Type.String(),
      }),
    ),
  }),
});
export const setUp = defineRoute({
  method: "post",
  path: "/setup",
  tag: "Accounts",
  access: "public",
  audit: "workspace.setUp",
  summary: "Make the owner account with the one-time token from the terminal",
  body: Exact({
    token: Token,
    name: Name,
    email: Email,
    password: Password,
    workspace: Name,
    language: Optional(language),
    timeZone: Optional(Type.String({ maxLength: 64 })),
  }),
  reply: Me,
  errors: ["setup.done", "setup.token-wrong", "password.weak"],
});
export const signIn = defineRoute({
  method: "post",
  path: "/session",
  tag: "Accounts",
  access: "public",
  audit: "session.begun",
  summary: "Sign in; the session is an http-only cookie",
  body: Exact({
    email: Email,
    password: Type.String({ minLength: 1, maxLength: 200 }),
    /** Needed where the account has a second factor. */
    code: Optional(SecondFactorCode),
  }),
  reply: Me,
  errors: [
    "session.wrong-credentials",
    "session.too-many-attempts",
    "session.code-needed",
    "session.wrong-code",
    "session.sso-needed",
  ],
});
export const readMe = defineRoute({
  method: "get",
  path: "/session",
  tag: "Accounts",
  access: "viewer",
  permission: "member",
  summary: "Who is signed in",
  reply: Me,
});
export const signOut = defineRoute({
  method: "delete",
  path: "/session",
  tag: "Accounts",
  access: "account",
  audit: "session.ended",
  summary: "Sign out",
  reply: Nothing,
});
export const updateMe = defineRoute({
  method: "patch",
  path: "/session/account",
  tag: "Accounts",
  access: "account",
  audit: "account.changed",
  summary: "Change one's own name, language or password",
  body: Exact({
    name: Optional(Name),
    language: Optional(language),
    tourEnded: Optional(Type.Boolean()),
    password: Optional(Exact({ current: Type.String({ maxLength: 200 }), next: Password })),
  }),
  reply: Nothing,
  errors: ["session.wrong-credentials", "password.weak"],
});
export const setAvailability = defineRoute({
  method: "put",
  path: "/session/availability",
  tag: "Accounts",
  access: "agent",
  audit: { none: "It changes every few minutes and is shown in reports" },
  summary: "Say whether one takes conversations",
  body: Exact({ availability: ChosenAvailability }),
  reply: Nothing,
});
export const switchWorkspace = defineRoute({
  method: "put",
  path: "/session/workspace",
  tag: "Accounts",
  access: "account",
  audit: { none: "It changes only what the session shows" },
  summary: "Work in another workspace of one's own",
  body: Exact({ workspaceId: Id }),
  reply: Me,
});
export const createWorkspace = defineRoute({
  method: "post",
  path: "/workspaces",
  tag: "Accounts",
  access: "account",
  audit: "workspace.created",
  summary: "Make another workspace",
  body: Exact({ name: Name, timeZone: Optional(Type.String({ maxLength: 64 })) }),
  reply: Me,
  errors: ["workspace.not-allowed"],
});

/** A person's place in the workspace. */
export const Member = Exact({
  id: Id,
  accountId: Id,
  name: Name,
  email: Email,
  role: RoleId,
  /** The role allows answering: conversations can be assigned to the member. */
  answers: Type.Boolean(),
  joinedAt: Moment,
  /** Support that an owner let in; its membership ends then. */
  until: Optional(Moment),
  online: Type.Boolean(),
  availability: Availability,
  /** The most conversations that are assigned at once; absent: no limit. */
  capacity: Optional(Type.Integer()),
  skills: Type.Array(Type.String()),
  /** How many open conversations the member has. */
  openConversations: Type.Integer(),
  secondFactor: Type.Boolean(),
});
export type Member = Static<typeof Member>;
const memberParams = Type.Object({ memberId: Id });
export const listMembers = defineRoute({
  method: "get",
  path: "/members",
  tag: "Members",
  access: "viewer",
  summary: "List the members",
  reply: Exact({ items: Type.Array(Member) }),
});
export const updateMember = defineRoute({
  method: "patch",
  path: "/members/:memberId",
  tag: "Members",
  access: "admin",
  audit: "member.changed",
  summary: "Change a member's role, capacity or skills",
  params: memberParams,
  body: Exact({
    role: Optional(RoleId),
    capacity: Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 1_000 }), Type.Null()])),
    skills: Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: 50, uniqueItems: true }),
    ),
  }),
  reply: Member,
  errors: ["member.last-owner", "member.support", "role.not-found"],
});
export const removeMember = defineRoute({
  method: "delete",
  path: "/members/:memberId",
  tag: "Members",
  access: "admin",
  audit: "member.removed",
  summary: "Remove a member",
  params: memberParams,
  reply: Nothing,
  errors: ["member.last-owner"],
});

export const acceptInvitation = defineRoute({
  method: "post",
  path: "/invitations/accept",
  tag: "Members",
  access: "public",
  audit: "member.joined",
  summary: "Join with an invitation's token",
  body: Exact({
    token: Token,
    name: Name,
    password: Password,
    code: Optional(SecondFactorCode),
  }),
  reply: Me,
  errors: ["invitation.invalid", "password.weak", "session.code-needed", "session.wrong-code"],
});

export { createApiToken, deleteApiToken, listApiTokens } from "./api-tokens.ts";
export { invite, listInvitations, withdrawInvitation } from "./invitations.ts";
export {
  askPasswordLink,
  beginSecondFactor,
  confirmSecondFactor,
  endOtherSessions,
  makePasswordLink,
  removeSecondFactor,
  renewRecoveryCodes,
  resetPassword,
  resetSecondFactor,
} from "./second-factor.ts";
export { endSession, listSessions } from "./sessions.ts";
export { endSupportAccess, grantSupportAccess, listSupportAccess } from "./support-access.ts";
export {
  readAllowedAddresses,
  readWorkspace,
  setAllowedAddresses,
  updateWorkspace,
} from "./workspace-settings.ts";
