import type { Conversation } from "@chatloom/api-schema";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";

/** A world in which some people have written. */
export interface WorldWithPeople {
  readonly world: World;
  readonly http: Double;
  /** Where their messages arrive. */
  readonly webhook: string;
  /** Sends a message from one of them. */
  readonly write: (name: string, text: string) => Promise<unknown>;
  /** Returns the conversation with one of them. */
  readonly of: (name: string) => Promise<Conversation>;
  readonly close: () => Promise<void>;
}

/** Starts a world with a conversation for each name; `config` overrides settings. */
export async function startWithPeople(
  names: readonly string[],
  config: Parameters<typeof startWorld>[0] = {},
): Promise<WorldWithPeople> {
  const world = await startWorld(config);
  const http = await startDouble("http");
  const webhook = await connect(world, http);
  const write = (name: string, text: string) =>
    http.deliver(webhook, { kind: "text", from: name, name, text });
  const all = async () =>
    (await world.call(routes.conversations.listConversations, { query: { limit: 100 } })).items;
  for (const name of names) {
    await write(name, "hello");
  }
  await until(async () => (await all()).length === names.length);
  return {
    world,
    http,
    webhook,
    write,
    of: async (name) => {
      const query = { search: name, limit: 100 };
      for (const resolved of [false, true]) {
        const { items } = await world.call(routes.conversations.listConversations, {
          query: { ...query, resolved },
        });
        const found = items.find((it) => it.contact.name === name);
        if (found) {
          return found;
        }
      }
      throw new Error(`There is no conversation with ${name}`);
    },
    close: async () => {
      await world.close();
      await http.close();
    },
  };
}
