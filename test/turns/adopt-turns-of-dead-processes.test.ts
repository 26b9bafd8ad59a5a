import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish } from "./publish-test-flow.ts";

let world: World;
let http: Double;
let webhook: string;

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  webhook = await connect(world, http);
  const assignments = [
    { variable: "contact.count", operation: "add", value: "1", as: "number" },
    { variable: "workspace.total", operation: "add", value: "1", as: "number" },
  ] as const;
  const text = "{{ contact.count }} of {{ workspace.total }}";
  await publish(
    world,
    flowOf(
      "Counts",
      {
        count: keyword("count"),
        add: { type: "setVariable", data: { assignments: [...assignments] } },
        tell: {
          type: "message",
          data: { blocks: [{ kind: "text", id: "t", text }], typing: false },
        },
      },
      ["count.next > add", "add.next > tell"],
    ),
  );
});
afterAll(async () => {
  await world.close();
  await http.close();
});

function said(): string[] {
  return http.sends.map((it) => (it.body as { content: { text: string } }).content.text);
}

async function count(from: string): Promise<void> {
  const before = said().length;
  await http.deliver(webhook, { kind: "text", from, name: from, text: "count" });
  await until(() => said().length > before);
}

test("variables of contacts and of the workspace are counted on by turn after turn", async () => {
  await count("ada");
  await count("ada");
  await count("bo");
  expect(said()).toEqual(["1 of 1", "2 of 2", "1 of 3"]);
});

test("what a dead process had decided is carried out before the next turn looks at the contact and the workspace", async () => {
  const { db } = world.server.context.connection;
  const conversations = db?.collection("conversations");
  await until(async () => {
    const found = await conversations?.findOne({ contactName: "ada" });
    return found?.lease === undefined && found?.derived === undefined;
  });
  // As if a process had died after the write of a turn that counted to 40, and before anything that follows from it.
  const ada = await conversations?.findOne({ contactName: "ada" });
  if (!ada) {
    throw new Error("The conversation is gone");
  }
  const turn = Number(ada.turn) + 1;
  const id = `${ada._id}.${turn}`;
  const at = { flowId: "", nodeId: "" };
  const set = { action: "setField", name: "count", value: 40 };
  const sideEffects = [
    { type: "updateContact", id: `${id}:0`, ...at, changes: [set] },
    { type: "setWorkspaceVariable", id: `${id}:1`, ...at, name: "total", value: 70 },
  ];
  const { workspaceId, _id: conversationId } = ada;
  const nothing = { messages: [], changes: [], turns: [], consumed: [], deadLetters: [] };
  const record = { _id: id, workspaceId, conversationId, number: turn, at: Date.now() };
  await conversations?.updateOne(
    { _id: ada._id },
    {
      $set: {
        turn,
        derived: JSON.stringify({ ...nothing, sideEffects, turns: [record] }),
        lease: { owner: "somewhere.1.dead", until: Date.now() + 500 },
        wakeAt: Date.now() + 500,
      },
      $inc: { version: 1 },
    },
  );
  await count("ada");
  expect(said().at(-1)).toBe("41 of 71");
  await count("bo");
  expect(said().at(-1)).toBe("2 of 72");
});
