import type { Message } from "@chatloom/api-schema";
import type { Double } from "../doubles/double.ts";
import { type DoubleType, startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

const { conversations } = routes;

/** A platform's double that is connected to the world. */
export interface ConnectedDouble {
  readonly double: Double;
  readonly webhook: string;
  readonly text: (from: string, name: string, text: string) => Promise<number>;
  /** A body as the platform would send it, signed. */
  readonly raw: (body: unknown) => Promise<number>;
}

/** A world with a double of every platform, and a flow that books a day (`book`) and greets (`hi`). */
export interface Platforms {
  readonly world: World;
  readonly on: (type: DoubleType) => ConnectedDouble;
  readonly conversationOf: (
    name: string,
  ) => Promise<Awaited<ReturnType<typeof listed>>[number] | undefined>;
  /** The first message first. */
  readonly threadOf: (name: string) => Promise<readonly Message[]>;
  /** A conversation as it is stored: some of it no reply shows. */
  readonly storedOf: (name: string) => Promise<Record<string, unknown> | undefined>;
  readonly close: () => Promise<void>;
}

/** Starts everything; close it when done. */
export async function startPlatforms(): Promise<Platforms> {
  const world = await startWorld();
  const connected = new Map<string, ConnectedDouble>();
  for (const type of ["whatsapp", "telegram", "messenger", "http"] as const) {
    const double = await startDouble(type);
    const webhook = await connect(world, double);
    connected.set(type, {
      double,
      webhook,
      text: (from, name, text) => double.deliver(webhook, { kind: "text", from, name, text }),
      raw: (body) => double.deliver(webhook, { kind: "raw", body }),
    });
  }
  const question = { text: "Which day?", expect: "text", saveTo: "day", attempts: 2 } as const;
  const nodes = {
    book: keyword("book"),
    ask: { type: "ask", data: question } as const,
    done: say("Booked for {{ day }}"),
    hi: keyword("hi"),
    hello: say("Hello"),
  };
  const edges = ["book.next > ask", "ask.next > done", "hi.next > hello"];
  await publish(world, flowOf("Booking", nodes, edges));
  const conversationOf = async (name: string) => (await listed(world, name))[0];

  return {
    world,
    on(type) {
      const parts = connected.get(type);
      if (!parts) {
        throw new Error(`There is no double of ${type}`);
      }
      return parts;
    },
    conversationOf,
    async threadOf(name) {
      const conversation = await conversationOf(name);
      if (!conversation) {
        return [];
      }
      const params = { conversationId: conversation.id };
      return [...(await world.call(conversations.listMessages, { params })).items].reverse();
    },
    async storedOf(name) {
      const { db } = world.server.context.connection;
      return (await db?.collection("conversations").findOne({ contactName: name })) ?? undefined;
    },
    async close() {
      await world.close();
      for (const { double } of connected.values()) {
        await double.close();
      }
    },
  };
}

async function listed(world: World, search: string) {
  return (await world.call(conversations.listConversations, { query: { search } })).items;
}

let eventIds = 0;
/** The body of one event of the HTTP channel. */
export function httpEvent(type: string, contact: string, more: object): object {
  const id = `event-${++eventIds}`;
  return { events: [{ id, type, at: Date.now(), contact: { id: contact }, ...more }] };
}

/** The body with which WhatsApp tells of a change. */
export function whatsappChange(field: string, more: object): object {
  const metadata = { display_phone_number: "15550783881", phone_number_id: "106540352242922" };
  const value = { messaging_product: "whatsapp", metadata, ...more };
  const entry = [{ id: "102290129340398", changes: [{ field, value }] }];
  return { object: "whatsapp_business_account", entry };
}
