import { hostname } from "node:os";
import type { ServerStatus } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { statusOf } from "../../records/connected-channel.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { deadLettersOf } from "../../records/dead-letter-model.ts";
import { jobs } from "../../records/job-model.ts";
import { processes } from "../../store/process-model.ts";
import { silentMs } from "../../store/process-registry.ts";
import { mostCounted, readQueues } from "./read-queues.ts";

const mostProcesses = 100;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Due work is late after this time. */
const lateMs = 60_000;
/** A lease ends so soon at the latest, unless it is renewed. */
const longestLeaseMs = 15_000;

const counting = { limit: mostCounted };

/** Reads how the server runs. Every query looks at a bounded number of documents, by an index. */
export async function readServerStatus(context: ServerContext): Promise<ServerStatus> {
  const at = context.now();
  const channels = await channelAccounts(context.connection)
    .acrossWorkspaces.find({}, { paused: 1, problem: 1 })
    .lean();
  const states = channels.map((it) => ({ id: String(it._id), status: statusOf(it) }));
  const paused = new Set(states.filter((it) => it.status === "paused").map((it) => it.id));
  const having = (status: string) => states.filter((it) => it.status === status).length;
  const [alive, waiting, conversations, work, undelivered, store] = await Promise.all([
    readProcesses(context, at),
    readWaiting(context, at, paused),
    readConversations(context, at),
    readJobs(context, at),
    deadLettersOf(context.connection).countDocuments({}, counting),
    readStore(context),
  ]);
  return {
    at: moment(at),
    processes: alive,
    ...waiting,
    ...conversations,
    jobs: work,
    undelivered,
    channels: {
      connected: having("connected"),
      paused: paused.size,
      needReconnecting: having("needsReconnecting"),
    },
    store,
  };
}

async function readProcesses(
  { connection }: ServerContext,
  at: number,
): Promise<ServerStatus["processes"]> {
  const own = hostname();
  const known = await processes(connection).find().sort({ seenAt: -1 }).limit(mostProcesses).lean();
  return known.map(({ host, pid, version, startedAt, seenAt }) => ({
    name: `${host} · ${pid}`,
    version,
    startedAt: startedAt === undefined ? undefined : moment(startedAt),
    seenAt: moment(seenAt),
    // The one that answers is alive, however late it is with saying so.
    alive: seenAt > at - silentMs || (pid === process.pid && host === own),
  }));
}

async function readWaiting(
  context: ServerContext,
  at: number,
  paused: ReadonlySet<string>,
): Promise<Pick<ServerStatus, "inputs" | "outgoing">> {
  const { queues, inbound } = await readQueues(context);
  const inputs = inbound.filter((it) => !paused.has(it.channelId));
  const outgoing = queues.filter((it) => !paused.has(it._id));
  const all = outgoing.reduce((sum, it) => sum + it.count, 0);
  return {
    inputs: {
      count: inputs.length,
      oldestSeconds: ageOf(
        inputs.map((it) => it.receivedAt),
        at,
      ),
    },
    outgoing: {
      count: Math.min(all, mostCounted),
      oldestSeconds: ageOf(
        outgoing.map((it) => it.since),
        at,
      ),
    },
  };
}

async function readConversations(
  { connection }: ServerContext,
  at: number,
): Promise<Pick<ServerStatus, "underWay" | "leases" | "timers">> {
  const conversations = conversationsOf(connection);
  // A leased conversation is due when its lease ends.
  const [leased, expired, nextHour, late, first] = await Promise.all([
    conversations
      .find({ wakeAt: { $gt: at, $lte: at + longestLeaseMs }, lease: { $exists: true } })
      .project<{ calls?: readonly unknown[]; outbox?: readonly { state: string }[] }>({
        "calls.id": 1,
        "outbox.state": 1,
      })
      .limit(mostCounted)
      .toArray(),
    conversations.countDocuments({ wakeAt: { $lte: at }, lease: { $exists: true } }, counting),
    conversations.countDocuments({ wakeAt: { $gt: at, $lte: at + hourMs } }, counting),
    conversations.countDocuments({ wakeAt: { $lte: at - lateMs } }, counting),
    conversations
      .find({ wakeAt: { $lte: at - lateMs } })
      .project<{ wakeAt: number }>({ wakeAt: 1 })
      .sort({ wakeAt: 1 })
      .limit(1)
      .toArray(),
  ]);
  const sum = (of: (it: (typeof leased)[number]) => number) =>
    leased.reduce((count, it) => count + of(it), 0);
  return {
    underWay: {
      calls: sum((it) => it.calls?.length ?? 0),
      sends: sum((it) => it.outbox?.filter(({ state }) => state === "sending").length ?? 0),
    },
    leases: { held: leased.length, expired },
    timers: {
      nextHour,
      late: {
        count: late,
        oldestSeconds: ageOf(
          first.map((it) => it.wakeAt),
          at,
        ),
      },
    },
  };
}

async function readJobs({ connection }: ServerContext, at: number): Promise<ServerStatus["jobs"]> {
  const model = jobs(connection).acrossWorkspaces;
  const count = (filter: Readonly<Record<string, unknown>>) =>
    model.countDocuments(filter, counting);
  const [running, stuck, failed] = await Promise.all([
    count({ state: "running" }),
    count({ state: "running", nextAt: { $lte: at - lateMs } }),
    count({ state: "failed", nextAt: { $gt: at - dayMs } }),
  ]);
  return { running, stuck, failed };
}

async function readStore(context: ServerContext): Promise<ServerStatus["store"]> {
  const { connection, storeFacts, storeProblem } = context;
  const began = performance.now();
  await connection.db?.command({ ping: 1 });
  const answerMs = performance.now() - began;
  const { data, log, free } = await storeFacts.size();
  const problem = storeProblem?.();
  return {
    kind: storeFacts.kind,
    answerMs,
    problem: problem === undefined ? undefined : { code: "store.full", message: problem },
    dataBytes: data,
    logBytes: log,
    freeBytes: free,
    warnings: storeFacts.warnings(),
  };
}

/** The age of the first of some moments in seconds; 0 where there is none. */
function ageOf(moments: readonly number[], at: number): number {
  return moments.reduce((most, it) => Math.max(most, at - it), 0) / 1_000;
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
