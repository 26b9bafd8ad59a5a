import { describe, expect, test } from "vitest";
import { findTexts, replaceTexts, type TextSearch } from "./find-texts.ts";
import { emptyFlow, type Flow } from "./flow.ts";

const flow: Flow = {
  ...emptyFlow("Shop"),
  nodes: [
    {
      id: "hello",
      type: "message",
      position: { x: 0, y: 0 },
      data: {
        blocks: [{ kind: "text", id: "t", text: "Giá hôm nay: giá {{ gia }} nhé, giảm!" }],
        typing: true,
      },
    },
    {
      id: "menu",
      type: "quickReplies",
      position: { x: 0, y: 0 },
      data: {
        text: "Which price?",
        options: [{ id: "a", label: "Price list", synonyms: ["prices"] }],
        attempts: 1,
      },
    },
    {
      id: "rule",
      type: "condition",
      position: { x: 0, y: 0 },
      data: {
        branches: [
          {
            id: "b",
            label: "Cheap",
            condition: {
              match: "all",
              groups: [
                { match: "all", rules: [{ left: "topic", operator: "equals", right: "price" }] },
              ],
            },
          },
        ],
      },
    },
    {
      id: "call",
      type: "http",
      position: { x: 0, y: 0 },
      data: {
        method: "POST",
        url: "https://example.com/price",
        headers: [],
        body: '{"price": 1}',
        save: [],
        timeoutSeconds: 10,
        retries: 0,
      },
    },
  ],
  translations: { vi: { "menu/text": "Price nào?" } },
};

const usual: TextSearch = {
  query: "",
  matchCase: false,
  wholeWord: false,
  values: true,
  requests: false,
};

function found(search: Partial<TextSearch>): string[] {
  return findTexts(flow, { ...usual, ...search }).map(
    ({ key, language, text, start, end }) => `${language} ${key} ${text.slice(start, end)}`,
  );
}

describe("findTexts", () => {
  test("finds texts without case and accents, but no variables", () => {
    expect(found({ query: "GIA" })).toEqual([
      "en hello/blocks/0/text Giá",
      "en hello/blocks/0/text giá",
      "en hello/blocks/0/text giả",
    ]);
    expect(found({ query: "gia", wholeWord: true })).toHaveLength(2);
    expect(found({ query: "giá", matchCase: true })).toEqual(["en hello/blocks/0/text giá"]);
    expect(found({ query: "{{ gia" })).toEqual(["en hello/blocks/0/text {{ gia"]);
  });

  test("finds decomposed letters where composed ones are typed", () => {
    const other = { ...flow, translations: { vi: { "menu/text": "Gia\u0301 nào?" } } };
    const hits = findTexts(other, { ...usual, query: "Giá", matchCase: true, language: "vi" });
    expect(hits.map(({ start, end }) => [start, end])).toEqual([[0, 4]]);
  });

  test("finds words, values and requests in the languages asked for", () => {
    expect(found({ query: "price" })).toEqual([
      "en menu/text price",
      "vi menu/text Price",
      "en menu/options/0/label Price",
      "en menu/options/0/synonyms/0 price",
      "en rule/branches/0/condition/groups/0/rules/0/right price",
    ]);
    expect(found({ query: "price", language: "vi" })).toEqual(["vi menu/text Price"]);
    expect(found({ query: "price", values: false, language: "en" })).toHaveLength(2);
    expect(found({ query: "price", requests: true })).toContain("en call/body price");
    expect(found({ query: "  " })).toEqual([]);
  });
});

describe("replaceTexts", () => {
  test("replaces in texts and translations, and nothing else", () => {
    const hits = findTexts(flow, { ...usual, query: "price" });
    const { flow: changed, replaced, skipped } = replaceTexts(flow, hits, "cost");
    expect([replaced, skipped]).toEqual([5, 0]);
    expect(findTexts(changed, { ...usual, query: "price", requests: true })).toHaveLength(2);
    expect(changed.translations).toEqual({ vi: { "menu/text": "cost nào?" } });
    expect(changed.nodes[0]).toBe(flow.nodes[0]);
  });

  test("replaces several hits of one text", () => {
    const hits = findTexts(flow, { ...usual, query: "gia", wholeWord: true });
    const { flow: changed } = replaceTexts(flow, hits, "giá cả");
    expect(changed.nodes[0]?.data).toMatchObject({
      blocks: [{ text: "giá cả hôm nay: giá cả {{ gia }} nhé, giảm!" }],
    });
  });

  test("leaves texts that have changed meanwhile, or would be too long", () => {
    const hits = findTexts(flow, { ...usual, query: "Which" });
    expect(replaceTexts(flow, hits, "x".repeat(10_001))).toEqual({ flow, replaced: 0, skipped: 1 });
    const [hit] = hits;
    const stale = hit ? [{ ...hit, text: "Other words" }] : [];
    expect(replaceTexts(flow, stale, "What")).toEqual({ flow, replaced: 0, skipped: 1 });
  });
});
