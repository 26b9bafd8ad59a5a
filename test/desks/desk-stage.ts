import type { Config } from "@chatloom/server";
import { expect } from "vitest";
import type { DeskDouble, DoubleLine } from "../doubles/desks/desk-double.ts";
import { type DeskDoubleType, startDesk } from "../doubles/desks/start-desk.ts";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

/** A server with a channel and a helpdesk, and a flow that hands people over to it. */
export interface DeskStage {
  readonly world: World;
  readonly http: Double;
  readonly desk: DeskDouble;
  readonly deskId: string;
  /** The addresses of both webhooks. */
  readonly channelHook: string;
  readonly deskHook: string;
  /** A contact writes. */
  readonly write: (from: string, text: string, id?: string) => Promise<number>;
  /** A contact writes `help`; resolves with the id of the case that opens. */
  readonly handOver: (from: string) => Promise<string>;
  /** The texts that a contact got, in order. */
  readonly heard: (from: string) => readonly string[];
  readonly lines: (caseId: string) => readonly DoubleLine[];
  /** Delivers webhooks of the helpdesk; all must be taken. */
  readonly tell: (webhooks: readonly unknown[]) => Promise<void>;
  readonly conversation: (
    from: string,
  ) => Promise<{ readonly id: string; readonly handler: string }>;
  readonly close: () => Promise<void>;
}

export async function startDeskStage(
  type: DeskDoubleType,
  config: Partial<Config> = {},
): Promise<DeskStage> {
  const world = await startWorld(config);
  const [http, desk] = await Promise.all([startDouble("http"), startDesk(type)]);
  const channelHook = await connect(world, http);
  const { id: deskId, webhookUrl: deskHook } = await world.call(routes.channels.connectChannel, {
    body: { type, name: "Our helpdesk", settings: { ...desk.settings } },
  });
  await publish(
    world,
    flowOf(
      "Help",
      {
        help: keyword("help"),
        hello: say("I am the bot"),
        people: {
          type: "handoff",
          data: { text: "One moment", note: "Wants help", assignTo: "desk", desk: deskId },
        },
        back: say("The bot is back"),
        lost: say("Nobody is there"),
        again: keyword("bot"),
        answer: say("The bot answers"),
      },
      [
        "help.next > hello",
        "hello.next > people",
        "people.next > back",
        "people.error > lost",
        "again.next > answer",
      ],
    ),
  );

  const write = (from: string, text: string, id?: string) =>
    http.deliver(channelHook, {
      kind: "text",
      from,
      name: from,
      text,
      ...(id !== undefined && { id }),
    });
  const heard = (from: string) =>
    http.sends
      .map(
        (it) =>
          it.body as { to?: unknown; message?: { text?: string }; content?: { text?: string } },
      )
      .filter((it) => JSON.stringify(it).includes(`"${from}"`))
      .map((it) => it.message?.text ?? it.content?.text ?? JSON.stringify(it));

  return {
    world,
    http,
    desk,
    deskId,
    channelHook,
    deskHook,
    write,
    heard,
    async handOver(from) {
      const before = desk.cases().length;
      await write(from, "help");
      await until(() =>
        desk
          .cases()
          .slice(before)
          .some((it) => it.lines.length > 0),
      );
      const opened = desk.cases().at(-1)?.id ?? "";
      await until(async () => (await find(from)).handler === "waiting");
      return opened;
    },
    lines: (caseId) => desk.cases().find((it) => it.id === caseId)?.lines ?? [],
    async tell(webhooks) {
      expect(new Set(await desk.deliver(deskHook, webhooks))).toEqual(new Set([200]));
    },
    conversation: find,
    close: async () => {
      await Promise.all([world.close(), http.close(), desk.close()]);
    },
  };

  async function find(from: string) {
    const { items } = await world.call(routes.conversations.listConversations, { query: {} });
    const found = items.find((it) => JSON.stringify(it).includes(from));
    if (!found) {
      throw new Error(`There is no conversation with ${from}`);
    }
    return found;
  }
}
