import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mongoose from "mongoose";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { newConversation } from "../../domain/new-conversation.ts";
import type { OutboxEntry } from "../../domain/outbox-entry.ts";
import { createConversationStore } from "../../records/conversation-store.ts";
import { connectStore, type Store } from "../../store/connect.ts";
import { testUri } from "../../testing/test-uri.ts";
import { ConversationLease, LeasedElsewhere } from "./conversation-lease.ts";
import { UnstorableState } from "./refuse-unstorable.ts";

const dataDir = mkdtempSync(join(tmpdir(), "chatloom-lease-"));
let store: Store;
beforeAll(async () => {
  const log = pino({ level: "fatal" });
  store = await connectStore({ mongodbUri: testUri(dataDir), dataDir }, log);
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

let made = 0;
async function makeConversation(): Promise<ConversationDoc> {
  const id = String(++made).padStart(24, "0");
  const partners = {
    _id: id,
    workspaceId: new mongoose.Types.ObjectId(),
    channelId: "c",
    channelType: "telegram",
    contactId: id,
    profile: {},
    keys: [`c:${id}`],
    address: id,
    contactName: "Ada",
  };
  const conversation = newConversation(partners, 1);
  await createConversationStore(store.connection, "maker").insert(conversation);
  return conversation;
}

function holdOf(
  conversation: ConversationDoc,
  owner: string,
  now: () => number,
  conversations = createConversationStore(store.connection, owner),
) {
  return new ConversationLease(conversation, {
    store: conversations,
    owner,
    now,
    onWritten: () => {},
  });
}

const send = (state: "queued" | "sending"): ConversationDoc["outbox"] => [
  {
    id: "x",
    kind: "message",
    state,
    attempts: 0,
    nextAt: 0,
    messageId: "m",
    author: "bot",
    content: { kind: "text", text: "Hello" },
  },
];

test("a process that wakes late does not take what another had begun for its own", async () => {
  let now = 1_000;
  const read = await makeConversation();
  const slow = holdOf(read, "slow", () => now);
  const quick = holdOf(read, "quick", () => now);
  await quick.write((state) => ({ ...state, outbox: send("sending") }));
  // The other one died without a word, and its time is over.
  now += 60_000;
  await expect(slow.write((state) => ({ ...state, unread: 1 }))).rejects.toThrow(LeasedElsewhere);
  await slow.reload();
  expect(slow.state.outbox).toEqual(send("sending"));
  await slow.write((state) => ({ ...state, outbox: [], unread: 1 }));
  expect(slow.state).toMatchObject({ outbox: [], unread: 1, version: 3 });
});

test("a member's write in between is met by the newest state and keeps the lease", async () => {
  const read = await makeConversation();
  const lease = holdOf(read, "server", () => 1_000);
  await lease.write((state) => ({ ...state, outbox: send("sending") }));
  await createConversationStore(store.connection, "member").replace(lease.state, {
    ...lease.state,
    unread: 7,
  });
  await lease.write((state) => ({ ...state, outbox: [] }));
  expect(lease.state).toMatchObject({ outbox: [], unread: 7 });
  expect(lease.timeLeft).toBeGreaterThan(0);
});

test("what was learnt but not stored is learnt again on a newer state", async () => {
  const read = await makeConversation();
  const lease = holdOf(read, "server", () => 1_000);
  lease.amend((state) => ({ ...state, turn: state.turn + 1 }));
  await createConversationStore(store.connection, "member").replace(read, { ...read, turn: 5 });
  await lease.write();
  expect(lease.state.turn).toBe(6);
  expect(lease.dirty).toBe(false);
});

test("a lease that is told of a newer state takes it up, with what it has learnt since", async () => {
  const read = await makeConversation();
  const lease = holdOf(read, "server", () => 1_000);
  await lease.write();
  lease.amend((state) => ({ ...state, turn: state.turn + 1 }));
  const reply: OutboxEntry = {
    id: "r",
    kind: "typing",
    seconds: 1,
    state: "queued",
    attempts: 0,
    nextAt: 0,
  };
  const theirs = createConversationStore(store.connection, "member");
  await theirs.replace(lease.state, { ...lease.state, turn: 0, outbox: [reply] });
  await lease.refresh();
  expect(lease.state).toMatchObject({ turn: 1, outbox: [reply] });
  expect(lease.dirty).toBe(true);
});

test("what the store cannot keep is refused before anything is written", async () => {
  const read = await makeConversation();
  const lease = holdOf(read, "server", () => 1_000);
  const input = { type: "event", name: "e", properties: { _bsontype: "ObjectId" } } as const;
  const unstorable = lease.write((state) => ({ ...state, held: [{ id: "h", input }] }));
  await expect(unstorable).rejects.toThrow(UnstorableState);
  await lease.write((state) => ({ ...state, unread: 1 }));
  expect(lease.state).toMatchObject({ held: [], unread: 1, version: 2 });
});
