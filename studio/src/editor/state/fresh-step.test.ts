import { checkFlow, emptyCheckContext, emptyFlow } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { addNode } from "../commands/nodes.ts";
import { shownWhileFresh } from "./fresh-step.ts";

test("a new step calls nothing wrong until a field is left", () => {
  const flow = addNode("q", "quickReplies", { x: 0, y: 0 }).apply(emptyFlow("Test"));
  const findings = checkFlow(flow, emptyCheckContext).filter((it) => it.nodeId === "q");
  expect(findings.length).toBeGreaterThan(2);
  expect(shownWhileFresh(findings, [])).toEqual([]);
  expect(shownWhileFresh(findings, ["/text"]).map((it) => it.path)).toEqual(["/text"]);
  expect(shownWhileFresh(findings, ["/options"]).map((it) => it.path)).toEqual([
    "/options/0/label",
    "/options/1/label",
  ]);
});
