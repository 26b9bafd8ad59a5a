import { startDouble } from "../doubles/start-double.ts";
import { routes, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { openVisitor } from "../turns/live-clients.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

/** Addresses in a workspace where something has happened already. */
export interface FilledWorkspace {
  readonly flowId: string;
  readonly channelId: string;
  readonly conversationId: string;
  readonly close: () => Promise<void>;
}

/** Fills a world with what a workspace has after some days: flows, channels, conversations, a message that failed. */
export async function fillWorkspace(world: World): Promise<FilledWorkspace> {
  await world.call(routes.flows.createFlow, {
    body: { name: "Book a visit", sample: "appointment" },
  });
  const { id: flowId } = await world.call(routes.flows.createFlow, {
    body: { name: "Is everything fine?", sample: "satisfaction-survey" },
  });
  await publish(
    world,
    flowOf(
      "Ask a person",
      {
        help: keyword("help"),
        hello: say("A colleague will be with you in a minute."),
        people: { type: "handoff", data: { assignTo: "anyone", note: "Wants help" } },
        back: say("I am back. Anything else?"),
      },
      ["help.next > hello", "hello.next > people", "people.next > back"],
    ),
  );

  const visitor = await openVisitor(world);
  await visitor.say("help");
  const whatsapp = await startDouble("whatsapp");
  const webhook = await connect(world, whatsapp);
  whatsapp.fail({
    kind: "answer",
    status: 400,
    body: { error: { code: 131026, message: "Message undeliverable" } },
  });
  await whatsapp.deliver(webhook, { kind: "text", from: "4915112345678", text: "help" });
  await until(
    async () => (await world.call(routes.operations.listDeadLetters)).items.length > 0,
    20_000,
  );
  await until(async () => {
    const { items } = await world.call(routes.conversations.listConversations);
    return items.length === 2 && items.every((it) => it.handler === "waiting");
  }, 20_000);
  visitor.close();

  const { items: channels } = await world.call(routes.channels.listChannels);
  const { items } = await world.call(routes.conversations.listConversations);
  const conversation = items.find((it) => it.channel.type === "web");
  return {
    flowId,
    channelId: channels.find((it) => it.type === "whatsapp")?.id ?? "",
    conversationId: conversation?.id ?? "",
    close: () => whatsapp.close(),
  };
}
