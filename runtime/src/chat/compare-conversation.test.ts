import type { Flow } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { compile } from "../compile.ts";
import type { Input } from "../input.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";
import { Chat, type Happening } from "./chat.ts";
import { compareConversation } from "./compare-conversation.ts";
import type { RecordedTurn } from "./recorded-turn.ts";

const flowId = "main";

/** A chat that keeps its turns as the server stores them. */
class RecordedChat extends Chat {
  readonly stored: RecordedTurn[] = [];

  override take(input: Input) {
    const index = this.turns.length;
    const context = { ...this.context, seed: `s${index}`, turnId: `t${index}` };
    const turn = super.take(input);
    this.stored.push({ input, context, path: turn.path, effects: turn.effects });
    return turn;
  }
}

function record(flow: Flow, ...happenings: readonly Happening[]): RecordedTurn[] {
  const chat = new RecordedChat([compile(flow, { flowId, version: 1 })]);
  chat.play(...happenings);
  return chat.stored;
}

function against(turns: readonly RecordedTurn[], flow: Flow) {
  const program = compile(flow, { flowId, version: 0 });
  return compareConversation(turns, () => ({ active: [program], pinned: () => program }));
}

function shop(reply: string, url = "https://a.example"): Flow {
  return drawFlow(
    {
      ask: ["ask", { text: "Which number?", saveTo: "number" }],
      call: ["http", { url, save: [{ path: "state", saveTo: "state" }] }],
      answer: says(reply),
    },
    ["ask > call", "call > answer"],
  );
}

const reply = "It is {{ state }}";
const sent = { answer: { status: 200, body: { state: "sent" } } };
const texts = (said: readonly { readonly text: string }[] = []) => said.map((it) => it.text);

test("the same flow answers the same, with the recorded answers of other systems", () => {
  const result = against(record(shop(reply), "order", "42", sent), shop(reply));
  expect(result.first).toBeUndefined();
  expect(result.unanswered).toBeUndefined();
  expect(result.exchanges.map((it) => [it.text, texts(it.before), texts(it.after)])).toEqual([
    ["order", ["Which number?"], ["Which number?"]],
    ["42", ["It is sent"], ["It is sent"]],
  ]);
});

test("the first answer that differs is marked", () => {
  const { first, exchanges } = against(
    record(shop(reply), "order", "42", sent),
    shop("Your order is {{ state }}"),
  );
  expect(first).toBe(1);
  expect(texts(exchanges[1]?.after)).toEqual(["Your order is sent"]);
});

test("a step that calls another address gets the answer that was recorded for it", () => {
  const turns = record(shop(reply), "order", "42", sent);
  expect(against(turns, shop(reply, "https://b.example")).first).toBeUndefined();
});

test("a call that nobody made before has no answer", () => {
  const flow = drawFlow({ other: ["http", { url: "https://c.example" }] });
  const { unanswered, first } = against(record(shop(reply), "order", "42"), flow);
  expect(unanswered).toBe("callHttp");
  expect(first).toBe(0);
});

test("what the contact wrote during a call is compared in its place", () => {
  const turns = record(shop(reply), "order", "42", "hello?", sent);
  expect(against(turns, shop(reply)).first).toBeUndefined();
});

test("a tap leads to the option of the same label, even on another step", () => {
  const menu = (id: string) =>
    drawFlow(
      {
        [id]: ["quickReplies", { text: "What?", options: [{ id: "a", label: "Prices" }] }],
        answer: says("10 dollars"),
      },
      [`${id}:option:a > answer`],
    );
  const turns = record(menu("one"), "hi", { tap: "Prices" });
  expect(against(turns, menu("two")).first).toBeUndefined();
});

test("a wait that became longer says nothing at the recorded time", () => {
  const waits = (amount: number) =>
    drawFlow(
      {
        wait: ["wait", { until: "duration", duration: { amount, unit: "minutes" } }],
        answer: says("Still there?"),
      },
      ["wait > answer"],
    );
  const turns = record(waits(10), "hi", { passes: 3_600_000 });
  expect(against(turns, waits(10)).first).toBeUndefined();
  const { first, exchanges } = against(turns, waits(20));
  expect(first).toBe(1);
  expect(exchanges[1]).toMatchObject({ cause: "timerFired", after: [] });
  expect(texts(exchanges[1]?.before)).toEqual(["Still there?"]);
});

test("people who took over keep the conversation", () => {
  const flow = drawFlow({ hand: ["handoff", { note: "" }], after: says("Back") }, ["hand > after"]);
  const chat = new RecordedChat([compile(flow, { flowId, version: 1 })]);
  chat.play("hi");
  chat.takeOver();
  chat.play("are you there?");
  chat.handBack();
  const { first, exchanges } = against(chat.stored, flow);
  expect(first).toBeUndefined();
  expect(
    exchanges.map((it) => it.after.map((said) => said.key === "handOff" || said.text)),
  ).toEqual([expect.arrayContaining([true]), [], ["Back"]]);
});
