import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Types } from "mongoose";
import { pino } from "pino";
import type { ServerContext } from "../../server/src/context/server-context.ts";
import { countName } from "../../server/src/domain/reports/counts.ts";
import { countWorkspace, leaseMs } from "../../server/src/features/reports/count-workspace.ts";
import { readOverview } from "../../server/src/features/reports/read-overview.ts";
import { passEveryMs } from "../../server/src/features/reports/report-counter.ts";
import { channelAccounts } from "../../server/src/records/channel-account-model.ts";
import { conversationsOf } from "../../server/src/records/conversation-model.ts";
import { messagesOf } from "../../server/src/records/message-model.ts";
import { reportProgress, reportSumsOf } from "../../server/src/records/report-models.ts";
import { workspaces } from "../../server/src/records/workspace.ts";
import { connectStore } from "../../server/src/store/connect.ts";
import { createIndexes } from "../../server/src/store/define-model.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
const messagesPerSecond = 50;
/** Conversations that talk at the same time. */
const active = 600;
const channels = 5;

/** The cost of reports. */
interface ReportCost {
  /** Processor time of counter and store for one minute at 50 messages a second, in the first and the last minute of an hour (ms). */
  readonly firstMinute: number;
  readonly lastMinute: number;
  /** The median time in which the overview of so many days is answered (ms). */
  readonly overview: Readonly<Record<number, number>>;
}

/** Measures what counting costs at 50 messages a second, and how fast the overview of a year is read. */
export async function measureReports(minutes: number): Promise<ReportCost> {
  const dataDir = mkdtempSync(join(tmpdir(), "chatloom-bench-reports-"));
  const log = pino({ level: "fatal" });
  const store = await connectStore({ mongodbUri: undefined, dataDir }, log);
  const { connection } = store;
  try {
    await createIndexes(connection);
    const workspaceId = new Types.ObjectId();
    let now = Date.parse("2026-11-29T10:00:00Z");
    await workspaces(connection).insertMany([
      { _id: workspaceId, name: "Shop", timeZone: "Asia/Ho_Chi_Minh", variables: {} },
    ]);
    const channelIds = Array.from({ length: channels }, () => new Types.ObjectId());
    await channelAccounts(connection).acrossWorkspaces.collection.insertMany(
      channelIds.map((_id, index) => ({ _id, workspaceId, name: `Channel ${index}`, type: "web" })),
    );
    const traffic = createTraffic(workspaceId, channelIds.map(String));
    await conversationsOf(connection).insertMany(traffic.conversations as never);
    const progress = reportProgress(connection).in(workspaceId);
    const owner = "bench";
    const start = { zone: "Asia/Ho_Chi_Minh", cursor: now, dirty: [], checkedTo: now, passedAt: 0 };
    await progress.insert({ _id: workspaceId, ...start, owner, nextAt: now + leaseMs });
    const seen = new Map<string, number>();
    const costs: number[] = [];
    for (let passed = 0; passed < minutes * minuteMs; passed += passEveryMs) {
      now += passEveryMs;
      await messagesOf(connection).insertMany(traffic.next(now, passEveryMs) as never);
      const taken = await progress.findById(workspaceId);
      const before = process.cpuUsage();
      if (taken) {
        await countWorkspace({ connection, now: () => now, owner }, taken, seen);
      }
      const { user, system } = process.cpuUsage(before);
      costs.push(((user + system) / 1_000) * (minuteMs / passEveryMs));
    }
    await fillYear(connection, workspaceId, channelIds.map(String), now);
    const context = { connection, now: () => now } as unknown as ServerContext;
    const overview: Record<number, number> = {};
    for (const days of [30, 90, 365]) {
      const day = (at: number) => new Date(at).toISOString().slice(0, 10);
      const query = { from: day(now - (days - 1) * dayMs), to: day(now) };
      const times: number[] = [];
      for (let run = 0; run < 9; run += 1) {
        const began = performance.now();
        await readOverview(context, String(workspaceId), query);
        times.push(performance.now() - began);
      }
      times.sort((a, b) => a - b);
      overview[days] = Math.round(times[4] ?? 0);
    }
    return {
      firstMinute: Math.round(costs[1] ?? 0),
      lastMinute: Math.round(costs.at(-1) ?? 0),
      overview,
    };
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Makes messages of contacts, each with the record of its turn, and the bot's answers. */
function createTraffic(workspaceId: Types.ObjectId, channelIds: readonly string[]) {
  const conversations = Array.from({ length: active }, (_, index) => ({
    _id: new Types.ObjectId().toHexString(),
    workspaceId,
    keys: [String(index)],
    channelId: channelIds[index % channelIds.length] ?? "",
    contactId: new Types.ObjectId().toHexString(),
    turn: 1_000_000,
  }));
  const sequences = new Map<string, number>();
  let next = 0;
  return {
    conversations,
    next(now: number, spanMs: number) {
      const pairs = (messagesPerSecond * spanMs) / 1_000 / 2;
      return Array.from({ length: pairs }, (_, index) => {
        const conversation = conversations[next++ % active];
        const { _id: conversationId = "", channelId = "" } = conversation ?? {};
        const sequence = (sequences.get(conversationId) ?? 0) + 2;
        sequences.set(conversationId, sequence);
        const at = Math.floor(now - spanMs + (index * spanMs) / pairs);
        const shared = { workspaceId, channelId, conversationId, version: 1, writtenAt: at };
        return [
          {
            ...shared,
            _id: new Types.ObjectId().toHexString(),
            sequence: sequence - 1,
            direction: "incoming",
            author: { type: "contact", id: "…" },
            content: { kind: "text", text: "I would like to order two of them, please" },
            at,
            turn: { number: sequence / 2, at, inputId: "i", record: recordOf() },
          },
          {
            ...shared,
            _id: new Types.ObjectId().toHexString(),
            sequence,
            direction: "outgoing",
            author: { type: "bot" },
            content: { kind: "text", text: "Thank you! We will be with you shortly." },
            delivery: "sent",
            flowId: "flow",
            at: at + 300,
          },
        ];
      }).flat();
    },
  };
}

/** A turn of ten steps, about as long as real ones. */
function recordOf(): string {
  const path = Array.from({ length: 10 }, (_, index) => [
    { step: "entered", flowId: "flow", nodeId: `node-${index}` },
    { step: "left", flowId: "flow", nodeId: `node-${index}`, port: "next", connected: true },
  ]).flat();
  return JSON.stringify({
    input: { type: "message", messageId: "m", content: { kind: "text", text: "…" } },
    context: { contact: { language: "vi", tags: ["vip"], fields: {} }, padding: "x".repeat(1_500) },
    path: [{ step: "started", flowId: "flow", version: 3, nodeId: "t", trigger: "any" }, ...path],
    effects: [{ type: "track", event: "goal", name: "Order", value: 20 }],
  });
}

/** Stores the sums of a year in which much happened every day. */
async function fillYear(
  connection: Parameters<typeof reportSumsOf>[0],
  workspaceId: Types.ObjectId,
  channelIds: readonly string[],
  now: number,
): Promise<void> {
  const today = Math.floor(now / dayMs);
  const groups = ["all", ...channelIds.map((it) => countName("c", it)), "f:flow", "l:vi", "t:vip"];
  const counts = {
    ...Object.fromEntries(["in", "out", "outBot", "sessions", "goals"].map((it) => [it, 27_000])),
    ...Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`botAnswer:${index}`, 50])),
    ...Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`wrote:${index + 1}`, 9])),
    ...Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`active:${index + 1}`, 9])),
  };
  for (const group of groups) {
    const sums = Array.from({ length: 730 }, (_, index) => today - 1 - index).map((day) => ({
      _id: `${workspaceId.toHexString()}:day${day}:${group}`,
      workspaceId,
      span: "day" as const,
      at: day,
      day,
      group,
      counts,
    }));
    await reportSumsOf(connection).insertMany(sums);
  }
}
