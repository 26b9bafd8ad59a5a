import { expect, test } from "vitest";
import { applyRepair } from "../apply-repair.ts";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import type { Flow } from "../flow.ts";
import { flowOf, node, say, start } from "../testing/flow-of.ts";

const end = node("end", "end", {});
const ask = node("ask", "ask", { text: "City?", expect: "text", saveTo: "city", attempts: 1 });
const checkContext = {
  ...emptyCheckContext,
  knownContactFields: ["birthday"],
  workspaceVariables: ["stock"],
};

function doubts(flow: Flow): string[] {
  return checkFlow(flow, checkContext)
    .filter((it) => it.code.startsWith("variable."))
    .map((it) => `${it.code} ${it.values.variable} ${it.nodeId}${it.path}`);
}

function doubtsAbout(text: string): string[] {
  return doubts(flowOf([start, ask, say("a", text), end], "start>ask ask>a a>end"));
}

test.each([
  "{{ city }}",
  "{{ city.name | upcase }}",
  "{{ contact.name }} {{ contact.birthday }} {{ contact.tags[0] }}",
  "{{ workspace.name }} {{ workspace.stock }}",
  "{{ message.text }} {{ channel.type }} {{ now | date: '%Y' }}",
  "{% for letter in city %}{{ letter }}{% endfor %}",
])("knows all of %s", (text) => {
  expect(doubtsAbout(text)).toEqual([]);
});

test.each([
  ["{{ town }}", "town"],
  ["{{ city | append: town }}", "town"],
  ["{% if town %}{% endif %}", "town"],
  ["{{ contact.shoeSize }}", "contact.shoeSize"],
  ["{{ workspace.secret }}", "workspace.secret"],
  ["{{ constructor }}", "constructor"],
])("doubts %s", (text, variable) => {
  expect(doubtsAbout(text)).toEqual([`variable.unknown ${variable} a/blocks/0/text`]);
});

test("declaring the variable settles it", () => {
  const flow = flowOf([start, say("a", "{{ town }} {{ workspace.secret }}"), end], "start>a a>end");
  const settled = checkFlow(flow, checkContext).reduce(
    (it, { repair }) => (repair ? applyRepair(it, repair) : it),
    flow,
  );
  expect(settled.variables.map((it) => `${it.scope} ${it.name}`)).toEqual([
    "run town",
    "workspace secret",
  ]);
  expect(doubts(settled)).toEqual([]);
});

test("looks at the left and the right of a condition", () => {
  const rule = { left: "town", operator: "equals" as const, right: "{{ village }}" };
  const condition = { match: "all" as const, groups: [{ match: "all" as const, rules: [rule] }] };
  const branches = [{ id: "b", label: "B", condition }];
  const flow = flowOf(
    [start, node("if", "condition", { branches }), end],
    "start>if if.branch:b>end if.else>end",
  );
  expect(doubts(flow)).toEqual([
    "variable.unknown town if/branches/0/condition/groups/0/rules/0/left",
    "variable.unknown village if/branches/0/condition/groups/0/rules/0/right",
  ]);
});

test("looks into code", () => {
  const code = node("code", "code", {
    source: "return variables.town + 1",
    saveTo: "x",
    timeoutMs: 100,
  });
  expect(doubts(flowOf([start, code, end], "start>code code>end"))).toEqual([
    "variable.unknown town code/source",
  ]);
});

test("notices a variable that is only set later", () => {
  const flow = flowOf([start, say("a", "{{ city }}"), ask, end], "start>a a>ask ask>end");
  expect(doubts(flow)).toEqual(["variable.unset city a/blocks/0/text"]);
});

test("accepts a variable that was set in an earlier round", () => {
  const flow = flowOf([start, say("a", "{{ city }}"), ask], "start>a a>ask ask>a");
  expect(doubts(flow)).toEqual([]);
});

test("knows contact fields that the flow itself fills", () => {
  const fill = node("fill", "contact", {
    changes: [{ action: "setField", name: "shoeSize", value: "42" }],
  });
  const flow = flowOf(
    [start, fill, say("a", "{{ contact.shoeSize }}"), end],
    "start>fill fill>a a>end",
  );
  expect(doubts(flow)).toEqual([]);
});

test("doubts no contact field where the fields are not known", () => {
  const flow = flowOf([start, say("a", "{{ contact.shoeSize }}"), end], "start>a a>end");
  expect(checkFlow(flow, emptyCheckContext)).toEqual([]);
});

test("leaves another flow's variables to that flow", () => {
  const call = node("call", "subflow", {
    flowId: "other",
    inputs: [{ variable: "theirs", value: "1" }],
    outputs: [{ variable: "result", saveTo: "mine" }],
  });
  const flow = flowOf(
    [start, call, say("a", "{{ mine }} {{ theirs }}"), end],
    "start>call call>a a>end",
  );
  expect(doubts(flow)).toEqual(["variable.unknown theirs a/blocks/0/text"]);
});

test.each([
  ["Hi {{ contact.fristName }}!", "contact.firstName", "Hi {{ contact.firstName }}!"],
  ["{{ firstName | upcase }}", "contact.firstName", "{{ contact.firstName | upcase }}"],
  ["{{ contact.birthdya }}", "contact.birthday", "{{ contact.birthday }}"],
  [
    "{% if ciy %}{{ ciy | append: 'ciy' }} ciy{% endif %}",
    "city",
    "{% if city %}{{ city | append: 'ciy' }} ciy{% endif %}",
  ],
  ["{{ CITY }}", "city", "{{ city }}"],
  ["{{ workspace.stok }}", "workspace.stock", "{{ workspace.stock }}"],
])("offers the nearest known name for %s", (text, meant, corrected) => {
  const flow = flowOf([start, ask, say("a", text), end], "start>ask ask>a a>end");
  const finding = checkFlow(flow, checkContext).find((it) => it.code === "variable.unknown");
  expect(finding?.values.meant).toBe(meant);
  expect(finding?.message).toContain(`Did you mean “${meant}”?`);
  const kind = text.includes("contact.") ? "createField" : "declareVariable";
  expect(finding?.otherRepair?.kind).toBe(kind);
  const after = finding?.repair ? applyRepair(flow, finding.repair) : flow;
  expect(after.nodes[2]?.data).toMatchObject({ blocks: [{ text: corrected }] });
  expect(doubts(after)).toEqual([]);
});

test.each(["{{ town }}", "{{ contact.shoeSize }}", "{{ contact.ci }}", "{{ x }}"])(
  "guesses nothing for %s",
  (text) => {
    const flow = flowOf([start, ask, say("a", text), end], "start>ask ask>a a>end");
    const finding = checkFlow(flow, checkContext).find((it) => it.code === "variable.unknown");
    expect(finding?.values.meant).toBeUndefined();
    const kind = text.includes("contact.") ? "createField" : "declareVariable";
    expect(finding?.repair?.kind).toBe(kind);
  },
);
