import { expect, test } from "vitest";
import { applyRepair } from "./apply-repair.ts";
import { emptyCheckContext } from "./check-context.ts";
import { checkFlow } from "./check-flow.ts";
import type { FindingCode } from "./finding.ts";
import { emptyFlow, type Flow } from "./flow.ts";
import { flowOf, node, say, start } from "./testing/flow-of.ts";

const end = node("end", "end", {});
const pause = node("pause", "wait", { until: "duration", duration: { amount: 1, unit: "hours" } });
const wholeFlow = flowOf([start, say("a"), end], "start>a a>end");

function codes(flow: Flow): FindingCode[] {
  return checkFlow(flow, emptyCheckContext).map((it) => it.code);
}

function repaired(flow: Flow): Flow {
  const repair = checkFlow(flow, emptyCheckContext)[0]?.repair;
  return repair ? applyRepair(flow, repair) : flow;
}

test("finds nothing wrong with a whole flow", () => {
  expect(codes(wholeFlow)).toEqual([]);
});

test.each<{ what: string; flow: Flow; codes: FindingCode[]; repaired?: FindingCode[] }>([
  {
    what: "a flow that nothing starts",
    flow: flowOf([say("a"), end], "a>end"),
    codes: ["trigger.missing"],
    repaired: ["field.empty"],
  },
  { what: "an empty canvas", flow: emptyFlow("Test"), codes: ["trigger.missing"] },
  {
    what: "a node that no path leads to",
    flow: flowOf([start, say("a"), end, say("island")], "start>a a>end island>end"),
    codes: ["node.unreachable"],
    repaired: [],
  },
  { what: "a trigger that starts nothing", flow: flowOf([start], ""), codes: ["port.unconnected"] },
  {
    what: "a dead end",
    flow: flowOf([start, say("a")], "start>a"),
    codes: ["node.deadEnd"],
    repaired: [],
  },
  {
    what: "one way of a condition that leads nowhere",
    flow: flowOf(
      [
        start,
        node("if", "condition", {
          branches: [{ id: "b", label: "B", condition: { match: "all", groups: [] } }],
        }),
        end,
      ],
      "start>if if.branch:b>end",
    ),
    codes: ["port.unconnected"],
    repaired: ["field.empty", "node.deadEnd"],
  },
  {
    what: "an answer to tap that leads nowhere",
    flow: flowOf(
      [
        start,
        node("q", "quickReplies", {
          text: "Which?",
          options: [
            { id: "a", label: "A" },
            { id: "b", label: "B" },
          ],
          attempts: 1,
        }),
        end,
      ],
      "start>q q.option:a>end",
    ),
    codes: ["option.unconnected"],
    repaired: ["field.empty", "node.deadEnd"],
  },
  {
    what: "a loop in which nothing waits",
    flow: flowOf([start, say("a"), say("b")], "start>a a>b b>a"),
    codes: ["loop.silent"],
    repaired: [],
  },
  {
    what: "a loop with a delay as no loop",
    flow: flowOf([start, say("a"), pause], "start>a a>pause pause>a"),
    codes: [],
  },
  {
    what: "a loop of no delay at all",
    flow: flowOf(
      [
        start,
        say("a"),
        node("w", "wait", { until: "duration", duration: { amount: 0, unit: "hours" } }),
      ],
      "start>a a>w w>a",
    ),
    codes: ["loop.silent"],
    repaired: [],
  },
  {
    what: "the rounds of a repetition as no loop",
    flow: flowOf(
      [
        start,
        node("each", "loop", { list: "contact.tags", item: "tag", limit: 5 }),
        say("a", "{{ tag }}"),
        end,
      ],
      "start>each each.item>a a>each each.done>end",
    ),
    codes: [],
  },
  {
    what: "a loop made by a jump",
    flow: flowOf([start, say("a"), node("back", "jump", { nodeId: "a" })], "start>a a>back"),
    codes: ["loop.silent"],
    repaired: [],
  },
  {
    what: "a jump to a node that is not there",
    flow: flowOf([start, node("go", "jump", { nodeId: "gone" })], "start>go"),
    codes: ["node.unknownTarget"],
  },
  {
    what: "a jump to nowhere",
    flow: flowOf([start, node("go", "jump", {})], "start>go"),
    codes: ["field.empty"],
  },
  {
    what: "a flow that is not there",
    flow: flowOf([start, node("go", "jump", { flowId: "gone" })], "start>go"),
    codes: ["flow.unknown"],
  },
  {
    what: "an empty text",
    flow: flowOf([start, say("a", "  "), end], "start>a a>end"),
    codes: ["field.empty"],
  },
  {
    what: "a broken template",
    flow: flowOf([start, say("a", "Hi {{ contact.name"), end], "start>a a>end"),
    codes: ["template.syntax"],
  },
  {
    what: "filters and tags that do not exist",
    flow: flowOf(
      [start, say("a", "{{ 'a' | shout | upcase }}{% include 'x' %}"), end],
      "start>a a>end",
    ),
    codes: ["template.unknownWord", "template.unknownWord"],
  },
  {
    what: "a regular expression that is broken or looks around",
    flow: flowOf(
      [
        node("start", "trigger.keyword", {
          keywords: ["(a", "b+", "a(?=b)"],
          match: "regex",
          channels: [],
          interrupts: false,
        }),
        end,
      ],
      "start>end",
    ),
    codes: ["regex.invalid", "regex.invalid"],
  },
  {
    what: "shares that are all zero",
    flow: flowOf(
      [
        start,
        node("ab", "abSplit", {
          variants: [{ id: "a", label: "A", weight: 0 }],
          sticky: true,
          mode: "fixed",
        }),
        end,
      ],
      "start>ab ab.variant:a>end",
    ),
    codes: ["weights.zero"],
    repaired: [],
  },
  {
    what: "a time zone that does not exist",
    flow: { ...wholeFlow, settings: { ...wholeFlow.settings, timeZone: "Mars/Olympus" } },
    codes: ["settings.timeZone"],
    repaired: [],
  },
  {
    what: "hours that end before they begin",
    flow: {
      ...wholeFlow,
      settings: {
        ...wholeFlow.settings,
        businessHours: [{ weekday: 1, from: "18:00", to: "09:00" }],
      },
    },
    codes: ["settings.hours"],
    repaired: [],
  },
  {
    what: "answers that read alike",
    flow: flowOf(
      [
        start,
        node("q", "quickReplies", {
          text: "Which?",
          options: [
            { id: "a", label: "Yes" },
            { id: "b", label: "yes " },
          ],
          attempts: 1,
        }),
        end,
      ],
      "start>q q.option:a>end q.option:b>end",
    ),
    codes: ["label.duplicate"],
  },
])("sees $what", ({ flow, codes: expected, repaired: after }) => {
  expect(codes(flow)).toEqual(expected);
  if (after) {
    expect(codes(repaired(flow))).toEqual(after);
  }
});

test("says which node, which field and what in it", () => {
  expect(checkFlow(flowOf([start, say("a", ""), end], "start>a a>end"), emptyCheckContext)).toEqual(
    [
      {
        code: "field.empty",
        severity: "error",
        nodeId: "a",
        path: "/blocks/0/text",
        values: { node: "Message", field: "Text" },
        message: "Message: “Text” is empty.",
      },
    ],
  );
});

test("lists errors before warnings", () => {
  const flow = flowOf([start, say("a"), say("b", "")], "start>a");
  const severities = checkFlow(flow, emptyCheckContext).map((it) => it.severity);
  expect(severities).toEqual([...severities].sort());
  expect(new Set(severities).size).toBe(2);
});
