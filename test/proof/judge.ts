import type { ProcessFault } from "./faults.ts";
import { type Ledger, partsOf, type Reply, type SaidInput } from "./ledger.ts";

/** The faults found, each with its examples. */
export interface Verdict {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly outOfOrder: readonly string[];
  readonly timersLate: readonly string[];
  readonly timersMissing: readonly string[];
}

/** Maximum delay of a timer under normal load. */
const punctualMs = 2_000;
/** Other processes take over the work of a dead or paused process within this time. */
const noticedMs = 6_000;
/** A send without an answer times out, and is repeated where that is safe, within this time. */
const setbackMs = 8_000;

/** Checks the messages that a contact sees: complete, once each, grouped by input, and in the order of the inputs. */
export function judgeMessages(
  ledger: Ledger,
): Pick<Verdict, "lost" | "doubled" | "outOfOrder" | "timersMissing"> {
  const missing = ledger.missing();
  const byContact = byContactOf(ledger.replies);
  const outOfOrder = [...byContact].flatMap(([contact, replies]) => [
    ...disorder(replies),
    ...countedWrong(contact, replies),
    ...overtaken(replies, ledger),
  ]);
  const doubled = [...ledger.inputs.values()].flatMap(({ text }) =>
    ["1", "2", "T"]
      .filter((part) => ledger.times(part, text) > 1)
      .map((part) => `${part}|${text} arrived ${ledger.times(part, text)} times`),
  );
  const expected = new Set(
    [...ledger.inputs.values()].flatMap((it) => partsOf(it).map((part) => `${part}|${it.text}`)),
  );
  const uncalledFor = ledger.replies
    .filter((it) => !expected.has(`${it.part}|${it.text}`))
    .map((it) => `${it.part}|${it.text} was not expected`);
  return {
    lost: missing.filter((it) => !it.startsWith("T")),
    timersMissing: missing.filter((it) => it.startsWith("T")),
    doubled: [...doubled, ...uncalledFor],
    outOfOrder,
  };
}

/** Checks that the messages to one input follow each other. */
function disorder(replies: readonly Reply[]): readonly string[] {
  const wrong: string[] = [];
  for (const [index, reply] of replies.entries()) {
    if (reply.part !== "2" || reply.text.startsWith("answer")) {
      continue;
    }
    const before = replies[index - 1];
    const first = replies.findIndex((it) => it.text === reply.text && it.part === "1");
    if (first !== -1 && before?.text !== reply.text) {
      wrong.push(`2|${reply.text} came after ${before?.part}|${before?.text}`);
    }
  }
  return wrong;
}

/** Checks that the contact's counter rises once per input. A repeated or misplaced turn shows here. */
function countedWrong(contact: number, replies: readonly Reply[]): readonly string[] {
  const wrong: string[] = [];
  let highest = 0;
  const countOf = new Map<string, number>();
  for (const { part, text, count } of replies) {
    if (text.startsWith("answer")) {
      continue;
    }
    const known = countOf.get(text);
    if (known !== undefined && known !== count && part !== "T") {
      wrong.push(`contact ${contact}: ${text} was counted as ${known} and as ${count}`);
    }
    if (known === undefined && part !== "T") {
      if (count <= highest) {
        wrong.push(`contact ${contact}: ${text} counts ${count} after ${highest}`);
      }
      highest = Math.max(highest, count);
    }
    if (known === undefined) {
      countOf.set(text, count);
    }
  }
  return wrong;
}

/** Checks the order: an input acknowledged before another was sent is answered first. */
function overtaken(replies: readonly Reply[], ledger: Ledger): readonly string[] {
  const wrong: string[] = [];
  const answered: SaidInput[] = [];
  for (const { part, text } of replies) {
    const input = ledger.inputs.get(text);
    if (!input || part === "T") {
      continue;
    }
    for (const other of answered) {
      if (other === input || input.acknowledgedAt === undefined) {
        continue;
      }
      if (input.acknowledgedAt < other.firstSentAt && input.at <= other.at) {
        wrong.push(`${part}|${text} came after an answer to ${other.text}, which was said later`);
      }
    }
    if (!answered.includes(input)) {
      answered.push(input);
    }
  }
  return wrong;
}

/** Checks that the final counters equal the number of counted inputs. */
export function judgeCounters(ledger: Ledger): readonly string[] {
  const counted = byContactOf([...ledger.inputs.values()].filter((it) => it.kind !== "answer"));
  const highest = new Map<number, number>();
  for (const { contact, count } of ledger.replies) {
    highest.set(contact, Math.max(highest.get(contact) ?? 0, count));
  }
  return [...counted]
    .filter(([contact, inputs]) => (highest.get(contact) ?? 0) > inputs.length)
    .map(
      ([contact, inputs]) =>
        `contact ${contact}: ${inputs.length} inputs, ${highest.get(contact)} counted`,
    );
}

/** Checks that timers fire within 2 s of their time, or of the recovery from a fault. */
export function judgeTimers(
  timers: readonly {
    readonly id: string;
    readonly text: string;
    readonly due: number;
    readonly at: number;
  }[],
  faults: readonly ProcessFault[],
  { inputs, setbacks }: Ledger,
): {
  readonly late: readonly string[];
  readonly twice: readonly string[];
  readonly worstMs: number;
} {
  const late: string[] = [];
  const seen = new Set<string>();
  const twice: string[] = [];
  let worstMs = 0;
  for (const { id, text, due, at } of timers) {
    if (seen.has(id)) {
      twice.push(`timer ${id} fired twice`);
    }
    seen.add(id);
    const contact = inputs.get(text)?.contact;
    const held = setbacks
      .filter((it) => it.contact === contact)
      .map(({ at: from }) => ({ from, to: from + setbackMs }));
    const fair = fairMoment(due, [...faults, ...held]);
    if (fair === due) {
      worstMs = Math.max(worstMs, at - due);
    }
    if (at - fair > punctualMs) {
      late.push(`timer ${id} fired ${at - due} ms after its time`);
    }
    if (at < due) {
      late.push(`timer ${id} fired ${due - at} ms before its time`);
    }
  }
  return { late, twice, worstMs };
}

/** Returns the earliest time at which a timer could fire, given the faults at its due time. */
function fairMoment(due: number, faults: readonly Pick<ProcessFault, "from" | "to">[]): number {
  let moment = due;
  for (const { from, to } of [...faults].sort((a, b) => a.from - b.from)) {
    if (moment >= from && moment <= to + noticedMs) {
      moment = to + noticedMs;
    }
  }
  return moment;
}

function byContactOf<T extends { readonly contact: number }>(
  items: readonly T[],
): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(item.contact);
    if (group) {
      group.push(item);
    } else {
      groups.set(item.contact, [item]);
    }
  }
  return groups;
}
