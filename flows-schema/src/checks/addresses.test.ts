import { expect, test } from "vitest";
import { applyRepair } from "../apply-repair.ts";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import { nodeTypes } from "../nodes/index.ts";
import { flowOf, node } from "../testing/flow-of.ts";

const start = node("start", "trigger.any", { kinds: [], channels: [] });
const end = node("end", "end", {});

function findingsOf(middle: ReturnType<typeof node>) {
  const flow = flowOf([start, middle, end], "start>m m>end");
  const found = checkFlow(flow, emptyCheckContext).filter((it) =>
    /^(address|code)\./.test(it.code),
  );
  return { flow, found };
}

function button(url: string) {
  const buttons = [{ id: "b", label: "Shop", action: "url" as const, url }];
  const blocks = [{ kind: "buttons" as const, id: "x", text: "See", buttons }];
  return node("m", "message", { blocks, typing: false });
}

function call(url: string) {
  return node("m", "http", { ...nodeTypes.http.initial, url });
}

test.each([
  "shop.example/sale",
  "mailto:shop@example.org",
  "www.shop.example",
  "javascript:alert(1)",
  "https://",
  "https://my shop.example",
  "/sale",
  "the shop",
])("a button with %s leads nowhere", (url) => {
  const { found } = findingsOf(button(url));
  expect(found).toMatchObject([{ code: "address.invalid", values: { address: url } }]);
});

test.each([
  "https://shop.example",
  "HTTP://shop.example:8080/a?b=c#d",
  "https://{{ workspace.host }}/a",
  "https://shop.example/{{ no }}",
  "{{ link }}",
  "https://bücher.example/über uns",
])("a button with %s is taken", (url) => {
  expect(findingsOf(button(url)).found).toEqual([]);
});

test("what is only a host is repaired", () => {
  const { flow, found } = findingsOf(button("shop.example/sale"));
  const [finding] = found;
  if (!finding?.repair) {
    throw new Error("There is no repair");
  }
  expect(JSON.stringify(applyRepair(flow, finding.repair))).toContain("https://shop.example/sale");
});

test("pictures may be uploaded files, other relative addresses not", () => {
  const image = (url: string) =>
    node("m", "message", { blocks: [{ kind: "image" as const, id: "x", url }], typing: false });
  expect(findingsOf(image("/files/0123/a/b/p.jpg")).found).toEqual([]);
  expect(findingsOf(image("/pictures/p.jpg")).found).toMatchObject([{ code: "address.invalid" }]);
});

test.each([
  ["https://api.example/orders/{{ no | raw }}", ["no | raw"]],
  ["https://api.example/{{ a | strip | raw }}?b={{ b }}", ["a | strip | raw"]],
  ["{{ base }}/orders", ["base"]],
  ["{{ workspace.api }}/orders", []],
  ["https://api.example/orders/{{ no | url_encode }}", []],
])("of the values in %s, %j are told", (url, told) => {
  const found = findingsOf(call(url)).found.filter((it) => it.code === "address.raw");
  expect(found.map((it) => it.values.value)).toEqual(told);
});

test.each([
  ["variables.a + 1", true],
  ["// return it\nvariables.a", true],
  ["const s = 'return'; s", true],
  ["[1, 2].map((it) => { return it * 2; });", true],
  ["function twice(n) { return n * 2; }\ntwice(2);", true],
  ["return variables.a + 1;", false],
  ["if (variables.a) { return 1; }", false],
  ["for (const it of [1]) { if (it) return it; }", false],
  ["const f = (n) => { return n; };\nreturn f(1);", false],
])("code %j without a result: %s", (source, told) => {
  const code = (saveTo: string) => node("m", "code", { source, saveTo, timeoutMs: 100 });
  expect(findingsOf(code("x")).found.map((it) => it.code)).toEqual(told ? ["code.noResult"] : []);
  expect(findingsOf(code("")).found).toEqual([]);
});
