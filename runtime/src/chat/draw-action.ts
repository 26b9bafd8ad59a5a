import { nodeTypeOf, type TestAction } from "@chatloom/flows-schema";
import type { Dice } from "../dice.ts";
import type { JsonObject, JsonValue } from "../input.ts";
import type { AnsweringEffect } from "../shell/shell-state.ts";
import type { TestRun } from "./test-run.ts";

const long = "long words without end ".repeat(150);
/** Texts that contacts may write: plain, wrong in kind, empty, long, in other scripts, and in the notation of texts. */
const words = [
  "hello",
  "yes",
  "no",
  "1",
  "42",
  "0",
  "-1",
  "3.5",
  "9".repeat(30),
  "2026-06-02",
  "tomorrow 9am",
  "ada@example.org",
  "+84912345678",
  "https://example.org",
  "không",
  "Nguyễn Văn Á",
  "ধন্যবাদ",
  "مرحبا",
  "👍",
  "👩‍👩‍👧‍👦🎉",
  " ",
  "",
  "…",
  "{{ contact.name }}",
  "{% for a in (1..9) %}x{% endfor %}",
  "<b>a & b</b>",
  "line one\nline two",
  long,
];
const failures = [
  { code: "http.timeout" },
  { code: "http.status", status: 500, body: { error: "x" } },
  { code: "http.unreachable" },
];
const minutes = [1, 15, 60, 24 * 60, 8 * 24 * 60];

/** Draws the next event of a conversation, one that can happen where it stands. */
export function drawAction(dice: Dice, run: TestRun): TestAction {
  const { chat } = run;
  const { pending } = chat;
  if (pending) {
    return dice.oneIn(3)
      ? { kind: "fail", ...dice.pick(failures) }
      : { kind: "answer", value: drawAnswer(dice, pending) };
  }
  if (!chat.run) {
    return drawBeginning(dice, run);
  }
  const { waiting } = chat.run;
  if (waiting.for === "people" || chat.handler === "waiting" || chat.handler === "human") {
    return dice.pick<TestAction>([
      { kind: "takeOver" },
      { kind: "handBack" },
      { kind: "handBack", resolved: true },
      { kind: "write", text: "hello" },
      { kind: "wait", minutes: dice.pick(minutes) },
    ]);
  }
  if (waiting.for === "callback" && dice.oneIn(2)) {
    const state = dice.pick(["paid", "failed"]);
    return { kind: "callback", body: { state, reference: "test", amount: 1 } };
  }
  if (waiting.for !== "contact" || dice.oneIn(8)) {
    return { kind: "wait", minutes: dice.pick(minutes) };
  }
  return drawAnswerOfContact(dice, run);
}

function drawBeginning(dice: Dice, { chat, flowId }: TestRun): TestAction {
  const program = chat.programs.find((it) => it.flowId === flowId);
  const trigger = program && program.triggers.length > 0 && dice.pick(program.triggers);
  const starting = trigger && nodeTypeOf(trigger).startingWords?.(trigger.data);
  if (starting && starting.match !== "regex" && starting.words.length > 0 && !dice.oneIn(10)) {
    return { kind: "write", text: dice.pick(starting.words) };
  }
  return trigger && !starting && dice.oneIn(2)
    ? { kind: "start", nodeId: trigger.id }
    : { kind: "write", text: dice.pick(words) };
}

function drawAnswerOfContact(dice: Dice, { chat }: TestRun): TestAction {
  const offered = chat.offered.slice(-6);
  if (offered.length > 0 && !dice.oneIn(3)) {
    const label = dice.pick(offered);
    return dice.oneIn(4) ? { kind: "write", text: label } : { kind: "tap", label };
  }
  if (dice.oneIn(12)) {
    const content = dice.pick([
      { kind: "location", latitude: 10.7, longitude: 106.7 },
      { kind: "image", url: "https://files.example/a.jpg", mimeType: "image/jpeg" },
    ] as const);
    return { kind: "send", content };
  }
  return { kind: "write", text: dice.pick(words) };
}

function drawAnswer(dice: Dice, effect: AnsweringEffect): JsonValue {
  if (effect.type === "callHttp") {
    const body = dice.pick<JsonValue>([
      {},
      null,
      [],
      "plain text",
      { status: "ok", id: 1, items: [{ name: "a" }] },
    ]);
    return { status: 200, body };
  }
  if (effect.type === "callLlm") {
    const { schema } = effect.request;
    const data = schema && (drawBySchema(dice, schema) as JsonObject);
    const usage = { input: 10, output: 5, cached: 0 };
    const text = dice.pick(["All right.", "Could you say more?"]);
    return { text, ...(data && { data }), usage, model: "test" };
  }
  return dice.pick<JsonValue>([{}, null, 1, "text", [1, 2], { total: 3 }]);
}

/** Draws a value that fits a JSON Schema of the kind that flows ask models for. */
function drawBySchema(dice: Dice, schema: JsonObject): JsonValue {
  if (Array.isArray(schema.enum)) {
    return dice.pick(schema.enum as readonly JsonValue[]);
  }
  const type = Array.isArray(schema.type)
    ? dice.pick(schema.type as readonly string[])
    : schema.type;
  switch (type) {
    case "object":
      return Object.fromEntries(
        Object.entries((schema.properties ?? {}) as JsonObject).map(([name, it]) => [
          name,
          drawBySchema(dice, it as JsonObject),
        ]),
      );
    case "array":
      return [];
    case "number":
    case "integer":
      return dice.pick([0, 1, 50, 100]);
    case "boolean":
      return dice.oneIn(2);
    case "null":
      return null;
    default:
      return dice.pick(["text", ""]);
  }
}
