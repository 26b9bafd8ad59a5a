import { expect, test } from "vitest";
import { applyRepair } from "../apply-repair.ts";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import type { FindingCode } from "../finding.ts";
import type { Flow } from "../flow.ts";
import { edge, flowOf, node, say, start } from "../testing/flow-of.ts";

const end = node("end", "end", {});
const wholeFlow = flowOf([start, say("a"), end], "start>a a>end");

function codes(flow: Flow): FindingCode[] {
  return checkFlow(flow, emptyCheckContext).map((it) => it.code);
}

function repaired(flow: Flow): Flow {
  const repair = checkFlow(flow, emptyCheckContext)[0]?.repair;
  return repair ? applyRepair(flow, repair) : flow;
}

test.each<{ what: string; flow: Flow; codes: FindingCode[]; repaired?: FindingCode[] }>([
  {
    what: "an edge to a node that is not there",
    flow: flowOf([start, say("a"), end], "start>a a>end end>gone start.side>a gone>a"),
    codes: ["edge.unknownPort", "edge.unknownPort", "edge.unknownSource"],
  },
  {
    what: "a dangling edge",
    flow: flowOf([start], "start>gone"),
    codes: ["edge.unknownTarget", "port.unconnected"],
    repaired: ["port.unconnected"],
  },
  {
    what: "two edges from one port",
    flow: flowOf([start, say("a"), end], "start>a a>end start>end"),
    codes: ["edge.doubled"],
    repaired: [],
  },
  {
    what: "two edges with one id",
    flow: { ...wholeFlow, edges: [edge("start>a"), { ...edge("a>end"), id: "start-a" }] },
    codes: ["edge.duplicateId"],
  },
  {
    what: "two nodes with one id",
    flow: flowOf([start, say("a"), say("a"), end], "start>a a>end"),
    codes: ["node.duplicateId"],
  },
  {
    what: "two buttons with one id",
    flow: flowOf(
      [
        start,
        node("m", "message", {
          typing: false,
          blocks: ["b1", "b2"].map((id) => ({
            kind: "buttons" as const,
            id,
            text: "Choose",
            buttons: [{ id: "same", label: id, action: "next" as const }],
          })),
        }),
        end,
      ],
      "start>m m.button:same>end",
    ),
    codes: ["port.duplicateId"],
  },
])("sees $what", ({ flow, codes: expected, repaired: after }) => {
  expect(codes(flow)).toEqual(expected);
  if (after) {
    expect(codes(repaired(flow))).toEqual(after);
  }
});
