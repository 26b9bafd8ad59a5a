import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { Reason } from "./reason.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Nothing, pageQuery } from "./shapes.ts";

/** A message that could not be delivered, with the reason. */
export const DeadLetter = Exact({
  id: Id,
  conversationId: Id,
  contactName: Type.String(),
  channel: Exact({ id: Id, type: Type.String(), name: Type.String() }),
  reason: Reason,
  attempts: Type.Integer(),
  preview: Type.String(),
  payload: Type.Unknown(),
  at: Moment,
});
export type DeadLetter = Static<typeof DeadLetter>;
export const listDeadLetters = defineRoute({
  method: "get",
  path: "/dead-letters",
  tag: "Operations",
  access: "agent",
  summary: "List what could not be delivered",
  query: Type.Object(pageQuery),
  reply: Exact({
    items: Type.Array(DeadLetter),
    next: Optional(Type.String()),
    total: Type.Integer(),
  }),
});
export const resendDeadLetter = defineRoute({
  method: "post",
  path: "/dead-letters/:deadLetterId/resend",
  tag: "Operations",
  access: "agent",
  audit: "deadLetter.resent",
  summary: "Try one again",
  params: Type.Object({ deadLetterId: Id }),
  reply: Nothing,
  errors: ["desk.no-case"],
});
export const resendAllDeadLetters = defineRoute({
  method: "post",
  path: "/dead-letters/resend",
  tag: "Operations",
  access: "admin",
  audit: "deadLetter.allResent",
  summary: "Try all again",
  reply: Exact({ resent: Type.Integer() }),
});
export const deleteDeadLetter = defineRoute({
  method: "delete",
  path: "/dead-letters/:deadLetterId",
  tag: "Operations",
  access: "admin",
  audit: "deadLetter.deleted",
  summary: "Give one up",
  params: Type.Object({ deadLetterId: Id }),
  reply: Nothing,
});

/** Something members should look at: one notification of a flow, or an error with every time it occurred that day. */
export const Alert = Exact({
  id: Id,
  code: Type.String(),
  message: Type.String(),
  /** Why, where the alert is about a failure with a code of its own. */
  reason: Optional(Reason),
  conversationId: Optional(Id),
  flowId: Optional(Id),
  channelId: Optional(Id),
  count: Type.Integer(),
  /** The newest occurrences with their conversations, newest first; at most 50. */
  occurrences: Type.Array(
    Exact({
      conversationId: Optional(Id),
      contactName: Optional(Type.String()),
      message: Type.String(),
      reason: Optional(Reason),
      at: Moment,
    }),
  ),
  /** Increases with every change: of two copies, the one with the higher number is newer. */
  version: Type.Integer(),
  at: Moment,
  seen: Type.Boolean(),
});
export type Alert = Static<typeof Alert>;
export const listAlerts = defineRoute({
  method: "get",
  path: "/alerts",
  tag: "Operations",
  access: "viewer",
  summary: "List alerts and notices, newest first",
  query: Type.Object(pageQuery),
  reply: Exact({
    items: Type.Array(Alert),
    next: Optional(Type.String()),
    /** How many nobody has seen; at most 1,000. */
    unseen: Type.Integer(),
  }),
});
export const markAlertsSeen = defineRoute({
  method: "post",
  path: "/alerts/seen",
  tag: "Operations",
  access: "viewer",
  audit: { none: "It changes only what members have seen" },
  summary: "Mark all alerts as seen",
  reply: Nothing,
});

/** The scheduled backups of the server. */
export const BackupStatus = Exact({
  /** A folder, or `s3://bucket/folder`. */
  to: Type.String(),
  /** A cron expression in UTC. */
  schedule: Type.String(),
  keep: Type.Integer(),
  running: Type.Boolean(),
  nextAt: Moment,
  /** The newest whole backup. */
  last: Optional(
    Exact({ name: Type.String(), at: Moment, bytes: Type.Integer(), seconds: Type.Number() }),
  ),
  /** Why the newest attempt failed. */
  failure: Optional(Exact({ reason: Reason, at: Moment })),
});
export type BackupStatus = Static<typeof BackupStatus>;
export const readBackups = defineRoute({
  method: "get",
  path: "/backups",
  tag: "Operations",
  access: "owner",
  summary: "Tell about the server's backups, in its first workspace",
  reply: Exact({
    /** Whether this workspace is told; the others are customers of the server. */
    shown: Type.Boolean(),
    /** Absent: no backups are scheduled. */
    backups: Optional(BackupStatus),
  }),
});

/** The work that waits: how much, and how long the oldest has waited. */
const Waiting = Exact({
  /** At most 1,000 are counted. */
  count: Type.Integer(),
  oldestSeconds: Type.Number(),
});

/** The state of the server, all of its processes together. */
export const ServerStatus = Exact({
  at: Moment,
  /** At most 100, those that are alive first. */
  processes: Type.Array(
    Exact({
      name: Type.String(),
      version: Optional(Type.String()),
      startedAt: Optional(Moment),
      /** When it was last heard of. */
      seenAt: Moment,
      alive: Type.Boolean(),
    }),
  ),
  /** Stored events that no turn has taken; not those of paused channels. */
  inputs: Waiting,
  /** Conversations that wait for the rate of their channel; not those of paused channels. */
  outgoing: Waiting,
  /** Calls of steps and messages that are under way now, of at most 1,000 conversations. */
  underWay: Exact({ calls: Type.Integer(), sends: Type.Integer() }),
  /** The conversations that a process works on; expired: its process is gone and no other has taken over. */
  leases: Exact({ held: Type.Integer(), expired: Type.Integer() }),
  /** Conversations that are to go on within the hour, and those whose moment has passed. */
  timers: Exact({ nextHour: Type.Integer(), late: Waiting }),
  /** `stuck`: due for a minute and not taken. `failed`: within a day. */
  jobs: Exact({ running: Type.Integer(), stuck: Type.Integer(), failed: Type.Integer() }),
  /** Messages that were given up; at most 1,000 are counted. */
  undelivered: Type.Integer(),
  channels: Exact({
    connected: Type.Integer(),
    paused: Type.Integer(),
    needReconnecting: Type.Integer(),
  }),
  store: Exact({
    kind: Type.Enum(["embedded", "mongodb"], { type: "string" }),
    /** How long it took to answer. */
    answerMs: Type.Number(),
    /** Why it takes no writes. */
    problem: Optional(Reason),
    /** Absent where the store does not tell. */
    dataBytes: Optional(Type.Integer()),
    /** Of the embedded store's write-ahead log. */
    logBytes: Optional(Type.Integer()),
    freeBytes: Optional(Type.Integer()),
    /** Warnings of the embedded store since this process started, such as a query without an index. */
    warnings: Optional(Type.Integer()),
  }),
});
export type ServerStatus = Static<typeof ServerStatus>;
export const readServerStatus = defineRoute({
  method: "get",
  path: "/server-status",
  tag: "Operations",
  access: "owner",
  summary: "Tell how the server runs, in its first workspace",
  reply: Exact({
    /** Absent in other workspaces: they are customers of the server. */
    status: Optional(ServerStatus),
  }),
});

/** An uploaded file; `url` is what message contents carry. The body is the raw bytes, `content-type` and `x-file-name` headers tell what they are. */
export const uploadFile = defineRoute({
  method: "post",
  path: "/files",
  tag: "Files",
  access: "agent",
  audit: { none: "The file goes nowhere until something that is logged uses it" },
  summary: "Upload a file (raw body)",
  reply: Exact({
    id: Id,
    url: Type.String(),
    mimeType: Type.String(),
    fileName: Type.String(),
    size: Type.Integer(),
    kind: Type.Enum(["image", "video", "audio", "file"], { type: "string" }),
  }),
  errors: ["file.too-large", "file.type-refused", "file.empty", "file.bucket-away"],
});
