import type { ContentButton, MessageContent } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { composeLineMessage, composeLineTyping } from "./compose-message.ts";

const settings = {
  channelAccessToken: "token",
  channelSecret: "s",
  videoPreviewUrl: "https://e.org/preview.jpg",
  apiBaseUrl: "https://api.line.me",
  contentBaseUrl: "https://api-data.line.me",
};
const message = { id: "turn1:0", to: "U1", author: "bot" } as const;

function compose(content: MessageContent, given = settings) {
  const call = composeLineMessage({ ...message, content }, given);
  if (!("url" in call)) {
    throw new Error("not a call");
  }
  return (call.json as { messages: readonly Record<string, unknown>[] }).messages;
}
const tap = (label: string): ContentButton => ({ type: "postback", label, payload: "~a" });
const postback = (label: string) => ({
  type: "postback",
  label,
  data: `~a\n${label}`,
  displayText: label,
});

describe("a LINE call", () => {
  const content = { kind: "text", text: "hi" } as const;

  test("answers by the reply token, without a retry key: LINE refuses both together", () => {
    expect(composeLineMessage({ ...message, content, replyToken: "r1" }, settings)).toEqual({
      method: "POST",
      url: "https://api.line.me/v2/bot/message/reply",
      headers: { authorization: "Bearer token" },
      json: { replyToken: "r1", messages: [{ type: "text", text: "hi" }] },
    });
  });

  test("pushes with a retry key that is the same for every attempt", () => {
    const push = composeLineMessage({ ...message, content }, settings);
    expect(push).toMatchObject({
      url: "https://api.line.me/v2/bot/message/push",
      headers: { "x-line-retry-key": expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-/) },
      json: { to: "U1", messages: [{ type: "text", text: "hi" }] },
    });
    expect(composeLineMessage({ ...message, content }, settings)).toEqual(push);
    const other = composeLineMessage({ ...message, id: "turn1:1", content }, settings);
    expect(other).not.toEqual(push);
  });

  test("carries up to five messages at once", () => {
    const more = (count: number) => Array.from({ length: count }, () => content);
    const call = composeLineMessage({ ...message, content, more: more(4) }, settings);
    expect("json" in call && call.json).toEqual({
      to: "U1",
      messages: Array.from({ length: 5 }, () => ({ type: "text", text: "hi" })),
    });
    const six = () => composeLineMessage({ ...message, content, more: more(5) }, settings);
    expect(six).toThrow(/takes 5 messages at once/);
  });

  test("shows the loading animation", () => {
    expect(composeLineTyping(message, settings)).toMatchObject({
      url: "https://api.line.me/v2/bot/chat/loading/start",
      json: { chatId: "U1", loadingSeconds: 20 },
    });
  });
});

describe("a LINE message", () => {
  test.each<{ content: MessageContent; shown: object }>([
    {
      content: {
        kind: "text",
        text: "Coming?",
        replies: [{ label: "Đồng ý", payload: "~a", imageUrl: "https://e.org/i.png" }],
      },
      shown: {
        type: "text",
        text: "Coming?",
        quickReply: {
          items: [{ type: "action", imageUrl: "https://e.org/i.png", action: postback("Đồng ý") }],
        },
      },
    },
    {
      content: { kind: "image", url: "https://e.org/ả nh.jpg" },
      shown: {
        type: "image",
        originalContentUrl: "https://e.org/%E1%BA%A3%20nh.jpg",
        previewImageUrl: "https://e.org/%E1%BA%A3%20nh.jpg",
      },
    },
    {
      content: { kind: "video", url: "https://e.org/a.mp4" },
      shown: {
        type: "video",
        originalContentUrl: "https://e.org/a.mp4",
        previewImageUrl: "https://e.org/preview.jpg",
      },
    },
    {
      content: { kind: "audio", url: "https://e.org/a.m4a" },
      shown: { type: "audio", originalContentUrl: "https://e.org/a.m4a", duration: 60_000 },
    },
    {
      content: { kind: "file", url: "https://e.org/a.pdf", fileName: "a.pdf" },
      shown: { type: "text", text: "a.pdf\nhttps://e.org/a.pdf" },
    },
    {
      content: { kind: "image", url: "http://e.org/a.jpg" },
      shown: { type: "text", text: "http://e.org/a.jpg" },
    },
    {
      content: { kind: "location", latitude: 10.5, longitude: 106.25 },
      shown: {
        type: "location",
        title: "📍",
        address: "10.5, 106.25",
        latitude: 10.5,
        longitude: 106.25,
      },
    },
    {
      content: {
        kind: "sticker",
        url: "https://stickershop.line-scdn.net/stickershop/v1/sticker/1988/android/sticker.png?packageId=446",
      },
      shown: { type: "sticker", packageId: "446", stickerId: "1988" },
    },
    {
      content: { kind: "sticker", url: "https://e.org/s.png" },
      shown: {
        type: "image",
        originalContentUrl: "https://e.org/s.png",
        previewImageUrl: "https://e.org/s.png",
      },
    },
    {
      content: { kind: "locationRequest", text: "Where?" },
      shown: {
        type: "text",
        text: "Where?",
        quickReply: { items: [{ type: "action", action: { type: "location", label: "📍" } }] },
      },
    },
    {
      content: {
        kind: "buttons",
        text: "Well?",
        buttons: [
          tap("Yes"),
          { type: "url", label: "Site", url: "https://e.org" },
          { type: "phone", label: "Call", phone: "+84 90 123 45 67" },
        ],
      },
      shown: {
        type: "template",
        altText: "Well?",
        template: {
          type: "buttons",
          text: "Well?",
          actions: [
            postback("Yes"),
            { type: "uri", label: "Site", uri: "https://e.org/" },
            { type: "uri", label: "Call", uri: "tel:+84901234567" },
          ],
        },
      },
    },
  ])("says $content.kind as $shown.type", ({ content, shown }) => {
    expect(compose(content)).toEqual([shown]);
  });

  test("sends a video as a link where no picture is set to show before it", () => {
    const { videoPreviewUrl: _, ...bare } = settings;
    const video: MessageContent = { kind: "video", url: "https://e.org/a.mp4" };
    expect(compose(video, bare as typeof settings)).toEqual([
      { type: "text", text: "https://e.org/a.mp4" },
    ]);
  });

  test.each([
    { what: "a text of 160 characters", text: "ế".repeat(160), labels: ["a"], type: "template" },
    { what: "a text of 161", text: "ế".repeat(161), labels: ["a"], type: "flex" },
    { what: "four buttons", text: "?", labels: ["a", "b", "c", "d"], type: "template" },
    { what: "five buttons", text: "?", labels: ["a", "b", "c", "d", "e"], type: "flex" },
    { what: "a label of 20 characters", text: "?", labels: ["ভ".repeat(20)], type: "template" },
    { what: "a label of 21", text: "?", labels: ["ভ".repeat(21)], type: "flex" },
  ])("shows $what as $type", ({ text, labels, type }) => {
    expect(compose({ kind: "buttons", text, buttons: labels.map(tap) })).toMatchObject([{ type }]);
  });

  test("says a button in words that LINE cannot open", () => {
    const buttons: ContentButton[] = [{ type: "url", label: "Mail", url: "mailto:a@e.org" }];
    const [shown] = compose({ kind: "buttons", text: "Write", buttons });
    expect(JSON.stringify(shown)).toContain("Mail: mailto:a@e.org");
  });

  test("has a label typed whose payload LINE cannot return", () => {
    const replies = [{ label: "Yes", payload: "x".repeat(301) }];
    const [shown] = compose({ kind: "text", text: "?", replies });
    expect(JSON.stringify(shown)).toContain('{"type":"message","label":"Yes","text":"Yes"}');
  });

  test("drops the label from the data of a tap before the payload", () => {
    const replies = [{ label: "Yes", payload: "x".repeat(298) }];
    const [shown] = compose({ kind: "text", text: "?", replies });
    expect(JSON.stringify(shown)).toContain(`"data":"${"x".repeat(298)}"`);
  });

  const card = (more: object = {}) => ({
    title: "Room",
    subtitle: "Sea view",
    imageUrl: "https://e.org/a.jpg",
    buttons: [tap("Pick")],
    ...more,
  });

  test("shows cards that are alike as a carousel template", () => {
    const column = {
      title: "Room",
      text: "Sea view",
      thumbnailImageUrl: "https://e.org/a.jpg",
      actions: [postback("Pick")],
    };
    expect(compose({ kind: "cards", cards: [card(), card()] })).toEqual([
      {
        type: "template",
        altText: "Room, Room",
        template: { type: "carousel", columns: [column, column] },
      },
    ]);
  });

  test.each([
    { what: "different buttons", cards: [card(), card({ buttons: [tap("A"), tap("B")] })] },
    { what: "a missing picture", cards: [card(), card({ imageUrl: undefined })] },
    { what: "no text", cards: [card({ subtitle: undefined }), card()] },
    { what: "a long title", cards: [card({ title: "R".repeat(41) }), card()] },
    { what: "eleven cards", cards: Array.from({ length: 11 }, () => card()) },
  ])("shows cards with $what as a Flex Message", ({ cards }) => {
    const [shown, ...others] = compose({ kind: "cards", cards });
    expect(shown).toMatchObject({ type: "flex", contents: { type: "carousel" } });
    expect(shown).toMatchObject({ contents: { contents: cards.map(() => ({ type: "bubble" })) } });
    expect(others).toEqual([]);
  });

  test("divides cards that are too large for one Flex Message", () => {
    const url = `https://e.org/${"x".repeat(900)}`;
    const links = ["A", "B", "C", "D"].map((label) => ({ type: "url" as const, label, url }));
    const cards = Array.from({ length: 12 }, () => card({ imageUrl: url, buttons: links }));
    const shown = compose({ kind: "cards", cards });
    expect(shown.length).toBeGreaterThan(1);
    for (const it of shown) {
      expect(Buffer.byteLength(JSON.stringify(it.contents))).toBeLessThanOrEqual(50_000);
    }
    const bubbles = shown.flatMap((it) => (it.contents as { contents: unknown[] }).contents);
    expect(bubbles).toHaveLength(12);
  });
});
