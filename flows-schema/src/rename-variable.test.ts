import { expect, test } from "vitest";
import { renameVariable, variableUses } from "./rename-variable.ts";
import { flowOf, node, say } from "./testing/flow-of.ts";

const flow = flowOf(
  [
    node("ask", "ask", { text: "Age?", expect: "number", saveTo: "age", attempts: 1 }),
    say("say", "You are {{ age }}, not {{ page }} and not {{ 'age' }}; age stays. {{ age_label }}"),
    node("if", "condition", {
      branches: [
        {
          id: "a",
          label: "age",
          condition: {
            match: "all",
            groups: [
              {
                match: "all",
                rules: [{ left: "age", operator: "greaterThan", right: "{{ age | plus: 1 }}" }],
              },
            ],
          },
        },
      ],
    }),
    node("set", "setVariable", {
      assignments: [{ variable: "age.years", operation: "add", value: "{{ age }}", as: "number" }],
    }),
    node("code", "code", {
      source: "return variables.age + variables['age'] + variables.ages + age;",
      saveTo: "total",
      timeoutMs: 100,
    }),
    node("call", "subflow", {
      flowId: "f",
      inputs: [{ variable: "age", value: "{{ age }}" }],
      outputs: [{ variable: "age", saveTo: "age" }],
    }),
  ],
  "",
  {
    variables: [{ name: "age", type: "number", scope: "run" }],
    translations: { vi: { "say/blocks/0/text": "Bạn {{age}} tuổi" } },
  },
);

test("renames a variable everywhere, and nothing else", () => {
  const renamed = renameVariable(flow, "age", "years");
  const data = Object.fromEntries(renamed.nodes.map((it) => [it.id, it.data]));
  expect(renamed.variables).toEqual([{ name: "years", type: "number", scope: "run" }]);
  expect(data.ask).toMatchObject({ text: "Age?", saveTo: "years" });
  expect(data.say).toMatchObject({
    blocks: [
      {
        text: "You are {{ years }}, not {{ page }} and not {{ 'age' }}; age stays. {{ years_label }}",
      },
    ],
  });
  expect(JSON.stringify(data.if)).toContain(
    '"left":"years","operator":"greaterThan","right":"{{ years | plus: 1 }}"',
  );
  expect(data.if).toMatchObject({ branches: [{ label: "age" }] });
  expect(data.set).toMatchObject({
    assignments: [{ variable: "years.years", value: "{{ years }}" }],
  });
  expect(data.code).toMatchObject({
    source: "return variables.years + variables['years'] + variables.ages + age;",
  });
  expect(data.call).toMatchObject({
    inputs: [{ variable: "age", value: "{{ years }}" }],
    outputs: [{ variable: "age", saveTo: "years" }],
  });
  expect(renamed.translations.vi).toEqual({ "say/blocks/0/text": "Bạn {{years}} tuổi" });
  expect(renameVariable(renamed, "years", "age")).toEqual(flow);
});

test("lists where a variable is read and written", () => {
  const uses = variableUses(flow, "age");
  expect(uses.filter((it) => it.writes).map((it) => it.nodeId)).toEqual(["ask", "set", "call"]);
  expect(new Set(uses.map((it) => it.nodeId))).toEqual(
    new Set(["ask", "say", "if", "set", "code", "call"]),
  );
  expect(variableUses(flow, "nothing")).toEqual([]);
});
