import { describe, expect, test } from "vitest";
import { testContext } from "./chat/chat.ts";
import { compile } from "./compile.ts";
import type { Input } from "./input.ts";
import { matchTrigger } from "./match-trigger.ts";
import { drawFlow } from "./testing/draw-flow.ts";

const program = compile(
  drawFlow({
    any: ["trigger.any", { kinds: [] }],
    photos: ["trigger.any", { kinds: ["image"], channels: ["test"] }],
    regex: ["trigger.keyword", { keywords: ["pri[cs]e"], match: "regex" }],
    contains: ["trigger.keyword", { keywords: ["price"], match: "contains" }],
    starts: ["trigger.keyword", { keywords: ["price of"], match: "startsWith" }],
    exact: ["trigger.keyword", { keywords: ["price of tea", "giá"], match: "exact" }],
    here: ["trigger.keyword", { keywords: ["hello"], match: "contains", channels: ["test"] }],
    everywhere: ["trigger.keyword", { keywords: ["hello"], match: "contains" }],
    elsewhere: ["trigger.keyword", { keywords: ["hello"], match: "exact", channels: ["sms"] }],
    welcome: ["trigger.welcome"],
    spring: ["trigger.referral", { ref: "spring", match: "startsWith" }],
    exactRef: ["trigger.referral", { ref: "spring-sale", match: "exact" }],
    anyRef: ["trigger.referral", { ref: "", match: "any" }],
    event: ["trigger.event", { event: "order.shipped" }],
    vip: ["trigger.contact", { change: "tagAdded", name: "vip" }],
  }),
  { flowId: "main", version: 1 },
);

function found(input: Input, firstContact = false): string | undefined {
  return matchTrigger([program], input, { ...testContext(), firstContact })?.node.id;
}
const says = (text: string): Input => ({
  type: "message",
  messageId: "1",
  content: { kind: "text", text },
});

describe("the most specific trigger answers", () => {
  test.each([
    ["Price of  TEA", "exact"],
    ["price of coffee", "starts"],
    ["the price", "contains"],
    ["a prise", "regex"],
    ["gia", "exact"],
    ["oh hello", "here"],
    ["hello", "here"],
    ["something", "any"],
  ])("%j starts at %s", (text, node) => {
    expect(found(says(text))).toBe(node);
  });

  test("at the first contact welcome comes after exact keywords and before all others", () => {
    expect(found(says("giá"), true)).toBe("exact");
    expect(found(says("the price"), true)).toBe("welcome");
    expect(found({ type: "welcome" })).toBe("welcome");
  });

  test("references: exact, then the longest beginning, then any", () => {
    expect(found({ type: "referral", ref: "spring-sale" })).toBe("exactRef");
    expect(found({ type: "referral", ref: "spring-2" })).toBe("spring");
    expect(found({ type: "referral", ref: "x" })).toBe("anyRef");
    expect(found({ type: "welcome", ref: "spring-2" })).toBe("spring");
  });

  test("other inputs find their own triggers only", () => {
    const content = { kind: "image", url: "https://a.example/a.png" } as const;
    expect(found({ type: "message", messageId: "1", content })).toBe("photos");
    expect(found({ type: "event", name: "order.shipped", properties: {} })).toBe("event");
    expect(found({ type: "event", name: "other", properties: {} })).toBeUndefined();
    expect(found({ type: "contactChanged", change: "tagAdded", name: "vip" })).toBe("vip");
    expect(found({ type: "contactChanged", change: "tagRemoved", name: "vip" })).toBeUndefined();
  });
});

test("a hostile pattern takes no time", () => {
  const hostile = compile(
    drawFlow({ t: ["trigger.keyword", { keywords: ["(a+)+$"], match: "regex" }] }),
    { flowId: "main", version: 1 },
  );
  const start = performance.now();
  matchTrigger([hostile], says(`${"a".repeat(5_000)}!`), testContext());
  expect(performance.now() - start).toBeLessThan(2_000);
});
