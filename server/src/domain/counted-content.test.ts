import type { MessageContent } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { countedContent, countedTemplate, linkOfCode } from "./counted-content.ts";

const template = {
  kind: "template" as const,
  name: "sale",
  language: "en",
  parameters: [
    { place: "body" as const, kind: "text" as const, value: "https://shop.example/body" },
    {
      place: "button" as const,
      kind: "text" as const,
      value: "https://shop.example/sale?a=1",
      index: 1,
    },
    { place: "button" as const, kind: "payload" as const, value: "YES", index: 0 },
  ],
} satisfies Extract<MessageContent, { kind: "template" }>;

test("an address as the value of a button becomes the code of a counted link", () => {
  const counted = countedTemplate(template, "m1", (it) => it === 1);
  const { content, links } = counted;
  const values = content.kind === "template" ? content.parameters.map((it) => it.value) : [];
  expect(values[0]).toBe("https://shop.example/body");
  expect(values[2]).toBe("YES");
  expect(links.get(linkOfCode(values[1] ?? "") ?? "")).toBe("https://shop.example/sale?a=1");
  const other = countedTemplate(template, "m1", () => false);
  expect(other.content).toEqual(template);
  expect(other.links.size).toBe(0);
});

test("the same message always gets the same links, and links to this server stay", () => {
  const text = { kind: "text", text: "https://a.example, https://own.example/x" } as const;
  const [once, again] = [1, 2].map(() => countedContent(text, "m1", "https://own.example"));
  expect(once).toEqual(again);
  expect([...(once?.links.values() ?? [])]).toEqual(["https://a.example"]);
  expect(countedContent(text, "m2", "https://own.example").content).not.toEqual(once?.content);
});
