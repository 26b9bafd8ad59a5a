import type { MessageContent } from "@chatloom/flows-schema";
import { fitToChannel } from "@chatloom/runtime";
import { expect, test } from "vitest";
import { discordAbilities } from "../../server/src/channels/discord/abilities.ts";
import { composeDiscordMessage } from "../../server/src/channels/discord/compose-message.ts";
import { checkDiscordMessage } from "../doubles/discord-rules.ts";
import { edges } from "./edges.ts";

const settings = { botToken: "T", command: "chat", apiBaseUrl: "https://discord.com/api/v10" };
const compose = (content: MessageContent) =>
  composeDiscordMessage({ id: "m", to: "14", content, author: "bot" }, settings);
const json = (content: MessageContent) => JSON.parse(JSON.stringify(compose(content).json));
const token = "~k3f9x2m8q1w7e5r";
const picture = "https://example.org/a.jpg";

test("shows answers as buttons, five in a row, each with an id of its own", () => {
  const replies = Array.from({ length: 7 }, (_, index) => ({
    label: `Option ${index}`,
    payload: "same",
  }));
  const body = json({ kind: "text", text: "OK?", replies });
  expect(checkDiscordMessage(body)).toBeUndefined();
  expect(body.components.map((row: { components: unknown[] }) => row.components.length)).toEqual([
    5, 2,
  ]);
});

test("shows a list as a menu", () => {
  const rows = [{ label: "Tuesday", description: "10:00", payload: token }];
  expect(json({ kind: "list", text: "When?", button: "Days", rows })).toMatchObject({
    content: "When?",
    components: [
      {
        components: [
          { type: 3, placeholder: "Days", options: [{ label: "Tuesday", description: "10:00" }] },
        ],
      },
    ],
  });
});

test("shows cards as boxes with picture, words and buttons", () => {
  const cards = ["A*", "B"].map((title) => ({
    title,
    subtitle: "nice",
    imageUrl: picture,
    buttons: [{ type: "url" as const, label: "Open", url: "https://example.org" }],
  }));
  const body = json({ kind: "cards", cards });
  expect(checkDiscordMessage(body)).toBeUndefined();
  expect(body).toMatchObject({
    flags: 32_768,
    components: [
      {
        type: 17,
        components: [
          { type: 12, items: [{ media: { url: picture } }] },
          { type: 10, content: "**A\\***\nnice" },
          { type: 1, components: [{ style: 5, url: "https://example.org" }] },
        ],
      },
      { type: 17 },
    ],
  });
});

test("puts an address that is too long for a button into the text", () => {
  const url = `https://example.org/${"x".repeat(500)}`;
  const buttons = [
    { type: "url" as const, label: "Open", url },
    { type: "postback" as const, label: "More", payload: token },
  ];
  for (const content of [
    { kind: "buttons", text: "Well?", buttons },
    { kind: "cards", cards: [{ title: "A", buttons }] },
  ] as const) {
    const body = json(content as unknown as MessageContent);
    expect(checkDiscordMessage(body)).toBeUndefined();
    expect(JSON.stringify(body)).toContain(url);
  }
});

test("uploads a file that is kept here, together with its words", () => {
  const content: MessageContent = {
    kind: "file",
    url: "https://chat.example.org/files/1",
    fileId: "66aa00000000000000000001",
    fileName: "a.pdf",
    mimeType: "application/pdf",
    caption: "Terms",
  };
  expect(compose(content)).toMatchObject({
    json: { payload_json: { content: "Terms", allowed_mentions: { parse: [] } } },
    upload: { field: "files[0]", fileId: "66aa00000000000000000001", fileName: "a.pdf" },
  });
  const { fileId: _, ...link } = content;
  expect(compose(link).json).toMatchObject({ content: "Terms\nhttps://chat.example.org/files/1" });
});

test("notifies nobody, whatever a text says", () => {
  expect(json({ kind: "text", text: "@everyone <@1300000000000000001>" })).toMatchObject({
    allowed_mentions: { parse: [] },
  });
});

test.each([...edges, ["stars", "*", 1] as const])(
  "keeps to the limits with %s at the edge and beyond",
  (_, unit, length) => {
    const exactly = (max: number) => unit.repeat(Math.floor(max / length));
    for (const more of ["", unit]) {
      const options = Array.from({ length: 25 }, (__, index) => ({
        label: `${index}${exactly(77)}${more}`,
        payload: `${token}${index}`,
      }));
      const contents: MessageContent[] = [
        { kind: "text", text: exactly(2_000) + more },
        { kind: "text", text: exactly(2_000) + more, replies: options },
        {
          kind: "list",
          text: exactly(2_000) + more,
          button: exactly(150) + more,
          rows: options.map(({ payload }, index) => ({
            label: `${index}${exactly(97)}${more}`,
            description: exactly(100) + more,
            payload,
          })),
        },
        { kind: "image", url: picture, caption: exactly(2_000) + more, replies: options },
        {
          kind: "cards",
          cards: Array.from({ length: 6 }, () => ({
            title: exactly(150) + more,
            subtitle: exactly(200) + more,
            imageUrl: picture,
            buttons: options.slice(0, 3).map((it) => ({ type: "postback" as const, ...it })),
          })),
        },
      ];
      for (const content of contents) {
        for (const part of fitToChannel(content, discordAbilities)) {
          expect(checkDiscordMessage(json(part))).toBeUndefined();
        }
      }
    }
  },
);

test("sends as much as Discord takes in one message, and one more in two", () => {
  const text = (count: number): MessageContent => ({ kind: "text", text: "a".repeat(count) });
  expect(fitToChannel(text(2_000), discordAbilities)).toHaveLength(1);
  expect(fitToChannel(text(2_001), discordAbilities)).toHaveLength(2);
});
