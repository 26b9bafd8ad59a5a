import { startEmbeddedMongo } from "@chatloom/embedded-mongo";
import { MongoClient, ObjectId } from "mongodb";
import { contactWords } from "../../server/src/domain/contact-words.ts";

const atOnce = 2_000;
const channelId = "0123456789abcdef01234567";

/**
 * Adds conversations with their contacts to the workspace of a data directory, as after long use: one in `openEvery` is still open, the
 * others are resolved.
 */
export async function fillStore(dataDir: string, count: number, openEvery = 100): Promise<void> {
  const store = await startEmbeddedMongo({ dataDir });
  const client = await new MongoClient(store.uri).connect();
  const db = client.db();
  const now = Date.now();
  const workspace = await db.collection("workspaces").findOne({});
  const workspaceId = workspace?._id ?? new ObjectId();
  for (let first = 0; first < count; first += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, count - first) }, (_, i) => first + i);
    await Promise.all([
      db.collection<{ _id: string }>("conversations").insertMany(numbers.map(conversation)),
      db.collection<{ _id: string }>("contacts").insertMany(numbers.map(contact)),
    ]);
  }
  await client.close();
  await store.close();

  function conversation(number: number) {
    const id = idOf(number);
    const last = { text: "Thank you!", direction: "outgoing", at: now - number };
    return {
      _id: `c${id}`,
      workspaceId,
      channelId,
      channelType: "http",
      contactId: `d${id}`,
      profile: { name: `Contact ${number}` },
      keys: [`${channelId}:old-${number}`],
      address: `old-${number}`,
      contactName: `Contact ${number}`,
      version: 5,
      handler: "bot",
      resolved: number % openEvery !== 0,
      unread: 0,
      reachable: true,
      last,
      sequence: 8,
      turn: 4,
      timers: [],
      outbox: [],
      calls: [],
      held: [],
      createdAt: now - number,
      updatedAt: now - number,
    };
  }

  function contact(number: number) {
    const person = {
      name: `Contact ${number}`,
      firstName: "Contact",
      lastName: `${number}`,
      email: `person${number}@example.com`,
      phone: `+8490${String(number).padStart(7, "0")}`,
      tags: number % 100 === 0 ? ["vip"] : [],
      identities: [{ channelId, address: `old-${number}` }],
    };
    const at = now - number * 60_000;
    return {
      _id: `d${idOf(number)}`,
      workspaceId,
      ...person,
      language: "en",
      fields: { city: number % 3 === 0 ? "Hanoi" : "Dhaka", orders: number % 50_000 },
      optedIn: false,
      words: contactWords(person),
      lastSeenAt: at,
      createdAt: at,
      updatedAt: at,
    };
  }
}

function idOf(number: number): string {
  return number.toString(16).padStart(23, "0");
}
