import { emptyFlow, type Flow, type FlowNode } from "@chatloom/flows-schema";
import type { TFunction } from "i18next";
import { describe, expect, test } from "vitest";
import { addNode, setData } from "../commands/nodes.ts";
import { findSteps } from "./find-steps.ts";

const t = ((key: string) => key) as unknown as TFunction;

function flowSaying(...texts: readonly string[]): Flow {
  return texts.reduce((flow, text, index) => {
    const added = addNode(`n${index}`, "message", { x: 0, y: 0 }).apply(flow);
    const data = { blocks: [{ kind: "text", id: "text1", text }], typing: true };
    return setData(added.nodes[index]!, data as FlowNode["data"]).apply(added);
  }, emptyFlow("Test"));
}

describe("the search for a step", () => {
  const long = `${"Welcome to our shop. ".repeat(6)}We are closed on Sunday.`;
  const { nodes } = flowSaying("Hello there", long, "Đặt lịch hẹn");
  const found = (search: string) =>
    findSteps(t, nodes)
      .matching(search)
      .map((it) => it.value);

  test("finds what a step says, beyond what its name shows", () => {
    expect(found("closed sunday")).toEqual(["n1"]);
  });

  test("does not mind case and accents", () => {
    expect(found("HELLO")).toEqual(["n0"]);
    expect(found("dat lich")).toEqual(["n2"]);
  });

  test("finds all steps with nothing, and none with what nobody says", () => {
    expect(found("")).toHaveLength(3);
    expect(found("goodbye")).toEqual([]);
  });
});
