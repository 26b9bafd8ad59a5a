import type { MessageContent } from "@chatloom/flows-schema";
import { fitToChannel } from "@chatloom/runtime";
import { expect, test } from "vitest";
import type { HttpCall } from "../../server/src/channels/channel.ts";
import { slackAbilities } from "../../server/src/channels/slack/abilities.ts";
import { composeSlackMessage } from "../../server/src/channels/slack/compose-message.ts";
import { prepareSlackUpload } from "../../server/src/channels/slack/upload.ts";
import { checkSlackCall } from "../doubles/slack-rules.ts";
import { edges } from "./edges.ts";

const settings = { botToken: "xoxb-1", signingSecret: "s", apiBaseUrl: "https://slack.com/api/" };
const message = (content: MessageContent, to = "U0EEE5555") =>
  ({ id: "m", to, content, author: "bot" }) as const;
const compose = (content: MessageContent, to?: string) =>
  composeSlackMessage(message(content, to), settings);
const problemOf = ({ url, json }: HttpCall) =>
  checkSlackCall(url.split("/").at(-1) ?? "", JSON.parse(JSON.stringify(json)));
const token = "~k3f9x2m8q1w7e5r";

test("posts a text as it is written, without markup", () => {
  expect(compose({ kind: "text", text: "*1* < 2 & <!channel>" })).toEqual({
    method: "POST",
    url: "https://slack.com/api/chat.postMessage",
    headers: {
      authorization: "Bearer xoxb-1",
      "content-type": "application/json; charset=utf-8",
    },
    json: { channel: "U0EEE5555", text: "*1* &lt; 2 &amp; &lt;!channel&gt;", mrkdwn: false },
  });
});

test("answers in the thread of the conversation", () => {
  const { json } = compose({ kind: "text", text: "here" }, "C0FFF6666/1754000100.000200");
  expect(json).toMatchObject({ channel: "C0FFF6666", thread_ts: "1754000100.000200" });
});

test("shows answers as buttons, and a list as a menu", () => {
  const replies = [{ label: "Có", payload: token }];
  expect(compose({ kind: "text", text: "OK?", replies }).json).toMatchObject({
    blocks: [
      { type: "section", text: { type: "plain_text", text: "OK?" } },
      { type: "actions", elements: [{ type: "button", text: { text: "Có" }, value: token }] },
    ],
  });
  const rows = [{ label: "Tuesday", description: "10:00", payload: token }];
  expect(compose({ kind: "list", text: "When?", button: "Days", rows }).json).toMatchObject({
    blocks: [
      { type: "section" },
      {
        type: "actions",
        elements: [
          {
            type: "static_select",
            placeholder: { text: "Days" },
            options: [{ text: { text: "Tuesday" }, description: { text: "10:00" }, value: token }],
          },
        ],
      },
    ],
  });
});

test("keeps an address in a text with answers clickable", () => {
  const text = "See https://example.org/?a=1&b=2 <now>";
  const { json } = compose({ kind: "text", text, replies: [{ label: "OK", payload: token }] });
  expect(json).toMatchObject({
    blocks: [
      { text: { type: "mrkdwn", text: "See https://example.org/?a=1&amp;b=2 &lt;now&gt;" } },
      {},
    ],
  });
});

test("shows cards one below the other, each with picture and buttons", () => {
  const cards = ["A", "B*"].map((title) => ({
    title,
    subtitle: "nice",
    imageUrl: "https://example.org/a.jpg",
    buttons: [{ type: "url" as const, label: "Open", url: "https://example.org" }],
  }));
  const call = compose({ kind: "cards", cards });
  expect(problemOf(call)).toBeUndefined();
  expect(call.json).toMatchObject({
    text: "A\nB*",
    blocks: [
      { type: "section", text: { text: "*A*\nnice" }, accessory: { type: "image" } },
      { type: "actions", elements: [{ url: "https://example.org" }] },
      { type: "divider" },
      { type: "section", text: { type: "plain_text", text: "B*\nnice" } },
      { type: "actions" },
    ],
  });
});

test.each(edges)("keeps to the limits with %s at the edge and beyond", (_, unit, length) => {
  const exactly = (max: number) => unit.repeat(Math.floor(max / length));
  for (const more of ["", unit]) {
    const contents: MessageContent[] = [
      { kind: "text", text: exactly(4_000) + more },
      {
        kind: "text",
        text: exactly(3_000) + more,
        replies: Array.from({ length: 25 }, (__, index) => ({
          label: `${index}${exactly(73)}${more}`,
          payload: `${token}${index}`,
        })),
      },
      {
        kind: "list",
        text: exactly(3_000) + more,
        button: exactly(150) + more,
        rows: Array.from({ length: 100 }, (__, index) => ({
          label: `${index}${exactly(72)}${more}`,
          description: exactly(75) + more,
          payload: `${token}${index}`,
        })),
      },
      { kind: "image", url: "https://example.org/a.jpg", caption: exactly(2_000) + more },
      {
        kind: "cards",
        cards: [{ title: exactly(150) + more, subtitle: exactly(200) + more, buttons: [] }],
      },
    ];
    for (const content of contents) {
      for (const part of fitToChannel(content, slackAbilities)) {
        expect(problemOf(compose(part))).toBeUndefined();
      }
    }
  }
});

test("sends as much as Slack takes in one message, and one more in two", () => {
  const text = (count: number): MessageContent => ({ kind: "text", text: "&".repeat(count) });
  expect(fitToChannel(text(4_000), slackAbilities)).toHaveLength(1);
  expect(fitToChannel(text(4_001), slackAbilities)).toHaveLength(2);
});

test("a payload that is none of ours and too long comes back as the label", () => {
  const call = compose({
    kind: "list",
    text: "?",
    button: "Pick",
    rows: [{ label: "Yes", payload: "x".repeat(76) }],
  });
  expect(problemOf(call)).toBeUndefined();
  expect(JSON.stringify(call.json)).toContain('"value":"Yes"');
});

test("uploads a file that is kept here in two calls, and shows it in the thread", () => {
  const content: MessageContent = {
    kind: "file",
    url: "https://chat.example.org/files/1/2/3/a.pdf",
    fileId: "66aa00000000000000000001",
    fileName: "a.pdf",
    mimeType: "application/pdf",
    size: 5,
    caption: "Terms & more",
  };
  const outgoing = message(content, "U0EEE5555/1754000100.000200");
  const reply = (body: unknown) => ({ status: 200, headers: {}, body });
  const told = reply({
    ok: true,
    upload_url: "https://files.slack.com/upload/v1/abc",
    file_id: "F0AAA0001",
  });
  expect(prepareSlackUpload(outgoing, settings, [])).toEqual({
    method: "GET",
    url: "https://slack.com/api/files.getUploadURLExternal?filename=a.pdf&length=5",
    headers: { authorization: "Bearer xoxb-1" },
  });
  expect(prepareSlackUpload(outgoing, settings, [told])).toEqual({
    method: "POST",
    url: "https://files.slack.com/upload/v1/abc",
    upload: {
      field: "file",
      fileId: content.fileId,
      fileName: "a.pdf",
      mimeType: "application/pdf",
    },
  });
  expect(prepareSlackUpload(outgoing, settings, [told, reply("OK - 5")])).toBeUndefined();
  const call = composeSlackMessage(outgoing, settings, [told, reply("OK - 5")]);
  expect(problemOf(call)).toBeUndefined();
  expect(call).toMatchObject({
    url: "https://slack.com/api/files.completeUploadExternal",
    json: {
      files: [{ id: "F0AAA0001", title: "a.pdf" }],
      channels: "U0EEE5555",
      thread_ts: "1754000100.000200",
      initial_comment: "Terms &amp; more",
    },
  });
});

test("sends a file of another server as a link, and one with answers too", () => {
  const link: MessageContent = { kind: "video", url: "https://example.org/a.mp4", caption: "Tour" };
  expect(prepareSlackUpload(message(link), settings, [])).toBeUndefined();
  expect(compose(link).json).toMatchObject({ text: "Tour\nhttps://example.org/a.mp4" });
  const asked: MessageContent = {
    ...link,
    fileId: "66aa00000000000000000001",
    size: 5,
    replies: [{ label: "OK", payload: token }],
  };
  expect(prepareSlackUpload(message(asked), settings, [])).toBeUndefined();
  expect(problemOf(compose(asked))).toBeUndefined();
});
