import { Flow } from "@chatloom/flows-schema";
import { importBot } from "@chatloom/flows-schema/import";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import * as botpress from "./botpress-files.ts";
import * as flowise from "./flowise-files.ts";
import * as typebot from "./typebot-files.ts";

/** More steps than a flow may have. */
const steps = Array.from({ length: 2_010 }, (_, index) => index);
const ways = steps.slice(0, -1);

const exports = {
  Typebot: () => [
    {
      path: "bot.json",
      value: {
        version: "6",
        events: [{ id: "start", type: "start", outgoingEdgeId: "begin" }],
        groups: steps.map((it) =>
          typebot.group(`g${it}`, `G${it}`, it, [
            typebot.bubble(`b${it}`, `Text ${it}`, { outgoingEdgeId: `e${it}` }),
          ]),
        ),
        edges: [
          typebot.way("begin", { eventId: "start" }, "g0"),
          ...ways.map((it) => typebot.way(`e${it}`, { blockId: `b${it}` }, `g${it + 1}`)),
        ],
      },
    },
  ],
  Flowise: () => [
    {
      path: "bot.json",
      value: {
        nodes: [
          flowise.start,
          ...steps.map((it) =>
            flowise.step(`directReplyAgentflow_${it}`, "directReplyAgentflow", `G${it}`, {
              directReplyMessage: `<p>Text ${it}</p>`,
            }),
          ),
        ],
        edges: [
          flowise.way("startAgentflow_0", "directReplyAgentflow_0"),
          ...ways.map((it) =>
            flowise.way(`directReplyAgentflow_${it}`, `directReplyAgentflow_${it + 1}`),
          ),
        ],
      },
    },
  ],
  Botpress: () => [
    {
      path: "content-elements/builtin_text.json",
      value: steps.map((it) => botpress.text(`t${it}`, `Text ${it}`)),
    },
    {
      path: "flows/main.flow.json",
      value: {
        version: "0.0.1",
        startNode: "G0",
        nodes: steps.map((it) =>
          botpress.node(
            `G${it}`,
            [`say #!builtin_text-t${it}`],
            it + 1 < steps.length ? [botpress.to(`G${it + 1}`)] : [],
          ),
        ),
      },
    },
  ],
} as const;

test.each(Object.entries(exports))(
  "%s: ways to steps beyond the limit say so, and lead to no empty group",
  (_, write) => {
    const bot = importBot(write());
    expect(bot && Value.Check(Flow, bot.flow)).toBe(true);
    const edges = bot?.report.filter((it) => it.part === "edge") ?? [];
    const codes = edges.flatMap((it) => it.notes).map((it) => it.code);
    expect(codes.filter((it) => it === "targetLeft")).toHaveLength(1);
    expect(codes).not.toContain("emptyTarget");
    const kept = new Set(bot?.flow.nodes.map((it) => it.id));
    expect(kept.size).toBe(2_000);
    // A way counts as taken over only where both of its ends are there.
    const ends = new Set(bot?.flow.edges.map((it) => it.source));
    const mapped = edges.filter((it) => it.outcome === "mapped" && it.nodeId !== undefined);
    expect(mapped.filter((it) => !ends.has(it.nodeId ?? ""))).toEqual([]);
  },
);
