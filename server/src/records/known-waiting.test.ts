import mongoose from "mongoose";
import { beforeEach, expect, test } from "vitest";
import type { WaitingInbound } from "../domain/inbound-doc.ts";
import { createKnownWaiting, type KnownWaiting } from "./known-waiting.ts";

let solitude: number | undefined;
let stored: WaitingInbound[];
let answer: (() => void) | undefined;
let known: KnownWaiting;
beforeEach(async () => {
  solitude = 1;
  stored = [event("old", "ada")];
  answer = undefined;
  known = createKnownWaiting(
    () => solitude,
    async (most) => {
      const found = stored.slice(0, most);
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return found;
    },
  );
});

function event(id: string, waiting: string): WaitingInbound {
  return {
    _id: id,
    workspaceId: new mongoose.Types.ObjectId(),
    channelId: "channel",
    waiting,
    receivedAt: 1,
    event: { kind: "ignored", id, account: undefined, at: 1, what: "test" },
    expireAt: new Date(),
  };
}

function idsOf(...keys: string[]): readonly string[] | undefined {
  return known.of(keys)?.map((it) => it._id);
}

async function loaded(): Promise<void> {
  answer?.();
  await new Promise((resolve) => setImmediate(resolve));
}

test("knows nothing until the store has told what waited before, then everything", async () => {
  expect(idsOf("ada")).toBeUndefined();
  known.added([event("new", "ada"), event("other", "bo")]);
  expect(idsOf("ada")).toBeUndefined();
  await loaded();
  expect(idsOf("ada")?.toSorted()).toEqual(["new", "old"]);
  expect(idsOf("bo", "cy")).toEqual(["other"]);
  expect(idsOf("cy")).toEqual([]);
  known.done(["old", "new"]);
  expect(idsOf("ada")).toEqual([]);
});

test("what is done while the store is asked does not come back", async () => {
  known.of(["ada"]);
  known.done(["old"]);
  await loaded();
  expect(idsOf("ada")).toEqual([]);
});

test("asks the store again after company, and after doubt", async () => {
  known.of(["ada"]);
  await loaded();
  solitude = undefined;
  expect(idsOf("ada")).toBeUndefined();
  stored.push(event("theirs", "ada"));
  solitude = 2;
  expect(idsOf("ada")).toBeUndefined();
  await loaded();
  expect(idsOf("ada")).toEqual(["old", "theirs"]);

  known.doubt();
  stored.push(event("perhaps", "ada"));
  expect(idsOf("ada")).toBeUndefined();
  await loaded();
  expect(idsOf("ada")).toContain("perhaps");
});

test("company that comes while the store is asked makes the answer worthless", async () => {
  known.of(["ada"]);
  solitude = 2;
  await loaded();
  expect(idsOf("ada")).toBeUndefined();
});

test("leaves it to the store where very much waits", async () => {
  stored = Array.from({ length: 6_000 }, (_, index) => event(`e${index}`, "ada"));
  known.of(["ada"]);
  await loaded();
  expect(idsOf("ada")).toBeUndefined();
});
