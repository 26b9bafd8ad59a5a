import { Abilities } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { Job } from "./jobs.ts";
import { Optional } from "./optional.ts";
import { Reason } from "./reason.ts";
import { defineRoute } from "./route.ts";
import { InScreenLanguages } from "./screen-languages.ts";
import { Exact, FreeObject, Id, Moment, Name, Nothing } from "./shapes.ts";

/** A kind of channel; `settings` is the JSON Schema its form is drawn from. */
export const ChannelType = Exact({
  type: Type.String(),
  title: Type.String(),
  icon: Type.String(),
  settings: Type.Unknown(),
  abilities: Abilities,
  guide: InScreenLanguages,
  canSetUp: Type.Boolean(),
  /** Whether earlier conversations can be read from the platform. */
  canSync: Type.Boolean(),
  /** Whether a phone number or an e-mail is an address on it. */
  addressedByFacts: Type.Boolean(),
  /** It has templates that its platform reviews; whether new ones can be submitted from here. */
  templates: Type.Optional(Exact({ canSubmit: Type.Boolean() })),
  /** It has addresses that open a chat. `carries` says how the code of the link comes back: see `refLinks` in the guide to links. */
  refLinks: Type.Optional(
    Exact({
      carries: Type.Enum(["ref", "text", "typed"], { type: "string" }),
      takesPage: Type.Boolean(),
    }),
  ),
});
export type ChannelType = Static<typeof ChannelType>;

/** Counts of the requests between a channel's platform and this server. */
const trafficCounts = {
  /** Webhooks that were accepted, and those whose signature did not fit. */
  received: Type.Integer({ minimum: 0 }),
  refused: Type.Integer({ minimum: 0 }),
  /** Calls of the platform, and those that failed. */
  called: Type.Integer({ minimum: 0 }),
  failed: Type.Integer({ minimum: 0 }),
};

/** How the platform rates an account, and what it allows it. */
const ChannelStanding = Exact({
  quality: Type.Optional(Type.Enum(["high", "medium", "low"], { type: "string" })),
  /** To how many people it may write within 24 hours who did not write first. */
  dailyLimit: Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Type.Literal("unlimited")])),
  /** Messages of this month that its plan includes, and those used. */
  quota: Type.Optional(
    Exact({
      limit: Type.Union([Type.Integer({ minimum: 0 }), Type.Literal("unlimited")]),
      used: Type.Integer({ minimum: 0 }),
    }),
  ),
  /** Why the platform restricts it; empty where it does not. */
  restriction: Type.Optional(Type.String()),
});

/** How a channel fares: this hour and the one before. */
export const ChannelHealth = Exact({
  ...trafficCounts,
  /** How long the platform takes to answer, in milliseconds. */
  averageMs: Optional(Type.Integer({ minimum: 0 })),
  /** When the platform last took a call. */
  lastSentAt: Optional(Moment),
  /** When the credentials expire, where the platform said so. */
  credentialsExpireAt: Optional(Moment),
  /** Where the platform tells it. */
  standing: Optional(ChannelStanding),
});
export type ChannelHealth = Static<typeof ChannelHealth>;

/** One request between a platform and this server. Bodies are masked JSON. */
export const TrafficEntry = Exact({
  at: Moment,
  direction: Type.Enum(["in", "out"], { type: "string" }),
  what: Type.String(),
  ok: Type.Boolean(),
  status: Optional(Type.Integer()),
  ms: Optional(Type.Integer({ minimum: 0 })),
  note: Optional(Type.String()),
  request: Optional(Type.String()),
  reply: Optional(Type.String()),
});
export type TrafficEntry = Static<typeof TrafficEntry>;

/** A connected account. Secrets are left out of `settings`; `secretsSet` names those that are kept. */
export const ChannelAccount = Exact({
  id: Id,
  type: Type.String(),
  name: Name,
  status: Type.Enum(["connected", "needsReconnecting", "paused"], { type: "string" }),
  problem: Optional(Reason),
  settings: Type.Record(Type.String(), Type.Unknown()),
  secretsSet: Type.Array(Type.String()),
  webhookUrl: Type.String(),
  verifyToken: Type.String(),
  /** Where people begin to talk to it on its platform, once the credentials were checked: `https://t.me/shop_bot`. */
  chatUrl: Optional(Type.String()),
  lastEventAt: Optional(Moment),
  /** Conversations whose messages wait for the channel's rate, or until it is no longer paused. */
  queue: Exact({
    waiting: Type.Integer({ minimum: 0 }),
    /** Since when the first of them waits. */
    oldestAt: Optional(Moment),
  }),
  health: ChannelHealth,
  createdAt: Moment,
});
export type ChannelAccount = Static<typeof ChannelAccount>;

const channelParams = Type.Object({ channelId: Id });
const Settings = FreeObject(100);
export const listChannelTypes = defineRoute({
  method: "get",
  path: "/channel-types",
  tag: "Channels",
  access: "viewer",
  permission: "workspace.read",
  summary: "List the kinds of channel with what they can show",
  reply: Exact({ items: Type.Array(ChannelType) }),
});
export const listChannels = defineRoute({
  method: "get",
  path: "/channels",
  tag: "Channels",
  access: "viewer",
  permission: "workspace.read",
  summary: "List connected channels",
  reply: Exact({ items: Type.Array(ChannelAccount) }),
});
export const readChannel = defineRoute({
  method: "get",
  path: "/channels/:channelId",
  tag: "Channels",
  access: "viewer",
  summary: "Read a connected channel",
  params: channelParams,
  reply: ChannelAccount,
});
export const readChannelTraffic = defineRoute({
  method: "get",
  path: "/channels/:channelId/traffic",
  tag: "Channels",
  access: "editor",
  summary: "Read what went between a channel's platform and this server",
  params: channelParams,
  reply: Exact({
    /** The last 24 hours, the oldest first; hours without requests are left out. */
    hours: Type.Array(Exact({ at: Moment, ...trafficCounts })),
    /** The last 100 webhooks and calls, the newest first. Under a rush some are left out. */
    entries: Type.Array(TrafficEntry),
  }),
});
export const connectChannel = defineRoute({
  method: "post",
  path: "/channels",
  tag: "Channels",
  access: "admin",
  audit: "channel.connected",
  summary: "Connect a channel",
  body: Exact({ type: Type.String({ maxLength: 40 }), name: Name, settings: Settings }),
  reply: ChannelAccount,
  errors: ["channel.type-unknown", "channel.settings-invalid"],
});
/** Settings left out keep their value, secrets too. */
export const updateChannel = defineRoute({
  method: "patch",
  path: "/channels/:channelId",
  tag: "Channels",
  access: "admin",
  audit: "channel.changed",
  summary: "Change a channel",
  params: channelParams,
  body: Exact({
    name: Optional(Name),
    settings: Optional(Settings),
    paused: Optional(Type.Boolean()),
  }),
  reply: ChannelAccount,
  errors: ["channel.settings-invalid"],
});
export const disconnectChannel = defineRoute({
  method: "delete",
  path: "/channels/:channelId",
  tag: "Channels",
  access: "admin",
  audit: "channel.disconnected",
  summary: "Disconnect a channel; its conversations stay",
  params: channelParams,
  reply: Nothing,
});
/** Asks the platform which account the credentials belong to. */
export const checkChannel = defineRoute({
  method: "post",
  path: "/channels/:channelId/check",
  tag: "Channels",
  access: "admin",
  audit: { none: "It stores only what the check found" },
  summary: "Check a channel's credentials",
  params: channelParams,
  reply: Exact({
    ok: Type.Boolean(),
    name: Optional(Type.String()),
    problem: Optional(Reason),
  }),
});
/** Points the platform at our webhook. */
export const setUpChannel = defineRoute({
  method: "post",
  path: "/channels/:channelId/set-up",
  tag: "Channels",
  access: "admin",
  audit: "channel.setUp",
  summary: "Register the webhook with the platform",
  params: channelParams,
  reply: Exact({ ok: Type.Boolean(), problem: Optional(Reason) }),
});
/** A synchronisation that runs already is returned instead of a second one. */
export const syncChannel = defineRoute({
  method: "post",
  path: "/channels/:channelId/sync",
  tag: "Channels",
  access: "admin",
  audit: "channel.read",
  summary: "Read the platform's earlier conversations into the inbox, as a job",
  params: channelParams,
  reply: Job,
  errors: ["channel.no-history"],
});
export const readChannelSync = defineRoute({
  method: "get",
  path: "/channels/:channelId/sync",
  tag: "Channels",
  access: "viewer",
  summary: "Read the newest synchronisation of a channel",
  params: channelParams,
  reply: Exact({ job: Optional(Job) }),
});
/** For systems that know this address: the same as `syncChannel` for the channel of this platform. */
export const syncChatwoot = defineRoute({
  method: "post",
  path: "/chatwoot/sync",
  tag: "Channels",
  access: "admin",
  audit: "channel.read",
  summary: "Read Chatwoot's earlier conversations into the inbox, as a job",
  unversioned: true,
  query: Type.Object({ channelId: Optional(Id) }, { additionalProperties: false }),
  reply: Job,
  errors: ["channel.ambiguous"],
});
