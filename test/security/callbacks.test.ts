import { emptyFlow } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { conversations } = routes;
let world: World;
let http: Double;
let webhook: string;
beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  webhook = await connect(world, http);
  const flow = flowOf(
    "Pays",
    {
      pay: keyword("pay"),
      keep: {
        type: "setVariable",
        data: {
          assignments: [
            { variable: "link", operation: "set", value: "{{ callbackUrl }}", as: "string" },
          ],
        },
      },
      tell: say("Pay at {{ link }}"),
      wait: { type: "wait", data: { until: "callback", saveTo: "paid" } },
      done: say("Paid {{ paid.sum }}"),
    },
    ["pay.next > keep", "keep.next > tell", "tell.next > wait", "wait.next > done"],
  );
  const settings = { ...emptyFlow("").settings, runExpiry: { amount: 0, unit: "days" as const } };
  await publish(world, { ...flow, settings });
});
afterAll(async () => {
  await world.close();
  await http.close();
});

function saidTo(person: string): string[] {
  return http.sends
    .map((it) => it.body as { contact: { id: string }; content: { text: string } })
    .filter((it) => it.contact.id === person)
    .map((it) => it.content.text);
}

/** Starts a payment; returns the callback address that the contact received. */
async function begin(from: string): Promise<string> {
  await http.deliver(webhook, { kind: "text", from, name: from, text: "pay" });
  await until(() => saidTo(from).length === 1);
  const url = /https?:\S+/.exec(saidTo(from)[0] ?? "")?.[0] ?? "";
  expect(url).toMatch(/\/callbacks\/[\w-]+\.[\w-]{43}$/);
  return url;
}

async function callBack(url: string): Promise<{ status: number; code?: string }> {
  const body = JSON.stringify({ sum: 5 });
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body });
  return { status: response.status, ...((await response.json()) as { code?: string }) };
}

test("the address that the contact was told works, and no viewer can learn it", async () => {
  const url = await begin("payer");
  const secret = url.split(".").at(-1) ?? "";
  const { items } = await world.call(conversations.listConversations, { as: "viewer" });
  const params = { conversationId: items[0]?.id ?? "" };
  const read = async (as: "viewer" | "agent") => [
    await world.call(conversations.listConversations, { as }),
    await world.call(conversations.readConversation, { as, params }),
    await world.call(conversations.listMessages, { as, params }),
    await world.call(conversations.listTurns, { as, params }),
  ];
  const shown = await read("viewer");
  expect(JSON.stringify(shown)).not.toContain(secret);
  expect(JSON.stringify(shown)).toContain("Pay at ");
  const [, , , turns] = shown as [unknown, unknown, unknown, { items: { context: object }[] }];
  expect(turns.items[0]?.context).toMatchObject({ seed: "" });
  expect(JSON.stringify(await read("agent"))).toContain(secret);

  expect(await callBack(url)).toMatchObject({ status: 200 });
  await until(() => saidTo("payer").includes("Paid 5"));
  expect(await callBack(url)).toMatchObject({ status: 404, code: "callback.unknown" });
});

test("an address ends after 30 days, even where the run waits for ever", async () => {
  const url = await begin("late payer");
  world.advance(30 * 86_400_000);
  expect(await callBack(url)).toMatchObject({ status: 404, code: "callback.expired" });
});
