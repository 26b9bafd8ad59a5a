import type { NodeData } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { Chat, chat, testContext } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

type Rules = NodeData<"condition">["branches"][number]["condition"]["groups"][number]["rules"];

function splits(left: string, operator: string, right: string) {
  const rules = [{ left, operator, right }] as Rules;
  const condition = { match: "all" as const, groups: [{ match: "all" as const, rules }] };
  return drawFlow(
    {
      c: ["condition", { branches: [{ id: "a", label: "", condition }] }],
      yes: says("yes"),
      no: says("no"),
    },
    ["c:branch:a > yes", "c:else > no"],
    {
      variables: [
        { name: "score", type: "number", scope: "run", default: 7 },
        { name: "day", type: "date", scope: "run", default: "2026-06-05" },
        { name: "list", type: "list", scope: "run", default: ["a", "B"] },
        { name: "ok", type: "boolean", scope: "run", default: true },
        { name: "word", type: "string", scope: "run", default: "unknown" },
        { name: "years", type: "string", scope: "run", default: "9 years" },
        { name: "ten", type: "string", scope: "run", default: "10" },
        { name: "code", type: "string", scope: "run", default: "007" },
        { name: "big", type: "string", scope: "run", default: "9007199254740993" },
        { name: "price", type: "number", scope: "run", default: 2.25 },
        { name: "street", type: "string", scope: "run", default: "Lange Straße" },
      ],
    },
  );
}

test.each([
  ["score", "greaterThan", "5", "yes"],
  ["score", "greaterThan", "10", "no"],
  ["score", "equals", "7.0", "yes"],
  ["score", "isOneOf", "1, 7", "yes"],
  ["day", "before", "2026-06-06", "yes"],
  ["day", "after", "{{ now }}", "yes"],
  ["list", "contains", "b", "yes"],
  ["list.size", "atLeast", "3", "no"],
  ["ok", "isTrue", "", "yes"],
  ["missing", "isSet", "", "no"],
  ["missing", "isNotSet", "", "yes"],
  ["contact.firstName", "equals", "ada", "yes"],
  ["contact.firstName", "startsWith", "A", "yes"],
  ["contact.firstName", "matches", "^a.a$", "yes"],
  ["contact.firstName", "matches", "(", "no"],
  ["contact.tags", "notContains", "vip", "yes"],
  ["word", "atLeast", "18", "no"],
  ["years", "atLeast", "18", "no"],
  ["18", "atMost", "{{ word }}", "no"],
  ["word", "before", "2026-06-06", "no"],
  ["word", "greaterThan", "apple", "yes"],
  ["ten", "greaterThan", "9", "yes"],
  ["ten", "equals", "10.0", "yes"],
  ["{{ ten }}", "isOneOf", "7, 10.00", "yes"],
  ["code", "equals", "7", "no"],
  ["big", "equals", "9007199254740992", "no"],
  ["word", "contains", "{{ missing }}", "no"],
  ["word", "notContains", "{{ missing }}", "no"],
  ["word", "startsWith", "{{ missing }}", "no"],
  ["word", "endsWith", " ", "no"],
  ["word", "matches", "{{ missing }}", "no"],
  ["missing", "contains", "a", "no"],
  ["missing", "startsWith", "a", "no"],
  ["missing", "isOneOf", "paris,", "no"],
  ["list", "isOneOf", "b, c", "yes"],
  ["street", "endsWith", "STRASSE", "yes"],
  ["{{ 'İSTANBUL' }}", "equals", "istanbul", "yes"],
])("%s %s %j goes %s", (left, operator, right, answer) => {
  expect(chat(splits(left, operator, right), "hi").at(-1)).toBe(`bot: ${answer}`);
});

describe("words for true and false", () => {
  const asked = (operator: string) => {
    const rules = [{ left: "ok", operator }] as Rules;
    const condition = { match: "all" as const, groups: [{ match: "all" as const, rules }] };
    return drawFlow(
      {
        q: ["ask", { text: "Agree?", saveTo: "ok" }],
        c: ["condition", { branches: [{ id: "a", label: "", condition }] }],
        yes: says("yes"),
        no: says("no"),
      },
      ["q > c", "c:branch:a > yes", "c:else > no"],
    );
  };

  test.each(["yes", "Y", "true", "1", "on", "có", "Đúng!", "ja", "Oui", "sí", "sim", "হ্যাঁ"])(
    "%s is true",
    (word) => {
      expect(chat(asked("isTrue"), "hi", word).at(-1)).toBe("bot: yes");
    },
  );

  test.each(["no", "N", "false", "0", "off", "không", "nein", "non", "não", "না"])(
    "%s is false",
    (word) => {
      expect(chat(asked("isFalse"), "hi", word).at(-1)).toBe("bot: yes");
    },
  );

  test("another word is neither", () => {
    expect(chat(asked("isTrue"), "hi", "perhaps").at(-1)).toBe("bot: no");
    expect(chat(asked("isFalse"), "hi", "perhaps").at(-1)).toBe("bot: no");
  });
});

describe("the notation of numbers and dates", () => {
  const inLanguage = (language: string, flow: ReturnType<typeof splits>, ...said: string[]) =>
    new Chat(flow, { contact: { ...testContext().contact, language } }).play("hi", ...said).at(-1);

  test.each(["en", "de", "vi", "fr", "pt", "bn"])(
    "of the flow is one for a contact in %s",
    (it) => {
      expect(inLanguage(it, splits("{{ price | times: 1.5 }}", "greaterThan", "100"))).toBe(
        "bot: no",
      );
      expect(inLanguage(it, splits("{{ '2.500' }}", "lessThan", "3"))).toBe("bot: yes");
      expect(inLanguage(it, splits("{{ '2026-03-05' }}", "before", "03/06/2026"))).toBe("bot: yes");
    },
  );

  test("of what the contact typed is theirs", () => {
    const rules = [{ left: "sum", operator: "equals", right: "1250" }] as Rules;
    const condition = { match: "all" as const, groups: [{ match: "all" as const, rules }] };
    const flow = drawFlow(
      {
        q: ["ask", { text: "How much?", saveTo: "sum" }],
        c: ["condition", { branches: [{ id: "a", label: "", condition }] }],
        yes: says("yes"),
        no: says("no"),
      },
      ["q > c", "c:branch:a > yes", "c:else > no"],
    );
    expect(inLanguage("de", flow, "1.250")).toBe("bot: yes");
    expect(inLanguage("en", flow, "1.250")).toBe("bot: no");
    expect(inLanguage("en", flow, "1,250")).toBe("bot: yes");
  });
});
