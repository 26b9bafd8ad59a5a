import type { MessageContent } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import type { OutgoingMessage } from "../channel.ts";
import { composeMessengerMessage, composeMessengerTyping } from "./compose-message.ts";
import { discardPersona } from "./persona.ts";
import { prepareMessengerMessage } from "./preparations.ts";

const settings = {
  pageAccessToken: "token",
  appSecret: "s",
  apiVersion: "v25.0",
  apiBaseUrl: "https://graph.facebook.com",
};
const message = { id: "turn1:0", to: "7300", author: "bot" } as const;
const hour = 3_600_000;

function compose(content: MessageContent, more: Partial<OutgoingMessage> = {}) {
  const call = composeMessengerMessage({ ...message, content, ...more }, settings);
  return "json" in call ? call.json : call;
}

describe("a Messenger call", () => {
  test("goes to the page's messages with the token and our id as metadata", () => {
    expect(
      composeMessengerMessage({ ...message, content: { kind: "text", text: "hi" } }, settings),
    ).toEqual({
      method: "POST",
      url: "https://graph.facebook.com/v25.0/me/messages",
      headers: { authorization: "Bearer token" },
      json: {
        recipient: { id: "7300" },
        messaging_type: "RESPONSE",
        message: { text: "hi", metadata: "turn1:0" },
      },
    });
    const paged = composeMessengerMessage(
      { ...message, content: { kind: "text", text: "hi" } },
      { ...settings, pageId: "1906" },
    );
    expect(paged).toMatchObject({ url: "https://graph.facebook.com/v25.0/1906/messages" });
  });

  test("links and unlinks accounts with buttons whose words Messenger writes", () => {
    const json = compose({
      kind: "buttons",
      text: "Your account",
      buttons: [
        { type: "url", label: "Sign in", url: "https://shop.example/in", links: true },
        { type: "url", label: "Sign in", url: "http://shop.example/in", links: true },
        { type: "postback", label: "Sign out", payload: "~out", unlinks: true },
      ],
    });
    expect(json).toMatchObject({
      message: {
        attachment: {
          payload: {
            template_type: "button",
            buttons: [
              { type: "account_link", url: "https://shop.example/in" },
              // Meta takes no other addresses.
              { type: "web_url", title: "Sign in", url: "http://shop.example/in" },
              { type: "account_unlink" },
            ],
          },
        },
      },
    });
  });

  test.each([
    { author: "human", hours: 23, tag: undefined },
    { author: "human", hours: 25, tag: "HUMAN_AGENT" },
    { author: "human", hours: 167, tag: "HUMAN_AGENT" },
    { author: "human", hours: 169, tag: undefined },
    { author: "bot", hours: 25, tag: undefined },
  ] as const)("of a $author after $hours hours has the tag $tag", ({ author, hours, tag }) => {
    const at = 1_750_000_000_000;
    const json = compose(
      { kind: "text", text: "hi" },
      { author, at, lastIncomingAt: at - hours * hour },
    );
    const type =
      tag === undefined ? { messaging_type: "RESPONSE" } : { messaging_type: "MESSAGE_TAG", tag };
    expect(json).toEqual({
      recipient: { id: "7300" },
      ...type,
      message: { text: "hi", metadata: "turn1:0" },
    });
  });

  test.each<{ content: MessageContent; part: object }>([
    {
      content: {
        kind: "text",
        text: "Pick",
        replies: [{ label: "Red", payload: "~red", imageUrl: "https://e.org/r.png" }],
      },
      part: {
        text: "Pick",
        quick_replies: [
          { content_type: "text", title: "Red", payload: "~red", image_url: "https://e.org/r.png" },
        ],
      },
    },
    {
      content: { kind: "text", text: "Your number?", wants: "phone" },
      part: { text: "Your number?", quick_replies: [{ content_type: "user_phone_number" }] },
    },
    {
      content: { kind: "text", text: "Your address?", wants: "email" },
      part: { text: "Your address?", quick_replies: [{ content_type: "user_email" }] },
    },
    {
      content: {
        kind: "image",
        url: "https://e.org/a.jpg",
        replies: [{ label: "Red", payload: "~red" }],
      },
      part: {
        attachment: { type: "image", payload: { url: "https://e.org/a.jpg", is_reusable: true } },
        quick_replies: [{ content_type: "text", title: "Red", payload: "~red" }],
      },
    },
    {
      content: { kind: "sticker", url: "https://e.org/s.png" },
      part: {
        attachment: { type: "image", payload: { url: "https://e.org/s.png", is_reusable: true } },
      },
    },
    {
      content: {
        kind: "buttons",
        text: "Well?",
        buttons: [
          { type: "postback", label: "Book", payload: "~book" },
          { type: "url", label: "Site", url: "https://e.org" },
          { type: "phone", label: "Call", phone: "00 1 (650) 555-0100" },
        ],
      },
      part: {
        attachment: {
          type: "template",
          payload: {
            template_type: "button",
            text: "Well?",
            buttons: [
              { type: "postback", title: "Book", payload: "~book" },
              { type: "web_url", title: "Site", url: "https://e.org" },
              { type: "phone_number", title: "Call", payload: "+16505550100" },
            ],
          },
        },
      },
    },
    {
      content: {
        kind: "cards",
        cards: [
          { title: "A", subtitle: "a", imageUrl: "https://e.org/a.jpg", buttons: [] },
          { title: "B", buttons: [] },
        ],
      },
      part: {
        attachment: {
          type: "template",
          payload: {
            template_type: "generic",
            elements: [
              { title: "A", subtitle: "a", image_url: "https://e.org/a.jpg" },
              { title: "B", subtitle: "…" },
            ],
          },
        },
      },
    },
  ])("says $content.kind as $part", ({ content, part }) => {
    expect(compose(content)).toEqual({
      recipient: { id: "7300" },
      messaging_type: "RESPONSE",
      message: { ...part, metadata: "turn1:0" },
    });
  });

  test("puts a kept file above buttons, one on Facebook by its address, and a refused one as its address", () => {
    const buttons = [{ type: "postback" as const, label: "Book", payload: "~book" }];
    const shown = [{ type: "postback", title: "Book", payload: "~book" }];
    const above = (content: object, body?: object) => {
      const given = { ...message, content: { kind: "buttons", text: "", buttons, ...content } };
      const replies = body === undefined ? [] : [{ status: 200, headers: {}, body }];
      const call = composeMessengerMessage(given as OutgoingMessage, settings, replies);
      const { message: said } = ("json" in call ? call.json : {}) as {
        message: { attachment: { payload: unknown } };
      };
      return said.attachment.payload;
    };
    const videoUrl = "https://e.org/a.mp4";
    expect(above({ videoUrl }, { attachment_id: "18570" })).toEqual({
      template_type: "media",
      elements: [{ media_type: "video", attachment_id: "18570", buttons: shown }],
    });
    const imageUrl = "https://www.facebook.com/photo.php?fbid=1";
    expect(above({ imageUrl })).toEqual({
      template_type: "media",
      elements: [{ media_type: "image", url: imageUrl, buttons: shown }],
    });
    expect(above({ videoUrl }, { error: { code: 100 } })).toEqual({
      template_type: "button",
      text: videoUrl,
      buttons: shown,
    });
  });

  test("uploads a file once for all addresses that it has, and keeps the answer", () => {
    const prepared = (address: string) =>
      prepareMessengerMessage(
        { ...message, content: { kind: "buttons", text: "", buttons: [], imageUrl: address } },
        settings,
        [],
      );
    const file = (signature: string) =>
      `https://bot.example/files/${"a".repeat(24)}/k/${signature}/a.jpg`;
    const call = prepared(file("s1"));
    expect(call).toMatchObject({
      method: "POST",
      url: "https://graph.facebook.com/v25.0/me/message_attachments",
      json: {
        message: {
          attachment: { type: "image", payload: { url: file("s1"), is_reusable: true } },
        },
      },
      keep: { days: 80 },
      optional: true,
    });
    expect(prepared(file("s2"))?.keep).toEqual(call?.keep);
    expect(prepared("https://e.org/a.jpg")?.keep).toMatchObject({ days: 1 });
    expect(prepared("https://www.facebook.com/photo.php?fbid=1")).toBeUndefined();
  });

  test("names the member who wrote, where the settings have a picture", () => {
    const agent = { id: "member1", name: `Linh ${"x".repeat(60)}` };
    const content = { kind: "text", text: "hi" } as const;
    const shown = { ...settings, agentPicture: "https://e.org/people.png" };
    const reply = { ...message, author: "human" as const, agent, content };
    const call = prepareMessengerMessage(reply, shown, []);
    expect(call).toMatchObject({
      method: "POST",
      url: "https://graph.facebook.com/v25.0/me/personas",
      json: {
        name: `Linh ${"x".repeat(45)}`,
        profile_picture_url: "https://e.org/people.png",
      },
      keep: { ofMember: "member1" },
      optional: true,
    });
    const renamed = { ...reply, agent: { ...agent, name: "Linh" } };
    expect(prepareMessengerMessage(renamed, shown, [])?.keep?.as).not.toBe(call?.keep?.as);
    expect(prepareMessengerMessage(reply, settings, [])).toBeUndefined();
    expect(prepareMessengerMessage({ ...message, content }, shown, [])).toBeUndefined();

    const made = { status: 200, headers: {}, body: { id: "2100" } };
    const refused = { status: 400, headers: {}, body: { error: { code: 100 } } };
    const sent = (answer: typeof made | typeof refused) =>
      composeMessengerMessage(reply, shown, [answer]);
    expect(sent(made)).toMatchObject({ json: { persona_id: "2100" } });
    expect(JSON.stringify(sent(refused))).not.toContain("persona");
    expect(discardPersona(made.body, shown)).toMatchObject({
      method: "DELETE",
      url: "https://graph.facebook.com/v25.0/2100",
    });
    expect(discardPersona({ attachment_id: "1" }, shown)).toBeUndefined();
  });

  test("reacts, and takes a reaction back", () => {
    const recipient = { id: "7300" };
    expect(compose({ kind: "reaction", messageId: "m_1", emoji: "❤" })).toEqual({
      recipient,
      sender_action: "react",
      payload: { message_id: "m_1", reaction: "❤" },
    });
    expect(compose({ kind: "reaction", messageId: "m_1", emoji: "" })).toEqual({
      recipient,
      sender_action: "unreact",
      payload: { message_id: "m_1" },
    });
  });

  test("answers a message, and shows typing", () => {
    expect(compose({ kind: "text", text: "yes" }, { replyTo: "m_9" })).toMatchObject({
      reply_to: { mid: "m_9" },
    });
    expect(composeMessengerTyping(message, settings)).toMatchObject({
      json: { recipient: { id: "7300" }, sender_action: "typing_on" },
    });
  });
});
