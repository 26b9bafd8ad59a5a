import { nodeTypes } from "@chatloom/flows-schema";
import { expect } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { anyMessage, flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

/** A workspace with Telegram and WhatsApp, and a flow that goes on in WhatsApp. */
export interface SwitchStage {
  readonly world: World;
  /** Both of one person: `<telegram user>` and their phone number. */
  readonly telegram: Double;
  readonly whatsapp: Double;
  readonly write: (from: string, text: string) => Promise<void>;
  readonly writeThere: (from: string, text: string) => Promise<number>;
  /** All that was sent to somebody, as JSON. */
  readonly said: (double: Double, to: string) => string;
  /** Talks on Telegram up to the link, and returns the message that WhatsApp would open with. */
  readonly linkFor: (from: string, name: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Starts the workspace. The flow asks for the name, moves, greets, and asks for a wish. */
export async function startSwitchStage(): Promise<SwitchStage> {
  const world = await startWorld();
  const [telegram, whatsapp] = [await startDouble("telegram"), await startDouble("whatsapp")];
  const hooks = {
    telegram: await connect(world, telegram),
    whatsapp: await connect(world, whatsapp),
  };
  const { items } = await world.call(routes.channels.listChannels);
  for (const { id } of items.filter((it) => it.type !== "web")) {
    await world.call(routes.channels.checkChannel, { params: { channelId: id } });
  }
  const channelId = items.find((it) => it.type === "whatsapp")?.id ?? "";
  const go = {
    channelId,
    text: "Let us go on there, {{ name }}",
    button: "Go on",
    expiry: { amount: 1, unit: "hours" },
    writeFirst: true,
  } as const;
  const changes = [{ action: "addTag", name: "moved", value: "" } as const];
  await publish(
    world,
    flowOf(
      "Moves",
      {
        start: keyword("move"),
        ask: question("Your name?", "name"),
        note: { type: "contact", data: { changes } },
        go: { type: "switchChannel", data: go },
        hello: say("Hello again, {{ name }}"),
        late: say("Nobody came"),
        again: question("What else?", "wish"),
        end: say("{{ name }} wants {{ wish }}"),
        any: anyMessage(),
        usual: say("Usual answer"),
      },
      [
        "start.next > ask",
        "ask.next > note",
        "note.next > go",
        "go.there > hello",
        "go.expired > late",
        "hello.next > again",
        "again.next > end",
        "any.next > usual",
      ],
    ),
  );
  const said = (double: Double, to: string) =>
    double.sends
      .map(({ body }) => JSON.stringify(body))
      .filter((it) => it.includes(to))
      .join("\n");
  const write = async (from: string, text: string) => {
    expect(await telegram.deliver(hooks.telegram, { kind: "text", from, text })).toBe(200);
  };
  return {
    world,
    telegram,
    whatsapp,
    write,
    writeThere: (from, text) => whatsapp.deliver(hooks.whatsapp, { kind: "text", from, text }),
    said,
    async linkFor(from, name) {
      await write(from, "move");
      await until(() => said(telegram, from).includes("Your name?"));
      await write(from, name);
      await until(() => said(telegram, from).includes("https://wa.me/"));
      const [url = ""] = /https:\/\/wa\.me\/[^"\\]+/.exec(said(telegram, from)) ?? [];
      return new URL(url).searchParams.get("text") ?? "";
    },
    async close() {
      await world.close();
      await telegram.close();
      await whatsapp.close();
    },
  };
}

function question(text: string, saveTo: string) {
  return { type: "ask", data: { ...nodeTypes.ask.initial, text, saveTo } } as const;
}
