import mongoose from "mongoose";
import type { MessageChange, MessageDoc } from "../domain/message-doc.ts";
import { type Calendar, dateOf, dayOfDate } from "../domain/reports/calendar.ts";

const { ObjectId } = mongoose.Types;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const firstAt = Date.parse("2026-10-30T05:10:00Z");
const priceInVietnam = 0.0123;
/** What decides prices: there is one for Vietnam, where the vips live, and none for Germany, where everyone else does. */
export const pricing = () => ({
  currency: "EUR",
  prices: [
    {
      channelType: "whatsapp",
      country: "VN",
      category: "service",
      template: "",
      price: priceInVietnam,
    },
  ],
  types: new Map([[channelId, "whatsapp"]]),
  categories: new Map<string, string>(),
});
/** The channel of all conversations. */
export const channelId = new ObjectId().toHexString();

/** Conversations of a week in which clocks change, in the order in which their records are written. */
export interface SimulatedWorld {
  readonly conversations: readonly object[];
  readonly batches: readonly {
    readonly at: number;
    readonly messages: readonly MessageDoc[];
    readonly changes: readonly MessageChange[];
  }[];
  readonly all: readonly (MessageDoc & { readonly finally: string | undefined })[];
  readonly vips: ReadonlySet<string>;
}

/** Simulates conversations: the contact writes, the bot answers, some are handed over, some statuses come days later. */
export function simulate(workspaceId: string, people: number, seed: number): SimulatedWorld {
  const random = seeded(seed);
  const all: (MessageDoc & { finally: string | undefined })[] = [];
  const vips = new Set<string>();
  const conversations: object[] = [];
  const late: { at: number; change: MessageChange }[] = [];
  for (let person = 0; person < people; person++) {
    const conversationId = new ObjectId().toHexString();
    const vip = random() < 0.3;
    if (vip) {
      vips.add(conversationId);
    }
    let sequence = 0;
    let number = 0;
    const add = (fields: Partial<MessageDoc> & Pick<MessageDoc, "direction" | "author" | "at">) => {
      sequence += 1;
      const doc: MessageDoc & { finally: string | undefined } = {
        _id: new ObjectId().toHexString(),
        workspaceId: new ObjectId(workspaceId),
        channelId,
        conversationId,
        sequence,
        content: { kind: "text", text: "…" },
        version: 1,
        finally: undefined,
        ...fields,
      };
      all.push(doc);
      return doc;
    };
    for (let at = firstAt + random() * 2 * dayMs; at < firstAt + 7 * dayMs; ) {
      number += 1;
      const goal = random() < 0.2;
      add({
        direction: "incoming",
        author: { type: "contact" },
        at: Math.floor(at),
        turn: {
          number,
          at: Math.floor(at) + 100,
          inputId: `${number}`,
          record: JSON.stringify({
            context: {
              contact: {
                language: "en",
                tags: vip ? ["vip"] : [],
                phone: vip ? "+84912345678" : "+4930123456",
              },
            },
            path: [
              { step: "started", flowId: "flow", version: 2, nodeId: "start", trigger: "any" },
              { step: "entered", flowId: "flow", nodeId: "hello" },
              { step: "ended", flowId: "flow", reason: "end" },
            ],
            effects: goal ? [{ type: "track", event: "goal", name: "Order", value: 2.5 }] : [],
          }),
        },
      });
      const answered = add({
        direction: "outgoing",
        author: { type: "bot" },
        delivery: "sent",
        flowId: "flow",
        at: Math.floor(at) + 1_200,
      });
      const fate = ["sent", "delivered", "read", "failed"][Math.floor(random() * 4)] ?? "sent";
      answered.finally = fate;
      if (fate !== "sent") {
        const set: MessageChange["set"] =
          fate === "failed"
            ? { delivery: "failed", failure: { code: "send.refused", message: "No" } }
            : { delivery: fate as "read" };
        const change = { id: answered._id, messageId: answered._id, set };
        late.push({ at: answered.at + random() * 30 * hourMs, change });
      }
      if (random() < 0.15) {
        add({
          direction: "event",
          event: "handedOff",
          author: { type: "bot" },
          at: Math.floor(at) + 2_000,
        });
        const wait = Math.floor(random() * 2 * hourMs);
        add({
          direction: "outgoing",
          author: { type: "member", id: "anna" },
          delivery: "sent",
          at: Math.floor(at) + 2_000 + wait,
        }).finally = "sent";
        add({
          direction: "event",
          event: "handedBack",
          author: { type: "member", id: "anna" },
          at: Math.floor(at) + 2_000 + wait + minuteMs,
        });
        at += wait + 2 * minuteMs;
      }
      at += (random() < 0.7 ? random() * 20 * minuteMs : random() * 40 * hourMs) + 3_000;
    }
    conversations.push({
      _id: conversationId,
      workspaceId: new ObjectId(workspaceId),
      keys: [conversationId],
      channelId,
      contactId: new ObjectId().toHexString(),
      turn: number,
    });
  }
  return { conversations, batches: batchesOf(all, late), all, vips };
}

function batchesOf(
  all: readonly (MessageDoc & { finally: string | undefined })[],
  late: readonly { at: number; change: MessageChange }[],
): SimulatedWorld["batches"] {
  const every = 19 * hourMs;
  const batches = [];
  for (let from = firstAt; from < firstAt + 12 * dayMs; from += every) {
    const within = ({ at }: { readonly at: number }) => at >= from && at < from + every;
    batches.push({
      at: from + every,
      messages: all.filter(within).map(({ finally: _, ...doc }) => doc),
      changes: late.filter(within).map((it) => it.change),
    });
  }
  return batches;
}

/** Works out the figures of some spans of days in the plainest way. */
export function truthOf(world: SimulatedWorld, calendar: Calendar) {
  const days = [...new Set(world.all.map((it) => calendar.dayOf(it.at)))].sort((a, b) => a - b);
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  const middle = Math.floor((first + last) / 2);
  const spans = [
    [first, last],
    [first, first],
    [middle, middle + 1],
    [middle, last],
    [last, last],
  ] as const;
  const whole = { from: dateOf(first), to: dateOf(last) };
  return {
    whole,
    spans: spans.map(([from, to]) => ({
      from: dateOf(from),
      to: dateOf(to),
      expected: expectedOf(world, world.all, calendar, from, to),
    })),
    vip: expectedOf(
      world,
      world.all.filter((it) => world.vips.has(it.conversationId)),
      calendar,
      dayOfDate(whole.from),
      dayOfDate(whole.to),
    ),
  };
}

function expectedOf(
  world: SimulatedWorld,
  all: SimulatedWorld["all"],
  calendar: Calendar,
  from: number,
  to: number,
) {
  const within = all.filter(({ at }) => calendar.dayOf(at) >= from && calendar.dayOf(at) <= to);
  const incoming = within.filter((it) => it.direction === "incoming");
  const outgoing = within.filter((it) => it.direction === "outgoing");
  const distinct = (some: SimulatedWorld["all"]) => new Set(some.map((it) => it.conversationId));
  const wroteBefore = distinct(
    all.filter((it) => it.direction === "incoming" && calendar.dayOf(it.at) < from),
  );
  const wrote = distinct(incoming);
  const fate = (name: string) => outgoing.filter((it) => it.finally === name).length;
  const goals = incoming.filter((it) => it.turn?.record.includes('"goal"')).length;
  const sessions = sessionsOf(all).filter(
    ({ at }) => calendar.dayOf(at) >= from && calendar.dayOf(at) <= to,
  );
  const paid = outgoing.filter((it) => it.finally !== "failed");
  const paidOfVips = paid.filter((it) => world.vips.has(it.conversationId)).length;
  return {
    messagesIn: incoming.length,
    messagesOut: outgoing.length,
    fromMembers: outgoing.filter((it) => it.author.type === "member").length,
    conversations: distinct([...incoming, ...outgoing]).size,
    contacts: wrote.size,
    newContacts: [...wrote].filter((it) => !wroteBefore.has(it)).length,
    sessions: sessions.length,
    handedOff: within.filter((it) => it.event === "handedOff").length,
    goals,
    goalValue: goals * 2.5,
    delivery: {
      queued: 0,
      sent: fate("sent"),
      delivered: fate("delivered"),
      read: fate("read"),
      failed: fate("failed"),
      unknown: 0,
    },
    messageCost: {
      currency: "EUR",
      amount: Math.round(paidOfVips * priceInVietnam * 1e6) / 1e6,
      messages: paidOfVips,
      unpriced: paid.length - paidOfVips,
    },
    botAnswer: { count: incoming.length },
    firstAnswer: {
      count: outgoing.filter((it) => it.author.type === "member").length,
    },
  };
}

function sessionsOf(all: SimulatedWorld["all"]): readonly { readonly at: number }[] {
  const open = new Map<string, number>();
  return all.filter(({ direction, conversationId, at }) => {
    if (direction !== "incoming" || at < (open.get(conversationId) ?? -dayMs) + dayMs) {
      return false;
    }
    open.set(conversationId, at);
    return true;
  });
}

/** Returns numbers from 0 to 1 that are the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
