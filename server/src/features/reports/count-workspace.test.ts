import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose, { type Connection } from "mongoose";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCalendar, dayOfDate } from "../../domain/reports/calendar.ts";
import { type DaySum, figuresOf } from "../../domain/reports/figures.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { createMessageStore } from "../../records/message-store.ts";
import { type ReportProgress, reportProgress, reportSums } from "../../records/report-models.ts";
import { workspaces } from "../../records/workspace.ts";
import { connectStore, type Store } from "../../store/connect.ts";
import { createIndexes } from "../../store/define-model.ts";
import { channelId, pricing, simulate, truthOf } from "../../testing/simulated-conversations.ts";
import { testUri } from "../../testing/test-uri.ts";
import { CountedElsewhere, countWorkspace, leaseMs } from "./count-workspace.ts";
import { readDaySums } from "./read-sums.ts";

const dataDir = mkdtempSync(join(tmpdir(), "chatloom-reports-"));
const { ObjectId } = mongoose.Types;
let store: Store;
beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
  await createIndexes(store.connection);
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A process that counts; `failAt` is the bulk write with which it dies. */
function countingProcess(workspaceId: string, clock: { now: number }, failAt = 0) {
  const owner = new ObjectId().toHexString();
  const connection = failAt > 0 ? dyingConnection(store.connection, failAt) : store.connection;
  const seen = new Map<string, number>();
  return async () => {
    const taken = await reportProgress(store.connection)
      .in(workspaceId)
      .findOneAndUpdate(
        { _id: new ObjectId(workspaceId), nextAt: { $lte: clock.now } },
        { $set: { owner, nextAt: clock.now + leaseMs } },
      );
    if (!taken) {
      throw new CountedElsewhere("taken");
    }
    const counting = { connection, now: () => clock.now, owner };
    for (let more = true; more; ) {
      more = await countWorkspace(counting, taken as ReportProgress, seen);
    }
    await reportProgress(store.connection)
      .in(workspaceId)
      .updateOne({ owner }, { $set: { nextAt: clock.now } });
  };
}

/** The connection of a process that ends in the middle: from a bulk write on nothing is written. */
function dyingConnection(connection: Connection, failAt: number): Connection {
  let writes = 0;
  const collection = (name: string, options: object) => {
    const real = connection.db!.collection(name, options);
    return new Proxy(real, {
      get(target, property) {
        const value = Reflect.get(target, property) as unknown;
        if (property === "bulkWrite") {
          return (...args: Parameters<typeof real.bulkWrite>) => {
            writes += 1;
            if (writes >= failAt) {
              throw new Error("The process died");
            }
            return real.bulkWrite(...args);
          };
        }
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  };
  const db = new Proxy(connection.db!, {
    get: (target, property) =>
      property === "collection" ? collection : Reflect.get(target, property),
  });
  return new Proxy(connection, {
    get(target, property) {
      const value = Reflect.get(target, property) as unknown;
      return property === "db" ? db : typeof value === "function" ? value.bind(target) : value;
    },
  });
}

async function begin(timeZone: string, clock: { now: number }) {
  const _id = new ObjectId();
  await workspaces(store.connection).insertMany([{ _id, name: "Shop", timeZone, variables: {} }]);
  const start = { zone: timeZone, buildFrom: "", cursor: 0, dirty: [], checkedTo: 0 };
  await reportProgress(store.connection)
    .in(_id)
    .insert({ _id, ...start, nextAt: 0, passedAt: 0 });
  return { workspaceId: String(_id), clock };
}

async function figures(workspaceId: string, group: string, from: string, to: string) {
  const days = { first: dayOfDate(from), last: dayOfDate(to) };
  const sums = await readDaySums(store.connection, workspaceId, [group], days);
  return figuresOf((sums.get(group) as DaySum[] | undefined) ?? [], days.first, pricing());
}

async function allSums(workspaceId: string) {
  const found = await reportSums(store.connection).in(workspaceId).find({});
  return Object.fromEntries(
    found
      .map(({ _id, counts }) => [
        _id,
        Object.fromEntries(
          Object.entries(counts)
            .filter(([, value]) => value !== 0)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      ])
      .filter(([, counts]) => Object.keys(counts as object).length > 0)
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

test.each(["America/New_York", "Asia/Kolkata"])(
  "counts what happened in %s, whatever dies meanwhile, and the same when counted anew",
  async (timeZone) => {
    const clock = { now: Date.parse("2026-10-30T00:00:00Z") };
    const { workspaceId } = await begin(timeZone, clock);
    const messages = createMessageStore(store.connection, () => clock.now);
    const world = simulate(workspaceId, 10, timeZone.length);
    await conversationsOf(store.connection).insertMany(world.conversations as never);
    const write = async (batch: (typeof world.batches)[number]) => {
      await messages.write(batch.messages);
      await messages.change(batch.changes);
    };
    const [first, second] = [
      countingProcess(workspaceId, clock),
      countingProcess(workspaceId, clock),
    ];
    for (const [index, batch] of world.batches.entries()) {
      clock.now = Math.max(clock.now + 1_000, batch.at);
      await write(batch);
      if (index % 3 === 0) {
        const dying = countingProcess(workspaceId, clock, 1 + (index % 4));
        await dying().catch(() => undefined);
        clock.now += leaseMs + 1;
      }
      // Two processes at once: one counts, the other one is refused.
      const both = await Promise.allSettled([first(), second()]);
      expect(both.some((it) => it.status === "fulfilled")).toBe(true);
    }

    const truth = truthOf(world, createCalendar(timeZone));
    for (const { from, to, expected } of truth.spans) {
      expect(await figures(workspaceId, "all", from, to)).toMatchObject(expected);
      expect(await figures(workspaceId, `c:${channelId}`, from, to)).toMatchObject(expected);
    }
    expect(await figures(workspaceId, "t:vip", truth.whole.from, truth.whole.to)).toMatchObject(
      truth.vip,
    );

    for (const group of ["n:VN", `cn:${channelId}:VN`]) {
      expect(await figures(workspaceId, group, truth.whole.from, truth.whole.to)).toMatchObject(
        truth.vip,
      );
    }

    const counted = await allSums(workspaceId);
    await reportProgress(store.connection)
      .in(workspaceId)
      .updateOne({}, { $set: { rebuild: true } });
    await first();
    expect(await allSums(workspaceId)).toEqual(counted);
  },
  120_000,
);
