import { expect, test } from "vitest";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import { flowOf, node, start } from "../testing/flow-of.ts";

const end = node("end", "end", {});

test("asks for what a choice elsewhere makes necessary", () => {
  const notify = (to: "agents" | "email") =>
    node("tell", "notify", { to, address: "", text: "Hi" });
  const codes = (to: "agents" | "email") =>
    checkFlow(flowOf([start, notify(to), end], "start>tell tell>end"), emptyCheckContext).map(
      (it) => it.code,
    );
  expect(codes("agents")).toEqual([]);
  expect(codes("email")).toEqual(["field.empty"]);
});
