import type { MessageContent } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import {
  composeTelegramMessage,
  composeTelegramTyping,
  telegramKeyboard,
} from "./compose-message.ts";

const settings = { botToken: "1:A", apiBaseUrl: "https://api.telegram.org/" };
const message = { id: "turn1:0", to: "1111111", author: "bot" } as const;
const options = [
  { label: "Yes", payload: "~yes" },
  { label: "No", payload: "~no" },
  { label: "Maybe", payload: "~maybe" },
];

function compose(content: MessageContent, more = {}) {
  const call = composeTelegramMessage({ ...message, content, ...more }, settings);
  if (!("url" in call)) {
    throw new Error("not a call");
  }
  return [call.url.split("/").at(-1), call.json];
}

describe("a Telegram call", () => {
  test("goes to the bot's method", () => {
    expect(
      composeTelegramMessage({ ...message, content: { kind: "text", text: "hi" } }, settings),
    ).toEqual({
      method: "POST",
      url: "https://api.telegram.org/bot1:A/sendMessage",
      json: { chat_id: 1111111, text: "hi" },
    });
  });

  test.each<{ content: MessageContent; method: string; parameters: object }>([
    {
      content: { kind: "text", text: "<b>1 < 2 & *3*</b>" },
      method: "sendMessage",
      parameters: { text: "<b>1 < 2 & *3*</b>" },
    },
    {
      content: { kind: "text", text: "Coming?", replies: options },
      method: "sendMessage",
      parameters: {
        text: "Coming?",
        reply_markup: {
          inline_keyboard: [
            [
              { text: "Yes", callback_data: "~yes" },
              { text: "No", callback_data: "~no" },
            ],
            [{ text: "Maybe", callback_data: "~maybe" }],
          ],
        },
      },
    },
    {
      content: {
        kind: "buttons",
        text: "Look",
        buttons: [
          { type: "url", label: "Our website with all offers", url: "https://e.org" },
          { type: "postback", label: "Đặt lịch", payload: "x".repeat(65) },
        ],
      },
      method: "sendMessage",
      parameters: {
        text: "Look",
        reply_markup: {
          inline_keyboard: [
            [{ text: "Our website with all offers", url: "https://e.org" }],
            [{ text: "Đặt lịch", callback_data: "Đặt lịch" }],
          ],
        },
      },
    },
    {
      content: { kind: "image", url: "https://e.org/a.jpg", caption: "A" },
      method: "sendPhoto",
      parameters: { photo: "https://e.org/a.jpg", caption: "A" },
    },
    {
      content: { kind: "video", url: "https://e.org/a.mp4" },
      method: "sendVideo",
      parameters: { video: "https://e.org/a.mp4" },
    },
    {
      content: { kind: "audio", url: "https://e.org/a.ogg", voice: true },
      method: "sendVoice",
      parameters: { voice: "https://e.org/a.ogg" },
    },
    {
      content: { kind: "audio", url: "https://e.org/a.mp3" },
      method: "sendAudio",
      parameters: { audio: "https://e.org/a.mp3" },
    },
    {
      content: { kind: "file", url: "https://e.org/a.pdf" },
      method: "sendDocument",
      parameters: { document: "https://e.org/a.pdf" },
    },
    {
      content: { kind: "sticker", url: "https://e.org/a.webp" },
      method: "sendSticker",
      parameters: { sticker: "https://e.org/a.webp" },
    },
    {
      content: { kind: "location", latitude: 52.5, longitude: 13.4 },
      method: "sendLocation",
      parameters: { latitude: 52.5, longitude: 13.4 },
    },
    {
      content: { kind: "location", latitude: 52.5, longitude: 13.4, name: "Café" },
      method: "sendVenue",
      parameters: { latitude: 52.5, longitude: 13.4, title: "Café", address: "Café" },
    },
    {
      content: { kind: "contacts", contacts: [{ name: "Bo Lee", phones: ["+49"], emails: [] }] },
      method: "sendContact",
      parameters: { phone_number: "+49", first_name: "Bo", last_name: "Lee" },
    },
    {
      content: { kind: "contacts", contacts: [{ name: "Bo", phones: [], emails: ["bo@e.org"] }] },
      method: "sendMessage",
      parameters: { text: "Bo\nbo@e.org" },
    },
    {
      content: {
        kind: "cards",
        cards: [
          {
            title: "Room A",
            subtitle: "Sea view",
            imageUrl: "https://e.org/a.jpg",
            buttons: [{ type: "postback", label: "Pick", payload: "~a" }],
          },
        ],
      },
      method: "sendPhoto",
      parameters: {
        photo: "https://e.org/a.jpg",
        caption: "Room A\nSea view",
        reply_markup: { inline_keyboard: [[{ text: "Pick", callback_data: "~a" }]] },
      },
    },
    {
      content: { kind: "locationRequest", text: "Where?" },
      method: "sendMessage",
      parameters: {
        text: "Where?",
        reply_markup: {
          keyboard: [[{ text: "📍", request_location: true }]],
          resize_keyboard: true,
          one_time_keyboard: true,
        },
      },
    },
    {
      content: { kind: "text", text: "Your number?", wants: "phone" },
      method: "sendMessage",
      parameters: {
        text: "Your number?",
        reply_markup: {
          keyboard: [[{ text: "📱", request_contact: true }]],
          resize_keyboard: true,
          one_time_keyboard: true,
        },
      },
    },
    {
      content: { kind: "reaction", messageId: "1111111:5", emoji: "👍" },
      method: "setMessageReaction",
      parameters: { message_id: 5, reaction: [{ type: "emoji", emoji: "👍" }] },
    },
    {
      content: { kind: "reaction", messageId: "1111111:5", emoji: "" },
      method: "setMessageReaction",
      parameters: { message_id: 5, reaction: [] },
    },
  ])("says $content.kind with $method", ({ content, method, parameters }) => {
    expect(compose(content)).toEqual([method, { chat_id: 1111111, ...parameters }]);
  });

  test("shows a picture above a text that is too long for a caption", () => {
    const text = "long ".repeat(300).trim();
    const buttons = [{ type: "url" as const, label: "Site", url: "https://e.org" }];
    const content: MessageContent = {
      kind: "buttons",
      text,
      buttons,
      imageUrl: "https://e.org/a.jpg",
    };
    expect(compose(content)).toMatchObject([
      "sendMessage",
      { text, link_preview_options: { url: "https://e.org/a.jpg", show_above_text: true } },
    ]);
  });

  test("answers a message of the same chat", () => {
    const text: MessageContent = { kind: "text", text: "yes" };
    expect(compose(text, { to: "-1001234567890", replyTo: "-1001234567890:7" })).toEqual([
      "sendMessage",
      {
        chat_id: -1001234567890,
        text: "yes",
        reply_parameters: { message_id: 7, allow_sending_without_reply: true },
      },
    ]);
  });

  test.each<{ content: MessageContent; keyboard: string | undefined; reply_markup?: object }>([
    {
      content: { kind: "text", text: "yes" },
      keyboard: "removed",
      reply_markup: { remove_keyboard: true },
    },
    {
      content: { kind: "image", url: "https://e.org/a.jpg" },
      keyboard: "removed",
      reply_markup: { remove_keyboard: true },
    },
    {
      content: { kind: "text", text: "Well?", replies: options.slice(0, 1) },
      keyboard: undefined,
      reply_markup: { inline_keyboard: [[{ text: "Yes", callback_data: "~yes" }]] },
    },
    { content: { kind: "reaction", messageId: "1111111:5", emoji: "👍" }, keyboard: undefined },
    { content: { kind: "locationRequest", text: "Where?" }, keyboard: "shown" },
  ])("takes an answered question's keyboard away with $content.kind: $keyboard", (it) => {
    const { content, keyboard, reply_markup } = it;
    expect(telegramKeyboard({ ...message, content, staleKeyboard: true })).toBe(keyboard);
    const [, json] = compose(content, { staleKeyboard: true });
    expect(json).toMatchObject(reply_markup === undefined ? {} : { reply_markup });
    const [, fresh] = compose(content);
    expect(JSON.stringify(fresh)).not.toContain("remove_keyboard");
  });

  test("shows typing", () => {
    expect(composeTelegramTyping(message, settings)).toMatchObject({
      json: { chat_id: 1111111, action: "typing" },
    });
  });
});
