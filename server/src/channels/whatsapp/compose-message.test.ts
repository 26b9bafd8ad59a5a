import type { MessageContent } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { composeWhatsappMessage, composeWhatsappTyping } from "./compose-message.ts";

const settings = {
  phoneNumberId: "1065",
  accessToken: "token",
  appSecret: "s",
  apiVersion: "v25.0",
  apiBaseUrl: "https://graph.facebook.com/",
};
const message = { id: "turn1:0", to: "16505551234", author: "bot" } as const;

function compose(content: MessageContent, more = {}) {
  const call = composeWhatsappMessage({ ...message, content, ...more }, settings);
  return "json" in call ? call.json : call;
}
const envelope = {
  messaging_product: "whatsapp",
  recipient_type: "individual",
  to: "+16505551234",
  biz_opaque_callback_data: "turn1:0",
};
const yes = { label: "Yes", payload: "~yes" };

describe("a WhatsApp call", () => {
  test("goes to the number's messages with the token", () => {
    expect(
      composeWhatsappMessage({ ...message, content: { kind: "text", text: "hi" } }, settings),
    ).toEqual({
      method: "POST",
      url: "https://graph.facebook.com/v25.0/1065/messages",
      headers: { authorization: "Bearer token" },
      json: { ...envelope, type: "text", text: { body: "hi", preview_url: false } },
    });
  });

  test.each([
    { to: "16505551234", aliases: [], sent: { to: "+16505551234" } },
    { to: "+16505551234", aliases: [], sent: { to: "+16505551234" } },
    { to: "US.1349", aliases: [], sent: { recipient: "US.1349" } },
    { to: "US.1349", aliases: ["16505551234"], sent: { to: "+16505551234", recipient: "US.1349" } },
    {
      to: "16505551234",
      aliases: ["US.ENT.1349"],
      sent: { to: "+16505551234", recipient: "US.ENT.1349" },
    },
  ])("reaches $to, also known as $aliases", ({ to, aliases, sent }) => {
    const json = compose({ kind: "text", text: "hi" }, { to, aliases }) as Record<string, unknown>;
    expect({
      to: json.to,
      recipient: json.recipient,
    }).toEqual(sent);
  });

  test.each<{ content: MessageContent; part: object }>([
    {
      content: { kind: "text", text: "see https://example.org" },
      part: { type: "text", text: { body: "see https://example.org", preview_url: true } },
    },
    {
      content: { kind: "text", text: "Sure?", replies: [yes] },
      part: {
        type: "interactive",
        interactive: {
          type: "button",
          body: { text: "Sure?" },
          action: { buttons: [{ type: "reply", reply: { id: "~yes", title: "Yes" } }] },
        },
      },
    },
    {
      content: { kind: "image", url: "https://e.org/a.jpg", caption: "A" },
      part: { type: "image", image: { link: "https://e.org/a.jpg", caption: "A" } },
    },
    {
      content: { kind: "image", url: "https://e.org/a.jpg", replies: [yes] },
      part: {
        type: "interactive",
        interactive: {
          type: "button",
          header: { type: "image", image: { link: "https://e.org/a.jpg" } },
          body: { text: "👇" },
          action: { buttons: [{ type: "reply", reply: { id: "~yes", title: "Yes" } }] },
        },
      },
    },
    {
      content: { kind: "file", url: "https://e.org/a.pdf", fileName: "a.pdf" },
      part: { type: "document", document: { link: "https://e.org/a.pdf", filename: "a.pdf" } },
    },
    {
      content: { kind: "audio", url: "https://e.org/a.ogg", voice: true },
      part: { type: "audio", audio: { link: "https://e.org/a.ogg", voice: true } },
    },
    {
      content: { kind: "sticker", url: "https://e.org/a.webp" },
      part: { type: "sticker", sticker: { link: "https://e.org/a.webp" } },
    },
    {
      content: { kind: "location", latitude: 37.44, longitude: -122.16, name: "Hall" },
      part: {
        type: "location",
        location: { latitude: "37.44", longitude: "-122.16", name: "Hall" },
      },
    },
    {
      content: { kind: "contacts", contacts: [{ name: "Bo Lee", phones: ["+1650"], emails: [] }] },
      part: {
        type: "contacts",
        contacts: [
          {
            name: { formatted_name: "Bo Lee", first_name: "Bo" },
            phones: [{ phone: "+1650", type: "CELL" }],
            emails: [],
          },
        ],
      },
    },
    {
      content: {
        kind: "buttons",
        text: "Look",
        buttons: [{ type: "url", label: "Site", url: "https://e.org" }],
      },
      part: {
        type: "interactive",
        interactive: {
          type: "cta_url",
          body: { text: "Look" },
          action: { name: "cta_url", parameters: { display_text: "Site", url: "https://e.org" } },
        },
      },
    },
    {
      content: {
        kind: "list",
        text: "When?",
        button: "Days",
        rows: [
          { label: "Tue", description: "10:00", payload: "~tue" },
          { label: "Wed", payload: "~wed" },
        ],
      },
      part: {
        type: "interactive",
        interactive: {
          type: "list",
          body: { text: "When?" },
          action: {
            button: "Days",
            sections: [
              {
                rows: [
                  { id: "~tue", title: "Tue", description: "10:00" },
                  { id: "~wed", title: "Wed" },
                ],
              },
            ],
          },
        },
      },
    },
    {
      content: {
        kind: "cards",
        cards: ["A", "B"].map((title) => ({
          title,
          subtitle: "sub",
          imageUrl: "https://e.org/a.jpg",
          buttons: [{ type: "postback", label: "Pick", payload: `~${title}` }],
        })),
      },
      part: {
        type: "interactive",
        interactive: {
          type: "carousel",
          body: { text: "A · B" },
          action: {
            cards: ["A", "B"].map((title, card_index) => ({
              card_index,
              type: "cta_url",
              header: { type: "image", image: { link: "https://e.org/a.jpg" } },
              body: { text: `${title}\nsub` },
              action: {
                buttons: [{ type: "quick_reply", quick_reply: { id: `~${title}`, title: "Pick" } }],
              },
            })),
          },
        },
      },
    },
    {
      content: { kind: "locationRequest", text: "Where?" },
      part: {
        type: "interactive",
        interactive: {
          type: "location_request_message",
          body: { text: "Where?" },
          action: { name: "send_location" },
        },
      },
    },
    {
      content: { kind: "reaction", messageId: "wamid.X", emoji: "" },
      part: { type: "reaction", reaction: { message_id: "wamid.X", emoji: "" } },
    },
    {
      content: {
        kind: "template",
        name: "order_update",
        language: "en_US",
        parameters: [
          { place: "header", kind: "image", value: "https://e.org/a.jpg" },
          { place: "body", kind: "text", value: "Ana", name: "customer" },
          { place: "button", kind: "payload", value: "YES", index: 0 },
          { place: "button", kind: "text", value: "A-7", index: 1 },
        ],
      },
      part: {
        type: "template",
        template: {
          name: "order_update",
          language: { code: "en_US" },
          components: [
            {
              type: "header",
              parameters: [{ type: "image", image: { link: "https://e.org/a.jpg" } }],
            },
            {
              type: "body",
              parameters: [{ type: "text", parameter_name: "customer", text: "Ana" }],
            },
            {
              type: "button",
              index: "0",
              sub_type: "quick_reply",
              parameters: [{ type: "payload", payload: "YES" }],
            },
            {
              type: "button",
              index: "1",
              sub_type: "url",
              parameters: [{ type: "text", text: "A-7" }],
            },
          ],
        },
      },
    },
    {
      content: { kind: "template", name: "hello", language: "vi", parameters: [] },
      part: { type: "template", template: { name: "hello", language: { code: "vi" } } },
    },
  ])("says $content.kind as $part.type", ({ content, part }) => {
    expect(compose(content)).toEqual({ ...envelope, ...part });
  });

  test("quotes the message it answers", () => {
    expect(compose({ kind: "text", text: "yes" }, { replyTo: "wamid.Q" })).toMatchObject({
      context: { message_id: "wamid.Q" },
    });
  });

  test("shows typing under the contact's last message, and is not made where there is none", () => {
    expect(
      composeWhatsappTyping({ ...message, lastIncomingId: "wamid.IN" }, settings),
    ).toMatchObject({
      json: {
        messaging_product: "whatsapp",
        status: "read",
        message_id: "wamid.IN",
        typing_indicator: { type: "text" },
      },
    });
    expect(composeWhatsappTyping(message, settings)).toEqual({ local: true });
  });
});
