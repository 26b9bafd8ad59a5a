import type { MessageContent } from "@chatloom/flows-schema";
import fc from "fast-check";
import type { channels } from "../../server/src/channels/index.ts";
import { sampleEmailSettings } from "../../server/src/testing/sample-email-settings.ts";
import { shopSamples } from "./shop-samples.ts";

/** Complete settings of each channel, pointing nowhere. */
export const sampleSettings = {
  whatsapp: {
    phoneNumberId: "106540352242922",
    accessToken: "EAAJtesttoken",
    appSecret: "TEST_APP_SECRET",
    wabaId: "102290129340398",
    apiVersion: "v25.0",
    apiBaseUrl: "https://graph.example.org",
  },
  messenger: {
    pageAccessToken: "EAAPagetoken",
    appSecret: "TEST_APP_SECRET",
    pageId: "1906385232743451",
    appId: "1517776481860111",
    apiVersion: "v25.0",
    apiBaseUrl: "https://graph.example.org",
  },
  instagram: {
    login: "instagramLogin",
    accessToken: "IGAAtoken",
    appSecret: "TEST_APP_SECRET",
    accountId: "17841400000000000",
    appId: "1517776481860111",
    apiVersion: "v25.0",
    apiBaseUrl: "https://graph.example.org",
  },
  telegram: {
    botToken: "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
    botUsername: "sample_bot",
    apiBaseUrl: "https://api.example.org",
  },
  zalo: {
    appId: "1234567890123456789",
    appSecret: "app-secret",
    oaSecretKey: "oa_secret_for_tests",
    accessToken: "access",
    refreshToken: "refresh",
    oaId: "1423847451268726170",
    apiBaseUrl: "https://openapi.example.org",
    templateBaseUrl: "https://business.example.org",
    loginBaseUrl: "https://oauth.example.org",
  },
  line: {
    channelAccessToken: "line-access-token",
    channelSecret: "8c570fa6dd201bb328f1c1eac23a96d8",
    botUserId: "U8e742f61d673b39c7fff3cecb7536ef0",
    videoPreviewUrl: "https://example.org/preview.jpg",
    apiBaseUrl: "https://api.example.org",
    contentBaseUrl: "https://files.example.org",
  },
  tiktok: {
    appId: "7512345678901234567",
    appSecret: "tiktok_app_secret",
    businessId: "biz-open-id",
    accessToken: "act.token",
    refreshToken: "rft.token",
    apiBaseUrl: "https://business.example.org",
  },
  web: {},
  http: { outgoingUrl: "https://chat.example.org/messages", secret: "test_secret" },
  slack: {
    botToken: "xoxb-test",
    signingSecret: "8f742231b10e8888abcd99yyyzzz85a5",
    teamId: "T0AAA1111",
    botUserId: "U0BOT0001",
    apiBaseUrl: "https://slack.example.org/api",
  },
  viber: {
    authToken: "viber-auth-token",
    senderName: "Shop",
    greeting: "Hello!",
    startButton: "Start",
    apiBaseUrl: "https://viber.example.org/pa",
  },
  "chatwoot-bot": {
    apiBaseUrl: "https://chat.example.org",
    accountId: "1",
    inboxId: "3",
    accessToken: "chatwoot-token",
    botToken: "bot-token",
    webhookSecret: "bot_secret",
    webhook: "on",
  },
  email: sampleEmailSettings,
  discord: {
    botToken: "MTQw.test.token",
    publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    applicationId: "1400000000000000000",
    command: "chat",
    apiBaseUrl: "https://discord.example.org/api/v10",
  },
} satisfies Record<keyof typeof channels, Record<string, string>>;

/** An address of a contact on each channel. */
export const sampleAddress: Readonly<Record<keyof typeof channels, string>> = {
  whatsapp: "16505551234",
  messenger: "7300000000000001",
  instagram: "8400000000000001",
  telegram: "1111111",
  zalo: "2468458835296197920",
  line: "U4af4980629a8a7e1b6f5e4d3c2b1a091",
  tiktok: "conv+abc==",
  "chatwoot-bot": "421",
  web: "visitor-1",
  http: "customer-7",
  email: "ana@example.net",
  slack: "U0EEE5555",
  discord: "1400000000000000777",
  viber: "01234567890A=",
};

const words = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }) },
  { weight: 2, arbitrary: fc.lorem({ maxCount: 900, mode: "words" }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "👩‍👩‍👧‍👦".repeat(300),
      "ế".repeat(5_000),
      "a\n\n\nb\n\nc\nd",
      "<b>&</b> _*[`",
    ),
  },
);
const label = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
  fc.lorem({ maxCount: 8 }),
  fc.constantFrom("Yes", "yes", "A label that is much too long for any button there is"),
);
const token = fc
  .string({ unit: fc.constantFrom(..."abcdefghijklmnop0123456789"), minLength: 15, maxLength: 15 })
  .map((it) => `~${it}`);
const url = fc.constantFrom("https://example.org/a.jpg", "https://example.org/b?x=1&y=%20");
const maybe = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((it) => (it === undefined ? {} : { [key]: it }));
const options = (max: number) =>
  fc.uniqueArray(fc.record({ label, payload: token }), {
    selector: (it) => it.payload,
    maxLength: max,
    minLength: 1,
  });
const replies = maybe("replies", options(35));
const button = fc.oneof(
  fc.record({ type: fc.constant("postback"), label, payload: token }),
  fc.record({ type: fc.constant("url"), label, url }),
  fc.record({ type: fc.constant("phone"), label, phone: fc.constant("+16505550001") }),
);
const buttons = (minLength: number) =>
  fc.uniqueArray(button, {
    selector: (it) => ("payload" in it ? it.payload : it),
    minLength,
    maxLength: 12,
  });
const media = (kind: string, more: fc.Arbitrary<object>) =>
  fc
    .tuple(url, replies, more)
    .map(([address, part, rest]) => ({ kind, url: address, ...part, ...rest }));
const caption = maybe("caption", words);
const card = fc
  .tuple(words, maybe("subtitle", words), maybe("imageUrl", url), buttons(0))
  .map(([title, subtitle, image, given]) => ({
    title,
    ...subtitle,
    ...image,
    buttons: given.slice(0, 5),
  }));

/** Cards as a marketer makes them: alike. */
const uniformCards = fc
  .tuple(
    fc.array(fc.record({ title: words, imageUrl: url }), { minLength: 1, maxLength: 12 }),
    fc.integer({ min: 0, max: 3 }),
    fc.boolean(),
  )
  .map(([cards, count, links]) => ({
    kind: "cards",
    cards: cards.map((it, place) => ({
      ...it,
      buttons: Array.from({ length: count }, (_, index) =>
        links
          ? { type: "url", label: "Open", url: "https://example.org" }
          : {
              type: "postback",
              label: `Pick ${index}`,
              payload: `~${String(place * 10 + index).padStart(15, "0")}`,
            },
      ),
    })),
  }));

/** Generates any message that a flow may send, for any channel. */
export const anyContent: fc.Arbitrary<MessageContent> = fc.oneof(
  fc.tuple(words, replies).map(([text, part]) => ({ kind: "text", text, ...part })),
  media("image", caption),
  media("video", caption),
  media("audio", maybe("voice", fc.boolean())),
  media(
    "file",
    fc.tuple(caption, maybe("fileName", fc.constant("a.pdf"))).map(([a, b]) => ({ ...a, ...b })),
  ),
  fc
    .tuple(url, maybe("emoji", fc.constant("😀")))
    .map(([address, part]) => ({ kind: "sticker", url: address, ...part })),
  fc
    .tuple(
      fc.integer({ min: -90, max: 90 }),
      fc.integer({ min: -180, max: 180 }),
      maybe("name", label),
      maybe("address", label),
    )
    .map(([latitude, longitude, name, address]) => ({
      kind: "location",
      latitude,
      longitude,
      ...name,
      ...address,
    })),
  fc
    .array(
      fc.record({
        name: label,
        phones: fc.constantFrom([], ["+16505550001"]),
        emails: fc.constantFrom([], ["a@example.org"]),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((contacts) => ({ kind: "contacts", contacts })),
  fc
    .tuple(
      fc.oneof({ weight: 5, arbitrary: words }, fc.constant("")),
      buttons(1),
      fc.oneof(maybe("imageUrl", url), maybe("videoUrl", url)),
    )
    .map(([text, given, media]) => ({ kind: "buttons", text, buttons: given, ...media })),
  fc
    .tuple(
      words,
      label,
      fc.uniqueArray(fc.tuple(label, maybe("description", words), token), {
        selector: (it) => it[2],
        minLength: 1,
        maxLength: 35,
      }),
    )
    .map(([text, name, rows]) => ({
      kind: "list",
      text,
      button: name,
      rows: rows.map(([title, more, payload]) => ({ label: title, ...more, payload })),
    })),
  fc.array(card, { minLength: 1, maxLength: 12 }).map((cards) => ({ kind: "cards", cards })),
  uniformCards,
  words.map((text) => ({ kind: "locationRequest", text })),
  fc
    .tuple(words, fc.array(fc.constantFrom("p1", "p2", "p3"), { maxLength: 40 }), fc.boolean())
    .map(([text, productIds, known]) => ({
      kind: "products",
      text,
      catalogId: known ? "cat-1" : "",
      productIds,
      ...(known && { pageUrl: "https://shop.example.org/" }),
    })),
  ...shopSamples(words, label),
  fc.tuple(words, label, fc.boolean()).map(([text, button, more]) => ({
    kind: "form",
    text,
    button,
    formId: "77",
    ...(more && {
      screen: "FIRST",
      values: { a: "1" },
      pageUrl: "https://shop.example.org/form",
    }),
  })),
  words.map((preview) => ({
    kind: "template",
    name: "order_update",
    language: "en_US",
    parameters: [
      { place: "body", kind: "text", value: "A-7" },
      { place: "button", kind: "payload", value: "YES", index: 0 },
    ],
    preview,
  })),
  fc.constantFrom("👍", "").map((emoji) => ({ kind: "reaction", messageId: "1111111:5", emoji })),
) as fc.Arbitrary<MessageContent>;
