import type { MessageContent } from "@chatloom/flows-schema";
import { fitToChannel } from "@chatloom/runtime";
import { expect, test } from "vitest";
import { viberAbilities } from "../../server/src/channels/viber/abilities.ts";
import { composeViberMessage } from "../../server/src/channels/viber/compose-message.ts";
import { parseViberMessage } from "../../server/src/channels/viber/parse-message.ts";
import { checkViberSend } from "../doubles/viber-rules.ts";
import { edges } from "./edges.ts";

const settings = {
  authToken: "t",
  greeting: "👋",
  startButton: "Start",
  apiBaseUrl: "https://chatapi.viber.com/pa",
};
const compose = (content: MessageContent) =>
  composeViberMessage({ id: "m", to: "01234567890A=", content, author: "bot" }, settings)
    .json as Record<string, unknown>;
const token = "~k3f9x2m8q1w7e5r";
const picture = "https://example.org/a.jpg";

test("shows answers as a keyboard whose taps say the label, with the payloads alongside", () => {
  const replies = [
    { label: "Có", payload: token },
    { label: "<Không>", payload: `${token}2` },
  ];
  expect(compose({ kind: "text", text: "OK?", replies })).toEqual({
    receiver: "01234567890A=",
    min_api_version: 1,
    sender: { name: "Bot" },
    type: "text",
    text: "OK?",
    tracking_data: JSON.stringify({ options: { Có: token, "<Không>": `${token}2` } }),
    keyboard: {
      Type: "keyboard",
      DefaultHeight: false,
      Buttons: [
        { Columns: 3, Rows: 1, ActionType: "reply", ActionBody: "Có", Text: "Có" },
        { Columns: 3, Rows: 1, ActionType: "reply", ActionBody: "<Không>", Text: "&lt;Không&gt;" },
      ],
    },
  });
});

test("fills each card's rows with picture, words and buttons", () => {
  const cards = [
    {
      title: "A & B",
      subtitle: "nice",
      imageUrl: picture,
      buttons: [{ type: "postback" as const, label: "Pick", payload: token }],
    },
    { title: "C", buttons: [] },
  ];
  const json = compose({ kind: "cards", cards });
  expect(checkViberSend(json)).toBeUndefined();
  expect(json).toMatchObject({
    min_api_version: 7,
    alt_text: "A & B\nC",
    rich_media: {
      Buttons: [
        { Rows: 3, Image: picture, ActionType: "none" },
        { Rows: 3, Text: "<b>A &amp; B</b><br>nice" },
        { Rows: 1, ActionType: "reply", ActionBody: `${token}\u2063Pick`, Silent: true },
        { Rows: 7, Text: "<b>C</b>" },
      ],
    },
  });
});

test("sends files whose size is known, and others as a link", () => {
  const file = { kind: "file", url: "https://example.org/a.pdf", fileName: "a.pdf" } as const;
  expect(compose({ ...file, size: 100 })).toMatchObject({
    type: "file",
    size: 100,
    file_name: "a.pdf",
  });
  expect(compose(file)).toMatchObject({ type: "text", text: "a.pdf\nhttps://example.org/a.pdf" });
  const video = { kind: "video", url: "https://example.org/a.mp4", size: 5 } as const;
  expect(compose(video)).toMatchObject({ type: "video", size: 5 });
});

test("keeps a caption: under a picture, and after a video", () => {
  const parts = (kind: "image" | "video") =>
    fitToChannel(
      {
        kind,
        url: kind === "image" ? picture : "https://example.org/a.mp4",
        caption: "Look",
        size: 5,
      },
      viberAbilities,
    ).map(compose);
  expect(parts("image")).toMatchObject([{ type: "picture", text: "Look" }]);
  expect(parts("video")).toMatchObject([{ type: "video" }, { type: "text", text: "Look" }]);
});

test("sends a place and a contact, with more words as text", () => {
  const place = { kind: "location", latitude: 10.77, longitude: 106.7 } as const;
  expect(compose(place)).toMatchObject({
    type: "location",
    location: { lat: "10.77", lon: "106.7" },
  });
  expect(compose({ ...place, name: "Market" })).toMatchObject({
    type: "text",
    text: "Market\nhttps://maps.google.com/?q=10.77,106.7",
  });
  const person = { name: "Bo Lee", phones: ["+16505550001"], emails: [] };
  expect(compose({ kind: "contacts", contacts: [person] })).toMatchObject({ type: "contact" });
  for (const more of [
    { emails: ["a@example.org"] },
    { name: "x".repeat(29) },
    { phones: [] },
    { phones: ["1".repeat(19)] },
  ]) {
    expect(compose({ kind: "contacts", contacts: [{ ...person, ...more }] })).toMatchObject({
      type: "text",
    });
  }
});

test("asks for the contact's place with a button", () => {
  const json = compose({ kind: "locationRequest", text: "Where are you?" });
  expect(checkViberSend(json)).toBeUndefined();
  expect(json).toMatchObject({
    min_api_version: 3,
    keyboard: { Buttons: [{ ActionType: "location-picker" }] },
  });
});

test("asks for the contact's own number with a button, and reads it as international", () => {
  const json = compose({ kind: "text", text: "Your number?", wants: "phone" });
  expect(checkViberSend(json)).toBeUndefined();
  expect(json).toMatchObject({
    min_api_version: 3,
    keyboard: { Buttons: [{ ActionType: "share-phone" }] },
  });
  const shared = (tracking_data: unknown) => {
    const contact = { name: "Bo", phone_number: "380671234567" };
    const base = { id: "1", account: undefined, at: 0, from: { id: "a" }, messageId: "1" };
    return parseViberMessage({ type: "contact", contact, tracking_data }, base);
  };
  const card = (phone: string) => ({
    content: { kind: "contacts", contacts: [{ name: "Bo", phones: [phone], emails: [] }] },
  });
  expect(shared(json.tracking_data)).toMatchObject(card("+380671234567"));
  // A card from the address book is as somebody wrote it.
  expect(shared(undefined)).toMatchObject(card("380671234567"));
});

test.each(edges)("keeps to the limits with %s at the edge and beyond", (_, unit, length) => {
  const exactly = (max: number) => unit.repeat(Math.floor(max / length));
  for (const more of ["", unit]) {
    const options = Array.from({ length: 24 }, (__, index) => ({
      label: `${index}${exactly(57)}${more}`,
      payload: `${token}${index}`,
    }));
    const contents: MessageContent[] = [
      { kind: "text", text: exactly(7_000) + more },
      { kind: "text", text: exactly(4_000) + more, replies: options },
      { kind: "image", url: picture, caption: exactly(768) + more, replies: options },
      {
        kind: "cards",
        cards: Array.from({ length: 7 }, () => ({
          title: exactly(80) + more,
          subtitle: exactly(160) + more,
          imageUrl: picture,
          buttons: options.slice(0, 2).map((it) => ({ type: "postback" as const, ...it })),
        })),
      },
    ];
    for (const content of contents) {
      for (const part of fitToChannel(content, viberAbilities)) {
        expect(checkViberSend(compose(part))).toBeUndefined();
      }
    }
  }
});
