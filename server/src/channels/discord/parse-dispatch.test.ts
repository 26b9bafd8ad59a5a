import { expect, test } from "vitest";
import { parseDiscordDispatch } from "./parse-dispatch.ts";

const now = 1_754_000_000_000;
const parse = (name: string, data: unknown) => parseDiscordDispatch(name, data, "s1:8", now);
const author = { id: "1300000000000000001", username: "ann", global_name: "Ann", avatar: null };
const message = {
  id: "1400000000000000001",
  channel_id: "1400000000000000777",
  type: 0,
  content: "Xin chào 👋",
  author,
  attachments: [],
  timestamp: "2025-07-30T06:20:10.742000+00:00",
};
const from = { id: "1400000000000000777", profile: { name: "Ann", username: "ann" } };
const at = 1_753_856_410_742;
const file = (id: string, content_type: string) => ({
  id,
  filename: `${id}.x`,
  content_type,
  size: 10,
  url: `https://cdn.discordapp.com/${id}`,
});

test("reads a direct message under its own id, which is the same when it is told again", () => {
  expect(parse("MESSAGE_CREATE", message)).toEqual([
    {
      id: "1400000000000000001",
      account: undefined,
      at,
      kind: "message",
      from,
      messageId: "1400000000000000001",
      content: { kind: "text", text: "Xin chào 👋" },
    },
  ]);
});

test("reads a reply, files and stickers", () => {
  const reply = { ...message, type: 19, message_reference: { message_id: "14" } };
  expect(parse("MESSAGE_CREATE", reply)).toMatchObject([{ replyTo: "14" }]);
  const files = {
    ...message,
    content: "look <:shop:123>",
    attachments: [file("1", "image/png"), file("2", "application/pdf")],
  };
  expect(parse("MESSAGE_CREATE", files)).toMatchObject([
    { id: message.id, content: { kind: "image", caption: "look :shop:" } },
    { id: `${message.id}#1`, content: { kind: "file", url: "https://cdn.discordapp.com/2" } },
  ]);
  const stickers = {
    ...message,
    content: "",
    sticker_items: [
      { id: "5", name: "Wave", format_type: 1 },
      { id: "6", name: "Dance", format_type: 3 },
    ],
  };
  expect(parse("MESSAGE_CREATE", stickers)).toMatchObject([
    { content: { kind: "sticker", url: "https://media.discordapp.net/stickers/5.png" } },
    { content: { kind: "unsupported", what: "Dance" } },
  ]);
});

test("follows edits, deletions and reactions", () => {
  const edited = {
    ...message,
    content: "Chào",
    edited_timestamp: "2025-07-30T06:21:00.000000+00:00",
  };
  expect(parse("MESSAGE_UPDATE", edited)).toMatchObject([
    {
      kind: "edit",
      id: `edit:${message.id}:${edited.edited_timestamp}`,
      content: { text: "Chào" },
    },
  ]);
  const place = { channel_id: message.channel_id };
  expect(parse("MESSAGE_DELETE", { id: message.id, ...place })).toMatchObject([
    {
      kind: "delete",
      id: `delete:${message.id}`,
      from: { id: message.channel_id },
      messageId: message.id,
    },
  ]);
  const reaction = {
    user_id: author.id,
    message_id: message.id,
    ...place,
    emoji: { id: null, name: "🎉" },
  };
  expect(parse("MESSAGE_REACTION_ADD", reaction)).toMatchObject([
    { kind: "reaction", id: "s1:8", emoji: "🎉", messageId: message.id },
  ]);
  expect(parse("MESSAGE_REACTION_REMOVE", reaction)).toMatchObject([{ emoji: "" }]);
  const own = { ...reaction, emoji: { id: "123", name: "shop" } };
  expect(parse("MESSAGE_REACTION_ADD", own)).toMatchObject([{ emoji: ":shop:" }]);
});

test.each([
  ["a message of the bot's", "MESSAGE_CREATE", { ...message, author: { ...author, bot: true } }],
  ["a webhook's message", "MESSAGE_CREATE", { ...message, webhook_id: "1" }],
  ["a message in a server", "MESSAGE_CREATE", { ...message, guild_id: "12" }],
  ["a note", "MESSAGE_CREATE", { ...message, type: 6 }],
  ["a message without content", "MESSAGE_CREATE", { ...message, content: " " }],
  ["a message without an author", "MESSAGE_CREATE", { ...message, author: null }],
  ["a preview that was added", "MESSAGE_UPDATE", { ...message, edited_timestamp: null }],
  [
    "an edit beside a file",
    "MESSAGE_UPDATE",
    { ...message, edited_timestamp: "2025-07-30T06:21:00Z", attachments: [file("1", "image/png")] },
  ],
  ["an event of tomorrow", "MIND_READ", { id: "1" }],
  ["no data", "MESSAGE_CREATE", null],
  ["a name that every object has", "constructor", {}],
])("ignores %s, by name", (_, name, data) => {
  expect(parse(name, data)).toMatchObject([{ kind: "ignored", what: expect.stringMatching(/./) }]);
});
