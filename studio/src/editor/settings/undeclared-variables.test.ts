import { emptyFlow } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { addNode, setData } from "../commands/nodes.ts";
import { undeclaredVariables } from "./undeclared-variables.ts";

test("lists what steps fill and nobody declared, with its scope", () => {
  let flow = emptyFlow("Test");
  for (const [id, saveTo] of [
    ["a", "size"],
    ["b", "contact.city"],
    ["c", "order.total"],
    ["d", "email"],
  ] as const) {
    flow = addNode(id, "ask", { x: 0, y: 0 }).apply(flow);
    const node = flow.nodes.find((it) => it.id === id);
    if (node) {
      flow = setData(node, { ...node.data, saveTo }, "/saveTo").apply(flow);
    }
  }
  const variables = [{ name: "email", type: "string", scope: "run" } as const];
  expect(undeclaredVariables({ ...flow, variables }).map((it) => `${it.scope} ${it.name}`)).toEqual(
    ["contact city", "run order", "run size"],
  );
});
