import { expect, test } from "vitest";
import { Chat, testContext } from "./chat/chat.ts";
import { drawFlow, says } from "./testing/draw-flow.ts";

test.each([
  ["en-US", "equals", "en", true],
  ["en_US", "equals", "EN", true],
  ["en", "equals", "en-US", false],
  ["en-GB", "equals", "en-US", false],
  ["zh-Hant-TW", "equals", "zh-Hant", true],
  ["eng", "equals", "en", false],
  ["en-US", "notEquals", "en", false],
  ["vi-VN", "notEquals", "en", true],
  ["pt-BR", "isOneOf", "en, pt", true],
  ["pt-PT", "isOneOf", "en, pt-BR", false],
  ["", "equals", "en", false],
  ["", "equals", "", true],
  ["en-US", "startsWith", "en-", true],
] as const)("%s %s %s: %s", (language, operator, right, holds) => {
  for (const left of ["contact.language", "{{ contact.language }}"]) {
    const condition = {
      match: "all" as const,
      groups: [{ match: "all" as const, rules: [{ left, operator, right }] }],
    };
    const branches = [{ id: "yes", label: "Yes", condition }];
    const flow = drawFlow({ c: ["condition", { branches }], y: says("yes"), n: says("no") }, [
      "c:branch:yes > y",
      "c:else > n",
    ]);
    const contact = { ...testContext().contact, language };
    const said = new Chat(flow, { contact }).play("hi").at(-1);
    expect(said).toBe(holds ? "bot: yes" : "bot: no");
  }
});
