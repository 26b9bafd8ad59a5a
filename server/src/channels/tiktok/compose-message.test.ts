import type { MessageContent } from "@chatloom/flows-schema";
import { fitToChannel } from "@chatloom/runtime";
import { expect, test } from "vitest";
import { tiktokAbilities } from "./abilities.ts";
import {
  composeTiktokMessage,
  composeTiktokTyping,
  prepareTiktokMessage,
} from "./compose-message.ts";

const settings = {
  appId: "75",
  appSecret: "s",
  businessId: "biz",
  accessToken: "act",
  apiBaseUrl: "https://business-api.tiktok.com/",
};
const message = { id: "turn1:0", to: "conv+1==", author: "bot" } as const;
const place = { business_id: "biz", recipient_type: "CONVERSATION", recipient: "conv+1==" };
const call = {
  method: "POST",
  url: "https://business-api.tiktok.com/open_api/v1.3/business/message/send/",
  headers: { "access-token": "act" },
};

test("sends a text to the conversation, quoting the message that it answers", () => {
  const content = { kind: "text", text: "Xin chào" } as const;
  expect(composeTiktokMessage({ ...message, content, replyTo: "75129" }, settings)).toEqual({
    ...call,
    json: {
      ...place,
      message_type: "TEXT",
      text: { body: "Xin chào" },
      referenced_message_info: { referenced_message_id: "75129" },
    },
  });
});

test("shows that it types", () => {
  expect(composeTiktokTyping(message, settings)).toEqual({
    ...call,
    json: { ...place, message_type: "SENDER_ACTION", sender_action: "TYPING" },
  });
});

test("uploads a picture of ours first, once, and sends it by its id", () => {
  const content: MessageContent = {
    kind: "image",
    url: "https://chat.example.org/files/1",
    fileId: "1",
    fileName: "room.png",
    mimeType: "image/png",
  };
  const upload = { field: "file", fileId: "1", fileName: "room.png", mimeType: "image/png" };
  expect(prepareTiktokMessage({ ...message, content }, settings, [])).toMatchObject({
    url: "https://business-api.tiktok.com/open_api/v1.3/business/message/media/upload/",
    json: { business_id: "biz", media_type: "IMAGE" },
    upload,
  });
  const body = { code: 0, data: { media_id: "m1" } };
  const uploaded = [{ status: 200, headers: {}, body }];
  expect(prepareTiktokMessage({ ...message, content }, settings, uploaded)).toBeUndefined();
  expect(composeTiktokMessage({ ...message, content }, settings, uploaded)).toMatchObject({
    json: { ...place, message_type: "IMAGE", image: { media_id: "m1" } },
  });
});

test("sends a picture from elsewhere as a link", () => {
  const content = { kind: "image", url: "https://e.org/a.jpg" } as const;
  expect(prepareTiktokMessage({ ...message, content }, settings, [])).toBeUndefined();
  expect(composeTiktokMessage({ ...message, content }, settings)).toMatchObject({
    json: { message_type: "TEXT", text: { body: "https://e.org/a.jpg" } },
  });
});

function bodies(content: MessageContent) {
  return fitToChannel(content, tiktokAbilities).map((part) => {
    const composed = composeTiktokMessage({ ...message, content: part }, settings);
    return "json" in composed ? (composed.json as Record<string, unknown>) : {};
  });
}
const offers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    label: `Day ${index + 1}`,
    payload: `~${index}`,
  }));

test("offers up to three answers as a card, whose title is the end of a long text", () => {
  const title = "x".repeat(40);
  const buttons = offers(3).map((it) => ({ type: "REPLY", title: it.label, id: it.payload }));
  const template = { type: "QA_BUTTON_CARD", title, buttons };
  expect(bodies({ kind: "text", text: title, replies: offers(3) })).toEqual([
    { ...place, message_type: "TEMPLATE", template },
  ]);
  const [first, second] = bodies({ kind: "text", text: `${title} y`, replies: offers(3) });
  expect(first).toMatchObject({ message_type: "TEXT" });
  expect(second).toMatchObject({ message_type: "TEMPLATE" });
});

test("offers four answers as numbered lines", () => {
  expect(bodies({ kind: "text", text: "When?", replies: offers(4) })).toMatchObject([
    { text: { body: "When?\n\n1. Day 1\n2. Day 2\n3. Day 3\n4. Day 4" } },
  ]);
});

test("sends a text of 6,000 characters as one message, and one more as two", () => {
  expect(bodies({ kind: "text", text: "ế".repeat(6_000) })).toHaveLength(1);
  expect(bodies({ kind: "text", text: "ế".repeat(6_001) })).toHaveLength(2);
});

test("has a label come back whose payload is too long to", () => {
  const buttons = [{ type: "postback" as const, label: "Yes", payload: "x".repeat(41) }];
  expect(bodies({ kind: "buttons", text: "?", buttons })).toMatchObject([
    { template: { buttons: [{ id: "Yes" }] } },
  ]);
});
