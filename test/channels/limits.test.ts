import { labelUnitOf, type MessageContent } from "@chatloom/flows-schema";
import { fitToChannel } from "@chatloom/runtime";
import { describe, expect, test } from "vitest";
import { channels } from "../../server/src/channels/index.ts";

/** How long a text is, counted without the product's own code. */
const lengths = {
  utf16: (text: string) => text.length,
  bytes: (text: string) => new TextEncoder().encode(text).length,
  graphemes: (text: string) => [...text].length,
} as const;
const scripts = {
  Latin: "a",
  Vietnamese: "ế",
  "Vietnamese, decomposed": "e\u0302\u0301",
  Bengali: "ক্ষি",
  Arabic: "لا",
  "joined emoji": "👩‍👩‍👧‍👦",
};

/** A text of exactly this length made of one character and, at the end, Latin letters. */
function textOf(length: number, character: string, measure: (text: string) => number): string {
  const count = Math.floor(length / measure(character));
  const rest = length - count * measure(character);
  return character.repeat(count) + "x".repeat(rest);
}

describe.each(Object.values(channels))("$type", ({ abilities }) => {
  const measure = lengths[abilities.text.unit];
  const fit = (content: MessageContent) => fitToChannel(content, abilities);
  const texts = (content: MessageContent) =>
    fit(content).map((it) => ("text" in it ? it.text : ""));

  test.each(Object.entries(scripts))(
    "takes %s to the limit, and one more in parts",
    (_, character) => {
      const full = textOf(abilities.text.max, character, measure);
      expect(measure(full)).toBe(abilities.text.max);
      expect(texts({ kind: "text", text: full })).toEqual([full]);
      const parts = texts({ kind: "text", text: `${full}x` });
      expect(parts.length).toBeGreaterThan(1);
      expect(parts.join("")).toBe(`${full}x`);
      for (const part of parts) {
        expect(measure(part)).toBeLessThanOrEqual(abilities.text.max);
        expect(part).not.toMatch(/\p{Surrogate}/u);
      }
    },
  );

  test.each(Object.entries(scripts))("cuts a label of %s only beyond the limit", (_, character) => {
    const form = abilities.quickReplies ? "quickReplies" : abilities.buttons ? "buttons" : "list";
    const limit = abilities[form]?.label;
    if (limit === undefined) {
      return;
    }
    const measureLabel = lengths[labelUnitOf(abilities)];
    const shown = (label: string) => {
      const [message] = fit({ kind: "text", text: "?", replies: [{ label, payload: "~a" }] });
      const offers =
        message?.kind === "text"
          ? message.replies
          : message?.kind === "buttons"
            ? message.buttons
            : message?.kind === "list"
              ? message.rows
              : undefined;
      return offers?.[0]?.label ?? "";
    };
    const full = textOf(limit, character, measureLabel);
    expect(shown(full)).toBe(full);
    const cut = shown(`${full}x`);
    expect(cut).not.toBe("");
    expect(measureLabel(cut)).toBeLessThanOrEqual(limit);
    expect(cut).not.toMatch(/\p{Surrogate}/u);
  });
});
