import type { Message } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { type AnsweringServer, startAnsweringServer } from "../effects/answering-server.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";

const { conversations, contactRecords, audit, jobs } = routes;
const card = "4111-2222-3333";
const dots = "••••••";

let world: World;
let http: Double;
let bank: AnsweringServer;
let webhook: string;
let server: ServerProcess | undefined;

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  bank = await startAnsweringServer();
  bank.answer = ({ body }) => ({ body: JSON.stringify({ got: JSON.parse(body).card }) });
  webhook = await connect(world, http);
  await publish(
    world,
    flowOf(
      "Pay",
      {
        pay: keyword("pay"),
        ask: {
          type: "ask",
          data: {
            text: "Card number?",
            expect: "text",
            saveTo: "card",
            sensitive: true,
            attempts: 3,
            pattern: "^[0-9-]+$",
          },
        },
        sure: {
          type: "ask",
          data: { text: "Pay with {{ card }}?", expect: "text", saveTo: "sure", attempts: 1 },
        },
        call: {
          type: "http",
          data: {
            method: "POST",
            url: `${bank.url}/pay`,
            headers: [],
            body: '{"card":"{{sensitive.card}}"}',
            save: [{ path: "got", saveTo: "got" }],
            timeoutSeconds: 5,
            retries: 0,
          },
        },
        done: say("Paid with {{ got }}"),
      },
      ["pay.next > ask", "ask.next > sure", "sure.next > call", "call.next > done"],
    ),
  );
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await world.close();
  await http.close();
  bank.close();
});

function textsTo(person: string): string[] {
  return http.sends.flatMap(({ body }) => {
    const sent = body as { contact: { id: string }; content: { text?: string } };
    return sent.contact.id === person ? [sent.content.text ?? ""] : [];
  });
}

async function write(from: string, text: string): Promise<void> {
  const sent = textsTo(from).length;
  expect(await http.deliver(webhook, { kind: "text", from, text })).toBe(200);
  await until(() => textsTo(from).length > sent, 20_000);
}

async function thread(): Promise<{ conversationId: string; contactId: string; items: Message[] }> {
  const { items: found } = await world.call(conversations.listConversations);
  const { id: conversationId, contact } = found[0] ?? { id: "", contact: { id: "" } };
  const params = { conversationId };
  const { items } = await world.call(conversations.listMessages, { params });
  return { conversationId, contactId: contact.id, items: [...items].reverse() };
}

/** Names the collections whose documents hold a text. */
async function holding(text: string): Promise<string[]> {
  const { connection } = world.server.context;
  const names = ((await connection.db?.listCollections().toArray()) ?? []).map((it) => it.name);
  const held = await Promise.all(
    names.map(async (name) =>
      JSON.stringify(await connection.collection(name).find({}).toArray()).includes(text),
    ),
  );
  return names.filter((_, index) => held[index]);
}

test("an answer reaches only the request that names it, and whoever reveals it", async () => {
  await write("ann", "pay");
  await write("ann", "not a card");
  await write("ann", card);
  await write("ann", "yes");
  expect(textsTo("ann")).toEqual([
    "Card number?",
    "That does not have the expected form. Please try again.",
    `Pay with ${dots}?`,
    "Paid with •••",
  ]);
  expect(JSON.parse(bank.seen[0]?.body ?? "")).toEqual({ card });

  const { items, conversationId, contactId } = await thread();
  const said = items.filter((it) => it.direction === "incoming");
  expect(said.map((it) => [it.content.kind === "text" && it.content.text, it.sensitive])).toEqual([
    ["pay", undefined],
    [dots, true],
    [dots, true],
    ["yes", undefined],
  ]);
  await until(async () => (await holding(card)).length === 0);
  expect(await holding("not a card")).toEqual([]);
  expect(await (await world.fetch(`/api/v1/contacts/${contactId}/export`)).text()).not.toContain(
    card,
  );

  const reveal = (index: number) => ({
    params: { conversationId, messageId: said[index]?.id ?? "" },
  });
  expect((await world.call(conversations.revealMessage, reveal(2))).text).toBe(card);
  expect((await world.call(conversations.revealMessage, reveal(1))).text).toBe("not a card");
  expect((await world.refusal(conversations.revealMessage, reveal(0))).code).toBe(
    "message.not-sensitive",
  );
  const refused = await world.refusal(conversations.revealMessage, { ...reveal(2), as: "editor" });
  expect(refused.code).toBe("member.role-too-low");
  const { items: log } = await world.call(audit.listAudit, { query: { kind: "conversation" } });
  const [entry] = log.filter((it) => it.action === "conversation.revealed").slice(-1);
  expect(entry).toMatchObject({ object: { id: conversationId } });
  expect(JSON.stringify(log)).not.toContain(card);

  const { id: jobId } = await world.call(contactRecords.eraseContact, { params: { contactId } });
  await until(
    async () => (await world.call(jobs.readJob, { params: { jobId } })).state === "done",
    20_000,
  );
  expect(await holding("v1.")).not.toContain("messages");
}, 120_000);

test("an answer that was acknowledged is there after kill -9", async () => {
  await write("bob", "pay");
  await world.stop();
  server = await startProcess(world);
  expect(await http.deliver(webhook, { kind: "text", from: "bob", text: card })).toBe(200);
  await server.kill("SIGKILL");
  server = await startProcess(world);
  await until(() => textsTo("bob").includes(`Pay with ${dots}?`), 60_000);
  await write("bob", "yes");
  expect(textsTo("bob").at(-1)).toBe("Paid with •••");
  expect(bank.seen.map((it) => JSON.parse(it.body).card).at(-1)).toBe(card);
  await server.kill("SIGKILL");
  server = undefined;
  await world.restart();
}, 240_000);
