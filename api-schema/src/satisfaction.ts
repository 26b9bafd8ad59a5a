import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Nothing, Page, pageQuery } from "./shapes.ts";

/** How contacts rate: one to five stars, or a thumb up or down. */
export const ratingScales = ["five", "thumbs"] as const;
const RatingScale = Type.Enum([...ratingScales], { type: "string" });

const settings = {
  enabled: Type.Boolean(),
  question: Type.String({ minLength: 1, maxLength: 600, pattern: "\\S" }),
  scale: RatingScale,
  /** Asked after a rating; absent: nothing more is asked. */
  commentQuestion: Optional(Type.String({ minLength: 1, maxLength: 600, pattern: "\\S" })),
  /** Said at the end; absent: nothing. */
  thanks: Optional(Type.String({ minLength: 1, maxLength: 600, pattern: "\\S" })),
  /** How long after the end it is asked. */
  delayMinutes: Type.Integer({ minimum: 0, maximum: 1_440 }),
  /** A contact is asked at most once in so many hours. */
  everyHours: Type.Integer({ minimum: 1, maximum: 8_760 }),
  /** The channels on which it is asked; none: all. */
  channelIds: Type.Array(Id, { maxItems: 200, uniqueItems: true }),
};
const Scope = Type.Union([Type.Literal("workspace"), Id], {
  description: "`workspace`, or the id of a team whose conversations are asked something else.",
});

/** CONTRACT. What contacts are asked once an agent resolved their conversation. A team's settings replace those of the workspace. */
export const SurveySettings = Exact({ scope: Scope, ...settings });
export type SurveySettings = Static<typeof SurveySettings>;

/** CONTRACT. One period in which people had a conversation, and how it ended. */
export const Resolution = Exact({
  id: Type.String(),
  conversationId: Id,
  contactId: Id,
  channelId: Id,
  channelType: Type.String(),
  /** Whether it was resolved or given back to the bot. */
  kind: Type.Enum(["resolved", "handedBack"], { type: "string" }),
  /** The member who answered the contact, or else the one who ended it. */
  member: Optional(Exact({ id: Id, name: Type.String() })),
  teamId: Optional(Id),
  /** The outcome that the agent chose. */
  outcome: Optional(Exact({ id: Type.String(), label: Type.String() })),
  /** When a person took it, where it had waited. */
  takenAt: Optional(Moment),
  at: Moment,
  survey: Optional(
    Exact({
      scale: RatingScale,
      askedAt: Optional(Moment),
      /** Why it was not asked: the message window was closed, the bot or people had the conversation, or the contact is blocked or unreachable. */
      skipped: Optional(Type.Enum(["window", "busy", "unreachable"], { type: "string" })),
      /** 1 to 5; of thumbs 1 or 5. */
      rating: Optional(Type.Integer({ minimum: 1, maximum: 5 })),
      comment: Optional(Type.String()),
      answeredAt: Optional(Moment),
    }),
  ),
});
export type Resolution = Static<typeof Resolution>;

const Figures = {
  /** How many were asked. */
  asked: Type.Integer(),
  answered: Type.Integer(),
  /** How many gave 4, 5 or a thumb up. */
  positive: Type.Integer(),
  /** Of ratings from 1 to 5; absent without any. */
  average: Optional(Type.Number()),
};
const period = {
  /** By the moment at which the conversation was resolved. */
  from: Optional(Moment),
  to: Optional(Moment),
};
export const satisfactionGroups = ["member", "team", "channel"] as const;

const tag = "Inbox";
const path = "/satisfaction/settings";
const params = Type.Object({ scope: Scope });

export const listSurveySettings = defineRoute({
  method: "get",
  path,
  tag,
  access: "viewer",
  summary: "Read what contacts are asked after their conversation was resolved",
  reply: Exact({ items: Type.Array(SurveySettings) }),
});
export const saveSurveySettings = defineRoute({
  method: "put",
  path: `${path}/:scope`,
  tag,
  access: "admin",
  audit: "survey.changed",
  summary: "Set what contacts of the workspace or of a team are asked",
  params,
  body: Exact(settings),
  reply: SurveySettings,
  errors: ["channel.not-found"],
});
export const deleteSurveySettings = defineRoute({
  method: "delete",
  path: `${path}/:scope`,
  tag,
  access: "admin",
  audit: "survey.deleted",
  summary: "Delete the settings of a team, so that those of the workspace apply",
  params,
  reply: Nothing,
});
export const readSatisfaction = defineRoute({
  method: "get",
  path: "/satisfaction",
  tag,
  access: "viewer",
  permission: ["reports.read", "inbox.read"],
  summary: "Read how satisfied contacts were, by member, team or channel",
  query: Type.Object({
    ...period,
    by: Type.Enum([...satisfactionGroups], { type: "string" }),
  }),
  reply: Exact({
    total: Exact(Figures),
    /** Most ratings first, at most 500. The key is the id; empty for conversations without one. */
    items: Type.Array(Exact({ key: Type.String(), name: Type.String(), ...Figures })),
  }),
});
export const listResolutions = defineRoute({
  method: "get",
  path: "/resolutions",
  tag,
  access: "viewer",
  summary: "List the conversations that people ended, newest first",
  query: Type.Object({
    ...pageQuery,
    ...period,
    contactId: Optional(Id),
    conversationId: Optional(Id),
    memberId: Optional(Id),
    teamId: Optional(Id),
    channelId: Optional(Id),
    /** True: only those with a rating. */
    rated: Optional(Type.Boolean()),
  }),
  reply: Page(Resolution),
});
