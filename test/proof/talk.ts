import type { Account } from "./accounts.ts";
import type { Delivery } from "./deliver.ts";
import { type InputKind, type Ledger, partsOf, type SaidInput } from "./ledger.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** A contact, and how the proof writes to the bot as this contact. */
export interface Talker {
  readonly contact: number;
  readonly account: Account;
  readonly random: SeededRandom;
  /** Inputs to say, answers to questions among them. */
  readonly inputs: number;
  /** The time over which the inputs are spread, in milliseconds. The load must leave room for timers. */
  readonly spreadMs: number;
}

const answerMs = 90_000;
const duplicateShare = 0.1;
const poisonShare = 0.02;
let lastId = 0;

/**
 * One contact's part of the proof: bursts of orders, with poison among them, that reach different processes in any order and in parallel, some twice, and
 * now and then a wait or a question, for which the contact first lets everything else be answered.
 */
export async function talk(
  { contact, account, random, inputs, spreadMs }: Talker,
  { ledger, delivery }: { readonly ledger: Ledger; readonly delivery: Delivery },
): Promise<void> {
  const beganAt = Date.now();
  let at = beganAt;
  let left = inputs;
  let open: SaidInput[] = [];
  const repeats: Promise<void>[] = [];

  while (left > 0) {
    await pause(beganAt + (1 - left / inputs) * spreadMs - Date.now());
    if (random.chance(0.08)) {
      await settled();
      left -= await special();
      continue;
    }
    const burst = random.shuffle(
      Array.from({ length: Math.min(left, random.between(1, 4)) }, () =>
        prepare(random.chance(poisonShare) ? random.pick(["bad", "refuse"] as const) : "order"),
      ),
    );
    left -= burst.length;
    open.push(...burst);
    await Promise.all(
      burst.map(async (input) => {
        await pause(random.between(0, 30));
        await send(input);
      }),
    );
    if (random.chance(0.6)) {
      await settled();
    } else {
      await pause(random.between(0, 300));
    }
  }
  await settled();
  await Promise.all(repeats);

  /** A wait, or a question with or without its answer; gives how many inputs it took. */
  async function special(): Promise<number> {
    const kind = left > 1 ? random.pick(["later", "ask", "query"] as const) : "later";
    await sayAndSettle(prepare(kind));
    if (kind !== "query") {
      return 1;
    }
    await sayAndSettle(prepare("answer"));
    return 2;
  }

  async function sayAndSettle(input: SaidInput): Promise<void> {
    open.push(input);
    await send(input);
    await settled();
  }

  function prepare(kind: InputKind): SaidInput {
    at = Math.max(at + 1, Date.now());
    const text = `${kind} ${++lastId}`;
    return { contact, text, kind, at, firstSentAt: 0, acknowledgedAt: undefined };
  }

  async function send(input: SaidInput): Promise<void> {
    const id = String(20_000 + Number(input.text.split(" ")[1]));
    const signed = account.webhook({
      kind: "text",
      from: account.address(contact),
      text: input.text,
      id,
      at: input.at,
    });
    const path = `${account.type}/${account.channelId}`;
    input.firstSentAt = Date.now();
    ledger.say(input);
    const twice = random.chance(duplicateShare);
    const inParallel = random.chance(0.5);
    if (twice && inParallel) {
      repeats.push(delivery.deliver(path, signed, random));
    }
    await delivery.deliver(path, signed, random);
    input.acknowledgedAt = Date.now();
    if (twice && !inParallel) {
      repeats.push(
        pause(random.between(0, 2_000)).then(() => delivery.deliver(path, signed, random)),
      );
    }
  }

  /** Waits until all inputs so far are answered, or can no longer be answered. */
  async function settled(): Promise<void> {
    const parts = open.flatMap((input) =>
      partsOf(input).map((part) => [part, input.text] as const),
    );
    open = [];
    await Promise.all(parts.map(([part, text]) => ledger.arrival(part, text, answerMs)));
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
