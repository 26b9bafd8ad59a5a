import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { about, Count, Day, Durations, filters, period } from "./report-shapes.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Nothing, Page, pageQuery } from "./shapes.ts";

const Range = Type.Object({ ...period, ...filters });

/** CONTRACT. What happened in a period, in one channel or altogether. */
export const ReportFigures = Exact({
  messagesIn: Count,
  messagesOut: Count,
  fromBot: Count,
  fromMembers: Count,
  /** Conversations with a message, each once. */
  conversations: Count,
  /** Contacts who wrote, once for each channel account, and those of them who wrote for the first time. */
  contacts: Count,
  newContacts: Count,
  returningContacts: Count,
  /** Sessions: 24 hours from a contact's message on. */
  sessions: Count,
  /** Sessions that the bot answered and in which people took no part, and those in which they did. */
  solvedByBot: Count,
  withPeople: Count,
  handedOff: Count,
  takenOver: Count,
  resolved: Count,
  botAnswer: Durations,
  memberAnswer: Durations,
  /** From the handover to the first answer of a member, and to the end. */
  firstAnswer: Durations,
  resolution: Durations,
  goals: Count,
  goalValue: Type.Number(),
  aiCalls: Count,
  aiFailed: Count,
  aiTokens: Count,
  /** US dollars. */
  aiCost: Type.Number(),
  /** By today's price table. Messages of channels without any price are free and not counted. */
  messageCost: Exact({
    amount: Type.Number(),
    /** ISO 4217. */
    currency: Type.String(),
    messages: Count,
    /** Messages for which the table has no price though it has some for the channel. */
    unpriced: Count,
  }),
  /** Outgoing messages by the newest state that is known. */
  delivery: Exact({
    queued: Count,
    sent: Count,
    delivered: Count,
    read: Count,
    failed: Count,
    unknown: Count,
  }),
  /** Messages that failed, by the code of the reason; the 30 most frequent. */
  errors: Type.Array(Exact({ code: Type.String(), count: Count })),
  /** Goals that were reached, by name; the 30 most frequent. */
  goalNames: Type.Array(Exact({ name: Type.String(), count: Count })),
});
export type ReportFigures = Static<typeof ReportFigures>;

const ReportDay = Exact({
  date: Day,
  messagesIn: Count,
  messagesOut: Count,
  conversations: Count,
  newContacts: Count,
  returningContacts: Count,
  sessions: Count,
  solvedByBot: Count,
  withPeople: Count,
  goals: Count,
  aiCost: Type.Number(),
});
export type ReportDay = Static<typeof ReportDay>;

/** The figures whose conversations can be listed. */
export const listedFigures = [
  "conversations",
  "messagesIn",
  "messagesOut",
  "newContacts",
  "sessions",
  "withPeople",
  "handedOff",
  "takenOver",
  "resolved",
  "goals",
  "failed",
  "aiCalls",
] as const;
/** Figures of a step whose conversations can be listed; they need `flowId` and `nodeId`. */
export const stepFigures = ["entered", "dropped", "stepFailed", "answered"] as const;
export type ListedFigure = (typeof listedFigures)[number] | (typeof stepFigures)[number];

const tag = "Reports";

export const readOverview = defineRoute({
  method: "get",
  path: "/reports/overview",
  tag,
  access: "viewer",
  summary: "Read what happened in a period, by day and by channel, and in the period before",
  query: Range,
  reply: Exact({
    ...about,
    now: ReportFigures,
    /** The figures of the period before, which has as many days. */
    before: ReportFigures,
    days: Type.Array(ReportDay),
    /** Messages by channel, most first. */
    channels: Type.Array(
      Exact({
        channelId: Id,
        name: Type.String(),
        type: Type.String(),
        days: Type.Array(Exact({ date: Day, messagesIn: Count, messagesOut: Count })),
      }),
    ),
  }),
  errors: ["reports.range", "reports.one-filter"],
});
export const readChannelReport = defineRoute({
  method: "get",
  path: "/reports/channels",
  tag,
  access: "viewer",
  summary: "Read volume, answer times, delivery and errors of each channel in a period",
  query: Type.Object({ ...period, country: filters.country }),
  reply: Exact({
    ...about,
    /** Most messages first. */
    items: Type.Array(
      Exact({
        channelId: Id,
        name: Type.String(),
        type: Type.String(),
        now: ReportFigures,
        before: ReportFigures,
        /** Messages that were not sent because the contact wrote too long ago. */
        windowMisses: Count,
        /** Time of the platform's answers to our calls, of the last 24 hours. */
        platform: Durations,
      }),
    ),
  }),
  errors: ["reports.range"],
});
export const readTeamReport = defineRoute({
  method: "get",
  path: "/reports/team",
  tag,
  access: "viewer",
  summary: "Read how people answered in a period: by member, by hour and by weekday",
  query: Type.Object({
    ...period,
    channelId: filters.channelId,
    country: filters.country,
    /** The promise for a first answer, in minutes. */
    withinMinutes: Optional(Type.Enum([1, 5, 10, 15, 30, 60, 240, 480, 1440], { type: "integer" })),
  }),
  reply: Exact({
    ...about,
    now: ReportFigures,
    before: ReportFigures,
    /** First answers within the promise. */
    within: Count,
    members: Type.Array(
      Exact({
        memberId: Type.String(),
        name: Type.String(),
        messages: Count,
        takenOver: Count,
        resolved: Count,
        answer: Durations,
        firstAnswer: Durations,
        resolution: Durations,
        within: Count,
      }),
    ),
    /** Messages of contacts by weekday (0 is Monday) and hour of the day; hours without one are left out. */
    heat: Type.Array(
      Exact({
        weekday: Type.Integer({ minimum: 0, maximum: 6 }),
        hour: Type.Integer({ minimum: 0, maximum: 23 }),
        count: Count,
      }),
    ),
    /** Conversations that waited for people, and that people had, at the end of each hour; of at most the last 14 days. */
    backlog: Type.Array(Exact({ at: Moment, waiting: Count, open: Count })),
  }),
  errors: ["reports.range", "reports.one-filter"],
});
export const listReportGroups = defineRoute({
  method: "get",
  path: "/reports/filters",
  tag,
  access: "viewer",
  summary:
    "List the languages, countries and tags that reports can be filtered by, at most 200 of each",
  reply: Exact({
    languages: Type.Array(Type.String()),
    countries: Type.Array(Type.String()),
    tags: Type.Array(Type.String()),
  }),
});
export const listReportConversations = defineRoute({
  method: "get",
  path: "/reports/conversations",
  tag,
  access: "viewer",
  summary: "List the conversations behind a figure, newest first",
  query: Type.Object({
    ...pageQuery,
    ...period,
    ...filters,
    figure: Type.Enum([...listedFigures, ...stepFigures], { type: "string" }),
    nodeId: Optional(Type.String({ minLength: 1, maxLength: 200 })),
    /** A version of the flow; absent: all. */
    version: Optional(Type.Integer({ minimum: 1 })),
    /** For `answered`: the answer's key, and the variable of the question where it has one. */
    answer: Optional(Type.String({ minLength: 1, maxLength: 300 })),
    name: Optional(Type.String({ minLength: 1, maxLength: 200 })),
  }),
  reply: Page(
    Exact({
      conversationId: Id,
      contactId: Id,
      contactName: Type.String(),
      channelId: Id,
      /** The hour in which it counted. */
      at: Moment,
    }),
  ),
  errors: ["reports.range", "reports.one-filter", "reports.no-step"],
});

/** CONTRACT. What happened at one step of a flow. A run that passes a step several times counts once. */
export const StepFigures = Exact({
  nodeId: Type.String(),
  entered: Count,
  /** By the port that a run left by. */
  left: Type.Array(Exact({ port: Type.String(), count: Count })),
  failed: Count,
  /** Runs that ended here though the flow had not: expired, replaced by another flow, or failed. */
  dropped: Count,
  /** Conversations that are here now. */
  waiting: Count,
  /** The time that contacts spent at a step that waits. */
  stay: Durations,
});
export type StepFigures = Static<typeof StepFigures>;

export const readFlowReport = defineRoute({
  method: "get",
  path: "/reports/flows/:flowId",
  tag,
  access: "viewer",
  summary: "Read what happened at each step of a flow in a period",
  params: Type.Object({ flowId: Id }),
  query: Type.Object({
    ...period,
    /** One version; absent: all. */
    version: Optional(Type.Integer({ minimum: 1 })),
  }),
  reply: Exact({
    ...about,
    runs: Count,
    completed: Count,
    /** The versions with runs in the period, newest first. */
    versions: Type.Array(
      Exact({ version: Type.Integer(), runs: Count, completed: Count, dropped: Count }),
    ),
    steps: Type.Array(StepFigures),
  }),
  errors: ["flow.not-found", "reports.range"],
});
export const rebuildReports = defineRoute({
  method: "post",
  path: "/reports/rebuild",
  tag,
  access: "admin",
  audit: "reports.rebuilt",
  summary: "Count all conversations anew",
  reply: Nothing,
});
