import {
  type Abilities,
  type ContentButton,
  type MessageContent,
  measureText,
} from "@chatloom/flows-schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { richChannel } from "./chat/rich-channel.ts";
import { fitToChannel } from "./fit-to-channel.ts";
import { listChannel, plainChannel } from "./testing/channels.ts";
import { problemsOf } from "./testing/problems-of.ts";

const replies = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    label: `Answer ${index + 1}`,
    payload: `p${index}`,
  }));
const link: ContentButton = { type: "url", label: "Site", url: "https://a.example" };
const more: ContentButton = { type: "postback", label: "More", payload: "more" };

describe("answers to tap", () => {
  test.each([
    { count: 3, kind: "buttons" },
    { count: 4, kind: "list" },
    { count: 10, kind: "list" },
    { count: 11, kind: "text" },
  ])("$count become $kind where there are three buttons and lists of ten", ({ count, kind }) => {
    const fitted = fitToChannel(
      { kind: "text", text: "Which?", replies: replies(count) },
      listChannel,
    );
    expect(fitted.map((it) => it.kind)).toEqual([kind]);
  });

  test("become numbers where nothing can be tapped", () => {
    expect(
      fitToChannel({ kind: "text", text: "Which?", replies: replies(2) }, plainChannel),
    ).toEqual([{ kind: "text", text: "Which?\n\n1. Answer 1\n2. Answer 2" }]);
  });

  test("stay apart when their labels are cut", () => {
    const long = ["The long way to the sea", "The long way to the hills"];
    const [message] = fitToChannel(
      { kind: "text", text: "Where?", replies: long.map((label) => ({ label, payload: label })) },
      listChannel,
    );
    expect(message).toMatchObject({
      buttons: [{ label: "The long way to the…" }, { label: "The long way to t… 2" }],
    });
  });

  test("a row that is cut says the rest below", () => {
    const label = "An answer that is longer than a row";
    const [message] = fitToChannel(
      { kind: "text", text: "Which?", replies: [...replies(3), { label, payload: "x" }] },
      listChannel,
    );
    expect(message).toMatchObject({ kind: "list", rows: [{}, {}, {}, { description: label }] });
  });
});

describe("buttons", () => {
  test("that open a page stand alone where they may not be mixed", () => {
    expect(fitToChannel({ kind: "buttons", text: "Look", buttons: [link] }, listChannel)).toEqual([
      { kind: "buttons", text: "Look", buttons: [link] },
    ]);
    expect(
      fitToChannel({ kind: "buttons", text: "Look", buttons: [link, more] }, listChannel),
    ).toEqual([{ kind: "buttons", text: "Look\n\nSite: https://a.example", buttons: [more] }]);
  });
});

describe("media", () => {
  const image = { kind: "image", url: "https://a.example/a.png", caption: "A caption" } as const;
  test.each([
    { name: "rich", abilities: richChannel, fitted: [image] },
    {
      name: "without captions",
      abilities: { ...richChannel, caption: 0 },
      fitted: [
        { kind: "image", url: image.url },
        { kind: "text", text: "A caption" },
      ],
    },
    {
      name: "files only",
      abilities: { ...richChannel, media: { file: 9 } },
      fitted: [{ ...image, kind: "file" }],
    },
    {
      name: "plain",
      abilities: plainChannel,
      fitted: [{ kind: "text", text: `A caption\n${image.url}` }],
    },
  ])("on a channel that is $name", ({ abilities, fitted }) => {
    expect(fitToChannel(image, abilities)).toEqual(fitted);
  });
});

test("a location becomes a link to a map", () => {
  expect(
    fitToChannel({ kind: "location", latitude: 1.5, longitude: 2, name: "Shop" }, plainChannel),
  ).toEqual([{ kind: "text", text: "Shop\nhttps://maps.google.com/?q=1.5,2" }]);
});

test("cards are numbered on where they become texts", () => {
  const card = (title: string) => ({
    title,
    buttons: [{ type: "postback" as const, label: `Buy ${title}`, payload: title }],
  });
  expect(fitToChannel({ kind: "cards", cards: [card("A"), card("B")] }, plainChannel)).toEqual([
    { kind: "text", text: "A\n\n1. Buy A" },
    { kind: "text", text: "B\n\n2. Buy B" },
  ]);
});

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.lorem({ maxCount: 60 }),
  fc.constantFrom("Yes", "yes", "", " ", "👩‍👩‍👧‍👦".repeat(20), "giá ".repeat(50)),
);
const url = fc.constantFrom("https://a.example/x.png", "https://b.example");
const button: fc.Arbitrary<ContentButton> = fc.oneof(
  fc.record({ type: fc.constant("postback" as const), label: text, payload: fc.uuid() }),
  fc.record({ type: fc.constant("url" as const), label: text, url }),
  fc.record({
    type: fc.constant("phone" as const),
    label: text,
    phone: fc.constant("+84912345678"),
  }),
);
const offered = fc.array(fc.record({ label: text, payload: fc.uuid() }), {
  minLength: 1,
  maxLength: 14,
});
const content: fc.Arbitrary<MessageContent> = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), text }),
  fc.record({ kind: fc.constant("text" as const), text, replies: offered }),
  fc.record({ kind: fc.constantFrom("image", "video", "file"), url, caption: text }),
  fc.record({
    kind: fc.constantFrom("image", "video", "file"),
    url,
    caption: text,
    replies: offered,
  }),
  fc.record({ kind: fc.constant("audio" as const), url, replies: offered }),
  fc.record({ kind: fc.constant("sticker" as const), url }),
  fc.record({
    kind: fc.constant("buttons" as const),
    text,
    buttons: fc.array(button, { maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant("list" as const), text, button: text, rows: offered }),
  fc.record({
    kind: fc.constant("cards" as const),
    cards: fc.array(
      fc.record({
        title: text,
        subtitle: text,
        imageUrl: url,
        buttons: fc.array(button, { maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  }),
  fc.record({ kind: fc.constant("locationRequest" as const), text }),
  text.map((it) => ({ kind: "products", text: it, catalogId: "c", productIds: ["p"] })),
  text.map((it) => ({ kind: "form", text: it, button: "Go", formId: "f", pageUrl: "https://a.b" })),
) as fc.Arbitrary<MessageContent>;

const size = (least: number, most: number) => fc.integer({ min: least, max: most });
const abilities: fc.Arbitrary<Abilities> = fc
  .record({
    text: fc.record({ max: size(40, 300), unit: fc.constantFrom("utf16", "bytes", "graphemes") }),
    caption: size(0, 60),
    quickReplies: fc.option(
      fc.record({
        max: size(0, 13),
        label: size(0, 25),
        text: size(0, 200),
        onMedia: fc.boolean(),
      }),
    ),
    buttons: fc.option(
      fc.record({
        max: size(0, 10),
        label: size(0, 25),
        text: size(0, 200),
        url: fc.boolean(),
        phone: fc.boolean(),
        mixed: fc.boolean(),
      }),
    ),
    list: fc.option(
      fc.record({
        rows: size(0, 12),
        label: size(0, 25),
        description: size(0, 70),
        text: size(0, 200),
        button: size(0, 20),
      }),
    ),
    cards: fc.option(
      fc.record({
        min: size(1, 2),
        max: size(2, 10),
        title: size(0, 60),
        subtitle: size(0, 60),
        buttons: size(0, 4),
        imageNeeded: fc.boolean(),
        uniform: fc.boolean(),
      }),
    ),
    media: fc.record(
      {
        image: size(1, 9),
        video: size(1, 9),
        audio: size(1, 9),
        file: size(1, 9),
        sticker: size(1, 9),
      },
      { requiredKeys: [] },
    ),
    locationRequest: fc.boolean(),
    products: fc.boolean(),
    shop: fc.boolean(),
    forms: fc.boolean(),
  })
  .map((it) => ({ ...plainChannel, ...it }) as Abilities);

test("whatever the content and the channel: the result is valid, and no answer is lost", () => {
  fc.assert(
    fc.property(content, abilities, (it, channel) => {
      const fitted = fitToChannel(it, channel);
      for (const message of fitted) {
        expect(problemsOf(message, channel)).toEqual([]);
      }
      const said = JSON.stringify(fitted);
      for (const { payload, number } of offersOf(it)) {
        expect(said.includes(JSON.stringify(payload)) || numbered(fitted, number)).toBe(true);
      }
    }),
    { numRuns: 3_000 },
  );
});

function offersOf(it: MessageContent): { payload: string; number: number }[] {
  const offers = [
    ...("replies" in it ? (it.replies ?? []) : []),
    ...(it.kind === "buttons" ? it.buttons : []),
    ...(it.kind === "list" ? it.rows : []),
    ...(it.kind === "cards" ? it.cards.flatMap((card) => card.buttons) : []),
  ];
  return offers
    .filter((offer) => "payload" in offer)
    .map(({ payload }, index) => ({ payload, number: index + 1 }));
}

function numbered(fitted: readonly MessageContent[], number: number): boolean {
  return fitted.some((it) => it.kind === "text" && new RegExp(`(^|\\n)${number}\\.`).test(it.text));
}

test.each([
  { said: "é", unit: "bytes", length: 2 },
  { said: "👍", unit: "utf16", length: 2 },
  { said: "👍", unit: "graphemes", length: 1 },
] as const)("counts $said in $unit: $length", ({ said, unit, length }) => {
  expect(measureText(said, unit)).toBe(length);
});
