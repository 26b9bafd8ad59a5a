import { expect, test } from "vitest";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import type { Flow, FlowNode } from "../flow.ts";
import { flowOf, node, say, start } from "../testing/flow-of.ts";
import { whatsappLike } from "../testing/whatsapp-like.ts";

const end = node("end", "end", {});

function findings(flow: Flow): string[] {
  return checkFlow(flow, { ...emptyCheckContext, channels: [whatsappLike] })
    .filter((it) => it.code !== "option.unconnected")
    .map(
      (it) =>
        `${it.code} ${it.nodeId}${it.path ?? ""} ${it.values.length ?? it.values.count ?? it.values.hours}`,
    );
}

function single(middle: FlowNode): Flow {
  const [first] = flowOf([middle], "").nodes;
  const port = first?.type === "quickReplies" ? "option:o0" : "next";
  return flowOf([start, middle, end], `start>m m.${port}>end`);
}

function replies(
  count: number,
  label = (index: number) => `Answer ${index}`,
  text = "Which?",
): FlowNode {
  const options = Array.from({ length: count }, (_, index) => ({
    id: `o${index}`,
    label: label(index),
  }));
  return node("m", "quickReplies", { text, options, attempts: 1 });
}

test("warns of a text over the limit, counting as the channel counts and without placeholders", () => {
  expect(findings(single(say("m", "x".repeat(4097))))).toEqual([
    "text.tooLong m/blocks/0/text 4097",
  ]);
  expect(findings(single(say("m", "👍".repeat(4096))))).toEqual([]);
  expect(findings(single(say("m", `${"x".repeat(4090)}{{ contact.firstName }}`)))).toEqual([]);
});

test("knows that a text above answers may be shorter", () => {
  expect(findings(single(replies(2, undefined, "x".repeat(1025))))).toEqual([
    "text.tooLong m/text 1025",
  ]);
});

test("says what too many answers become", () => {
  expect(findings(single(replies(3)))).toEqual([]);
  expect(findings(single(replies(4)))).toEqual(["options.becomeList m/options 4"]);
  expect(findings(single(replies(11)))).toEqual(["options.becomeNumbers m/options 11"]);
});

test("measures a label by what it becomes", () => {
  const label = (index: number) => `Twenty-two letters ${index}${index}${index}`;
  expect(findings(single(replies(2, label)))).toHaveLength(2);
  expect(findings(single(replies(4, label)))).toEqual(["options.becomeList m/options 4"]);
});

test("measures the words of a rating form where the channel has one", () => {
  const ask = node("m", "ask", {
    text: "How was it?",
    expect: "rating",
    saveTo: "stars",
    attempts: 1,
    ratingForm: true,
    privacyUrl: "https://shop.example/privacy",
    ratingTitle: "x".repeat(66),
    ratingButton: "y".repeat(21),
  });
  const forms = { title: 65, button: 20, question: 85, leastQuestion: 5 };
  const abilities = { ...whatsappLike.abilities, ratingForms: forms };
  const found = (channel: typeof whatsappLike) =>
    checkFlow(single(ask), { ...emptyCheckContext, channels: [channel] }).flatMap((it) =>
      it.code === "label.tooLong" ? it.path : [],
    );
  expect(found({ ...whatsappLike, abilities })).toEqual(["/ratingTitle", "/ratingButton"]);
  expect(found(whatsappLike)).toEqual([]);
});

test("looks only at channels on which the flow can start", () => {
  const flow = single(replies(11));
  const nodes = flow.nodes.map((it) =>
    it.type === "trigger.keyword" ? { ...it, data: { ...it.data, channels: ["telegram"] } } : it,
  );
  expect(findings({ ...flow, nodes })).toEqual([]);
});

const days = (amount: number) => ({ amount, unit: "days" as const });

test("warns of a message after the window has closed, but not of a template", () => {
  const pause = (id: string, hours: number) =>
    node(id, "wait", { until: "duration", duration: { amount: hours, unit: "hours" } });
  const template = node("m", "template", { name: "reminder", language: "en", parameters: [] });
  expect(findings(flowOf([start, pause("w", 24), say("m"), end], "start>w w>m m>end"))).toEqual([
    "window.closed m 24",
  ]);
  expect(findings(flowOf([start, pause("w", 23), say("m"), end], "start>w w>m m>end"))).toEqual([]);
  expect(
    findings(flowOf([start, pause("w", 24), template, end], "start>w w>m m>end m.error>end")),
  ).toEqual([]);
  expect(
    findings(
      flowOf([start, pause("w", 12), pause("v", 13), say("m"), end], "start>w w>v v>m m>end"),
    ),
  ).toEqual(["window.closed m 25"]);
});

test("counts the time an answer did not come, and forgets it when one came", () => {
  const ask = node("ask", "ask", {
    text: "?",
    expect: "text",
    saveTo: "x",
    attempts: 1,
    timeout: days(1),
  });
  const flow = flowOf([start, ask, say("m"), end], "start>ask ask>end ask.timeout>m m>end");
  expect(findings(flow)).toEqual(["window.closed m 24"]);
  expect(
    findings(flowOf([start, ask, say("m"), end], "start>ask ask>m m>end ask.timeout>end")),
  ).toEqual([]);
});

test("comes to an end on a circle of delays", () => {
  const wait = node("w", "wait", { until: "duration", duration: days(1) });
  expect(findings(flowOf([start, wait, say("m")], "start>w w>m m>w"))).toEqual([
    "window.closed m 8760",
  ]);
});

function buttons(...actions: ("next" | "url")[]): FlowNode {
  const list = actions.map((action, index) => ({
    id: `b${index}`,
    label: `Button ${index}`,
    action,
    ...(action === "url" && { url: "https://example.com" }),
  }));
  return node("m", "message", {
    typing: false,
    blocks: [{ kind: "buttons", id: "b", text: "Choose", buttons: list }],
  });
}

test("says what buttons become that do not fit, or not together", () => {
  const place = "m/blocks/0/buttons";
  expect(findings(single(buttons("next", "next", "next")))).toEqual([]);
  expect(findings(single(buttons("url")))).toEqual([]);
  expect(findings(single(buttons("url", "next")))).toEqual([`buttons.becomeText ${place} 2`]);
  expect(findings(single(buttons("next", "next", "next", "next")))).toEqual([
    `options.becomeList ${place} 4`,
  ]);
});

test("warns of more buttons on a card than the channel shows", () => {
  const buttons = Array.from({ length: 5 }, (_, index) => ({
    id: `b${index}`,
    label: `Button ${index}`,
    action: "url" as const,
    url: "https://a.example",
  }));
  const cards = [{ id: "c", title: "Card", buttons }];
  const blocks = [{ kind: "cards" as const, id: "x", cards }];
  const limits = { min: 1, max: 10, title: 80, subtitle: 80, buttons: 3 };
  const messenger = {
    ...whatsappLike,
    abilities: {
      ...whatsappLike.abilities,
      cards: { ...limits, imageNeeded: false, uniform: false },
    },
  };
  const found = checkFlow(single(node("m", "message", { blocks, typing: false })), {
    ...emptyCheckContext,
    channels: [messenger],
  });
  expect(found).toMatchObject([
    { code: "cards.split", path: "/blocks/0/cards/0/buttons", values: { count: 5, limit: 3 } },
  ]);
});
