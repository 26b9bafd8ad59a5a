import { expect, test } from "vitest";
import { applyRepair } from "../apply-repair.ts";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import { nodeTypes } from "../nodes/index.ts";
import { flowOf, node, say, start } from "../testing/flow-of.ts";

const end = node("end", "end", {});

test("names the exit that leads nowhere and says what the contact notices", () => {
  const flow = flowOf(
    [start, node("if", "condition", nodeTypes.condition.example), say("a"), end],
    "start>if if.branch:vip>a a>end",
  );
  const finding = checkFlow(flow, emptyCheckContext).find((it) => it.code === "port.unconnected");
  expect(finding?.message).toMatch(/the exit “None of these” leads nowhere.*hears nothing more/);
  expect(finding?.values.port).toBe("None of these");
});

test("names each variant of an A/B test", () => {
  const flow = flowOf(
    [start, node("ab", "abSplit", nodeTypes.abSplit.initial), say("a"), end],
    "start>ab ab.variant:a>a a>end",
  );
  expect(checkFlow(flow, emptyCheckContext).map((it) => it.message)).toEqual([
    expect.stringContaining("the exit “B” leads nowhere"),
  ]);
});

test("repairs silence by a message to write, not by an End", () => {
  const flow = flowOf(
    [start, node("if", "condition", nodeTypes.condition.example), say("a"), end],
    "start>if if.branch:vip>a a>end",
  );
  const repair = checkFlow(flow, emptyCheckContext)[0]?.repair;
  expect(repair).toMatchObject({ kind: "addNode", type: "message" });
  const after = repair ? applyRepair(flow, repair) : flow;
  expect(checkFlow(after, emptyCheckContext).map((it) => it.code)).toContain("field.empty");
});

test("repairs an open end after a message by an End", () => {
  const flow = flowOf([start, say("a")], "start>a");
  expect(checkFlow(flow, emptyCheckContext)[0]?.repair).toMatchObject({ type: "end" });
});
