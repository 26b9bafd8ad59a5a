import type { BroadcastReach, Segment } from "@chatloom/api-schema";
import type { Condition, Rule } from "@chatloom/flows-schema";
import type { Session } from "../proof/api.ts";

/** How long a member waits for an answer, and what it costs the server, in milliseconds. */
export interface AudienceFigure {
  readonly name: string;
  readonly medianMs: number;
  readonly slowestMs: number;
  readonly cpuMs: number;
}

const times = 9;

/** Measures what a marketer waits for with the contacts that `fillStore` makes: lists, searches, segments and the reach of broadcasts. */
export async function measureAudience(
  session: Session,
  cpuMs: () => number | undefined,
  count: number,
): Promise<readonly AudienceFigure[]> {
  const middle = `d${Math.floor(count / 2)
    .toString(16)
    .padStart(23, "0")}`;
  const vip = await segment("Regulars", {
    left: "contact.tags",
    operator: "contains",
    right: "vip",
  });
  const city = await segment("Hanoi", {
    left: "contact.city",
    operator: "equals",
    right: "Hanoi",
  });
  const get = (path: string) => () => session.call("GET", path);
  const preview = (rule: Rule) => () =>
    session.call("POST", "/segments/preview", { condition: only(rule) });
  const reach = (segmentIds: readonly string[]) => () =>
    session.call<BroadcastReach>("POST", "/broadcasts/reach", {
      name: "Reach",
      message: {
        type: "message",
        data: { blocks: [{ kind: "text", id: "text", text: "Hello" }], typing: false },
      },
      segmentIds,
      excludedSegmentIds: [],
      channelIds: [],
    });
  return [
    await figure("contacts, first page", get("/contacts")),
    await figure("  a page in the middle", get(`/contacts?cursor=${middle}`)),
    await figure("  of a tag that one in 100 has", get("/contacts?tag=vip")),
    await figure("  search for one contact", get("/contacts?search=person777")),
    await figure("  search for a word that all have", get("/contacts?search=contact")),
    await figure(
      "segment while it is edited, by tag",
      preview({ left: "contact.tags", operator: "contains", right: "vip" }),
    ),
    await figure(
      "  by last visit",
      preview({ left: "contact.lastSeen", operator: "withinDays", right: "30" }),
    ),
    await figure(
      "  by a field that one in three has",
      preview({ left: "contact.city", operator: "equals", right: "Hanoi" }),
    ),
    await figure(
      "  by a field that one in 50,000 has",
      preview({ left: "contact.orders", operator: "equals", right: "7" }),
    ),
    await figure("reach of a broadcast to a tag", reach([vip])),
    await figure("  to a field", reach([city])),
    await figure("  to everyone", reach([])),
  ];

  async function segment(name: string, rule: Rule): Promise<string> {
    const made = await session.call<Segment>("POST", "/segments", { name, condition: only(rule) });
    return made.id;
  }

  async function figure(name: string, ask: () => Promise<unknown>): Promise<AudienceFigure> {
    await ask();
    const before = cpuMs() ?? 0;
    const waits: number[] = [];
    for (let index = 0; index < times; index++) {
      const begun = performance.now();
      await ask();
      waits.push(performance.now() - begun);
    }
    waits.sort((a, b) => a - b);
    return {
      name,
      medianMs: waits[Math.floor(times / 2)] ?? 0,
      slowestMs: waits.at(-1) ?? 0,
      cpuMs: ((cpuMs() ?? 0) - before) / times,
    };
  }
}

function only(rule: Rule): Condition {
  return { match: "all", groups: [{ match: "all", rules: [rule] }] };
}
