import { Hours } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Name, Nothing } from "./shapes.ts";

const TimeZone = Type.String({
  minLength: 1,
  maxLength: 64,
  description: "An IANA name, such as Asia/Ho_Chi_Minh.",
});

/** A day on which a team does not work. */
const Holiday = Exact({
  date: Type.String({ format: "date", description: "A day in the team's time zone: 2026-12-25." }),
  name: Type.String({ maxLength: 120 }),
});

/** CONTRACT. Edits the rule for an agent's conversations when the agent goes away. */
export const WhenAway = Exact({
  /** `return`: those in which the contact waits for an answer go back to the queue. */
  does: Type.Enum(["keep", "return"], { type: "string" }),
  /** How long the agent must be away, and the contact without an answer. */
  minutes: Type.Integer({ minimum: 1, maximum: 1_440 }),
});
export type WhenAway = Static<typeof WhenAway>;

/** The default settings. */
export const defaultWhenAway: WhenAway = { does: "return", minutes: 15 };

const members = Type.Array(Id, { maxItems: 500, uniqueItems: true });
const hours = Type.Array(Hours, {
  maxItems: 50,
  description: "Empty means always. An end that is not after the beginning is on the next day.",
});
const holidays = Type.Array(Holiday, { maxItems: 400 });

/** CONTRACT. Members who answer together, and when they work. */
export const Team = Exact({
  id: Id,
  name: Name,
  memberIds: Type.Array(Id),
  timeZone: Type.String(),
  hours: Type.Array(Hours),
  holidays: Type.Array(Holiday),
  whenAway: WhenAway,
  /** Whether it works now. */
  open: Type.Boolean(),
  /** When it works next; absent if it works now or never. */
  opensAt: Optional(Moment),
  /** How many conversations wait for it, no more than 1,000. */
  waiting: Type.Integer(),
});
export type Team = Static<typeof Team>;

const teamParams = Type.Object({ teamId: Id });
const errors = ["team.member-unknown", "team.name-taken"];

export const listTeams = defineRoute({
  method: "get",
  path: "/teams",
  tag: "Teams",
  access: "viewer",
  summary: "List the teams",
  reply: Exact({ items: Type.Array(Team) }),
});
export const createTeam = defineRoute({
  method: "post",
  path: "/teams",
  tag: "Teams",
  access: "admin",
  audit: "team.created",
  summary: "Make a team",
  body: Exact({
    name: Name,
    memberIds: Optional(members),
    timeZone: Optional(TimeZone),
    hours: Optional(hours),
    holidays: Optional(holidays),
    whenAway: Optional(WhenAway),
  }),
  reply: Team,
  errors: [...errors, "team.too-many"],
});
export const updateTeam = defineRoute({
  method: "patch",
  path: "/teams/:teamId",
  tag: "Teams",
  access: "admin",
  audit: "team.changed",
  summary: "Change a team",
  params: teamParams,
  body: Exact({
    name: Optional(Name),
    memberIds: Optional(members),
    timeZone: Optional(TimeZone),
    hours: Optional(hours),
    holidays: Optional(holidays),
    whenAway: Optional(WhenAway),
  }),
  reply: Team,
  errors,
});
/** Deletes a team. Conversations that wait for it wait for anyone. */
export const deleteTeam = defineRoute({
  method: "delete",
  path: "/teams/:teamId",
  tag: "Teams",
  access: "admin",
  audit: "team.deleted",
  summary: "Delete a team",
  params: teamParams,
  reply: Nothing,
});
