import fc from "fast-check";
import { expect, test } from "vitest";
import { createCalendar } from "./calendar.ts";
import {
  type ConversationRecords,
  type CountedHour,
  countConversation,
} from "./count-conversation.ts";
import type { ReportedMessage, ReportedTurn } from "./facts.ts";

const calendar = createCalendar("Asia/Kolkata");
const began = Date.parse("2026-11-29T17:50:00Z");

const kinds = fc.constantFrom("incoming", "bot", "member", "handedOff", "takenOver", "resolved");
const moments = fc.array(
  fc.record({
    kind: kinds,
    pauseMinutes: fc.constantFrom(0, 1, 7, 45, 200, 1_500),
    tags: fc.subarray(["vip", "new", "b.c"]),
    flowId: fc.constantFrom("one", "two"),
    delivery: fc.constantFrom("sent", "read", "failed"),
  }),
  { minLength: 2, maxLength: 25 },
);

function recordsOf(
  drawn: readonly (typeof moments extends fc.Arbitrary<infer T> ? T : never)[number][],
): ConversationRecords {
  const messages: ReportedMessage[] = [];
  const turns: ReportedTurn[] = [];
  let at = began;
  for (const [index, { kind, pauseMinutes, tags, flowId, delivery }] of drawn.entries()) {
    at += pauseMinutes * 60_000 + 1_000;
    const sequence = index + 1;
    if (kind === "incoming") {
      messages.push({ sequence, at, direction: "incoming", author: { type: "contact" } });
      const path: ReportedTurn["path"] = [
        { step: "started", flowId, version: 1, nodeId: "t", trigger: "any" },
        ...(tags.includes("new")
          ? ([
              { step: "set", flowId, nodeId: "ask", variable: "size", value: index },
              { step: "set", flowId, nodeId: "ask", variable: "size_label", value: "L" },
            ] as const)
          : []),
        { step: "entered", flowId, nodeId: "ask" },
        { step: "waits", flowId, nodeId: "ask", for: "contact" },
      ];
      const goals = tags.length > 1 ? [{ name: "order", value: 2 }] : [];
      const asked = tags.includes("vip") ? { step: `${flowId}/ai`, agentId: "g" } : undefined;
      const touch = index % 2 === 0 ? `flow:${flowId}` : undefined;
      const ai = {
        touch,
        asked,
        said: ["one/ai"],
        unfounded: tags.length === 0,
        handedOff: index % 3 === 0,
      };
      turns.push({
        number: turns.length + 1,
        at,
        sequence,
        path,
        goals,
        language: "en",
        tags,
        ...ai,
      });
    } else if (kind === "bot" || kind === "member") {
      const author =
        kind === "bot" ? { type: "bot" as const } : { type: "member" as const, id: "m" };
      messages.push({ sequence, at, direction: "outgoing", author, delivery, flowId });
    } else {
      const author = { type: "member" as const, id: "m" };
      messages.push({ sequence, at, direction: "event", author, event: kind });
    }
  }
  return { channelId: "c", messages, turns, calls: [] };
}

/** Hours without the order of groups, which does not matter. */
function comparable(hours: readonly CountedHour[]) {
  const sorted = (lists: CountedHour["groups"]) =>
    Object.fromEntries(lists.map((it) => [it.group, it.counts]));
  return hours.map(({ groups, own, before, after, ...hour }) => ({
    ...hour,
    groups: sorted(groups),
    own: sorted(own),
    before: plain(before),
    after: plain(after),
  }));
}

function plain({ active, wrote, ...carried }: CountedHour["after"]) {
  return { ...carried, active: new Map(active), wrote: new Map(wrote) };
}

test("counts the same in pieces as at once", () => {
  fc.assert(
    fc.property(moments, fc.nat({ max: 24 }), (drawn, place) => {
      const all = recordsOf(drawn);
      const cut = 1 + (place % all.messages.length);
      const first = all.messages.slice(0, cut);
      const last = first.at(-1)?.sequence ?? 0;
      const earlier = all.turns.filter((it) => (it.sequence ?? 0) <= last);
      const rest = {
        ...all,
        messages: all.messages.slice(cut),
        turns: all.turns.slice(earlier.length),
      };
      const begun = countConversation({ ...all, messages: first, turns: earlier }, calendar);
      const base = begun.at(-1);
      const more = countConversation(rest, calendar, base?.after, base);
      const done = [...begun.filter((it) => it.hour !== more[0]?.hour), ...more];
      expect(comparable(done)).toEqual(comparable(countConversation(all, calendar)));
    }),
  );
});
