import { testContext } from "../chat/chat.ts";
import { richChannel } from "../chat/rich-channel.ts";
import { compile } from "../compile.ts";
import type { Context } from "../context.ts";
import { type Dice, rollDice } from "../dice.ts";
import type { Input, JsonValue } from "../input.ts";
import type { Program } from "../program.ts";
import type { Run } from "../run.ts";
import { takeTurn } from "../take-turn.ts";
import type { Turn, TurnRequest } from "../turn.ts";
import { listChannel, plainChannel } from "./channels.ts";
import { generateFlow } from "./generate-flow.ts";

/** One turn of a generated conversation, with all that went into it. */
export interface GeneratedTurn {
  readonly request: TurnRequest;
  readonly turn: Turn;
}

/** A conversation drawn at random: generated flows, and inputs that fit, come late, come twice or make no sense. */
export function generateTurns(seed: number, length: number): GeneratedTurn[] {
  const dice = rollDice(seed);
  const flows = ["main", "sub"];
  const active = flows.map((flowId, index) =>
    compile(generateFlow(seed * 7 + index, flows), { flowId, version: 1 }),
  );
  const programs = {
    active,
    pinned: (flowId: string) => active.find((it) => it.flowId === flowId),
  };
  const base = testContext();
  const abilities = dice.pick([
    richChannel,
    listChannel,
    plainChannel,
    { ...richChannel, typing: true },
  ]);
  const language = dice.pick(["en", "vi", "vi-VN", ""]);
  const turns: GeneratedTurn[] = [];
  const seen: Seen = { timers: ["none"], payloads: ["~nothing", "MENU"], effects: ["none"] };
  let run: Run | undefined;
  let { now } = base;
  let sentThisHour = 0;
  for (let number = 0; number < length; number++) {
    const context: Context = {
      ...base,
      now,
      turnId: `t${number}`,
      seed: `${seed}/${number}`,
      contact: { ...base.contact, language },
      channel: { ...base.channel, abilities },
      firstContact: number === 0,
      sentThisHour,
    };
    const input = generateInput(dice, run, seen, active);
    const turn = takeTurn({ programs, run, input, context });
    turns.push({ request: { programs, run, input, context }, turn });
    for (const effect of turn.effects) {
      seen.effects.push(effect.id);
      if (effect.type === "startTimer") {
        seen.timers.push(effect.timerId);
      }
      for (const [, payload] of JSON.stringify(effect).matchAll(/"payload":"([^"]*)"/g)) {
        seen.payloads.push(payload ?? "");
      }
    }
    run = turn.run;
    now += dice.pick([1_000, 1_000, 60_000, 3_600_000, 86_400_000]);
    sentThisHour = Math.floor(now / 3_600_000) === turn.sent.hour ? turn.sent.count : 0;
  }
  return turns;
}

interface Seen {
  readonly timers: string[];
  readonly payloads: string[];
  readonly effects: string[];
}

const words = [
  "hi",
  "price",
  "yes",
  "1",
  "2",
  "no",
  "ada@example.org",
  "0912 345 678",
  "1.234,5",
  "tomorrow",
  "10:30",
  "",
  "aaaa",
  "⭐⭐⭐",
  "x".repeat(12_000),
];
const answers: readonly JsonValue[] = [
  null,
  "text",
  42,
  [],
  { status: 200, body: { status: "sent", items: [1, 2] } },
  { text: "Sure!", data: { reply: "Sure!", exit: "a", extracted: { value0: "7", value1: null } } },
  { text: "Hm", data: { class: "a" } },
  { data: [] },
];

function generateInput(
  dice: Dice,
  run: Run | undefined,
  seen: Seen,
  programs: readonly Program[],
): Input {
  const waiting = run?.waiting;
  if (waiting?.for === "effect" && !dice.oneIn(3)) {
    return dice.oneIn(3)
      ? {
          type: "effectFailed",
          effectId: waiting.effectId,
          error: { code: "http.timeout", message: "Too slow" },
        }
      : { type: "effectAnswered", effectId: waiting.effectId, answer: dice.pick(answers) };
  }
  if (waiting?.for === "callback" && dice.oneIn(2)) {
    return { type: "callback", token: waiting.token, body: dice.pick(answers) };
  }
  if (waiting && "timerId" in waiting && waiting.timerId && dice.oneIn(2)) {
    return { type: "timerFired", timerId: waiting.timerId };
  }
  if (waiting?.for === "people" && dice.oneIn(2)) {
    return { type: "handedBack" };
  }
  return dice.pick(kinds)(dice, seen, programs);
}

const messageId = "m1";
const hostile = '{"id":7,"__proto__":{"x":1},"constructor":"y"}';
const text: (typeof kinds)[number] = (dice) => ({
  type: "message",
  messageId,
  content: { kind: "text", text: dice.pick(words) },
});
const kinds: readonly ((dice: Dice, seen: Seen, programs: readonly Program[]) => Input)[] = [
  (...given) => text(...given),
  (...given) => text(...given),
  (...given) => text(...given),
  (dice, { payloads }) => ({
    type: "postback",
    messageId,
    payload: dice.pick(payloads),
    label: dice.pick(words),
  }),
  () => ({
    type: "message",
    messageId,
    content: { kind: "image", url: "https://a.example/a.png" },
  }),
  () => ({
    type: "message",
    messageId,
    content: { kind: "location", latitude: 1.5, longitude: 2.5 },
  }),
  () => ({ type: "welcome", ref: "spring-sale" }),
  () => ({ type: "referral", ref: "spring-sale" }),
  () => ({ type: "event", name: "order.shipped", properties: JSON.parse(hostile) }),
  () => ({ type: "contactChanged", change: "tagAdded", name: "vip" }),
  (dice, _, programs) => ({
    type: "start",
    flowId: dice.pick(programs).flowId,
    nodeId: `n${dice.throw(9)}`,
    variables: { score: 9 },
  }),
  (dice, { timers }) => ({ type: "timerFired", timerId: dice.pick(timers) }),
  (dice, { effects }) => ({
    type: "effectAnswered",
    effectId: dice.pick(effects),
    answer: dice.pick(answers),
  }),
  () => ({ type: "handedBack", memberId: "u1" }),
  () => ({ type: "callback", token: "guess", body: { x: 1 } }),
  () => ({ type: "expired" }),
  (dice) => ({ type: "tooFast", message: "Too fast", final: dice.oneIn(2) }),
];
