import type { MessageContent } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import type { HttpReply, OutgoingMessage } from "../channel.ts";
import { zalo } from "./channel.ts";

const settings = {
  appId: "1234567890123456789",
  appSecret: "app-secret",
  oaSecretKey: "oa_secret_for_tests",
  accessToken: "access",
  refreshToken: "refresh",
  apiBaseUrl: "https://openapi.zalo.me",
  templateBaseUrl: "https://business.openapi.zalo.me",
  loginBaseUrl: "https://oauth.zaloapp.com",
};
const message = { id: "turn1:0", to: "2468", author: "bot" } as const;
const now = 1_750_000_000_000;
const hour = 3_600_000;

function compose(
  content: MessageContent,
  more: Partial<OutgoingMessage> = {},
  prepared: readonly HttpReply[] = [],
) {
  const call = zalo.compose({ ...message, content, ...more }, settings, prepared);
  return "url" in call ? { path: new URL(call.url).pathname, json: call.json } : undefined;
}

test("writes to the consultation address with the token in its own header", () => {
  const content = { kind: "text", text: "Xin chào" } as const;
  expect(zalo.compose({ ...message, content, replyTo: "m-1" }, settings)).toEqual({
    method: "POST",
    url: "https://openapi.zalo.me/v3.0/oa/message/cs",
    headers: { access_token: "access" },
    json: {
      recipient: { user_id: "2468" },
      message: { text: "Xin chào", quote_message_id: "m-1" },
    },
  });
});

test("composes characters, which Zalo counts one by one", () => {
  const spread = "Đặt lịch".normalize("NFD");
  expect(spread.length).toBeGreaterThan("Đặt lịch".length);
  expect(compose({ kind: "text", text: spread })).toMatchObject({
    json: { message: { text: "Đặt lịch".normalize("NFC") } },
  });
});

test("sends buttons whose payload carries the label, because a tap brings back nothing else", () => {
  const payload = "~k3f9x2m8q1w7e5r";
  const buttons = [
    { type: "postback", label: "Đồng ý", payload },
    { type: "url", label: "Site", url: "https://e.org" },
    { type: "phone", label: "Gọi", phone: "0901 234 567" },
  ] as const;
  expect(compose({ kind: "buttons", text: "Sao?", buttons: [...buttons] })?.json).toMatchObject({
    message: {
      text: "Sao?",
      attachment: {
        type: "template",
        payload: {
          buttons: [
            { title: "Đồng ý", type: "oa.query.hide", payload: `${payload} Đồng ý` },
            { title: "Site", type: "oa.open.url", payload: { url: "https://e.org" } },
            { title: "Gọi", type: "oa.open.phone", payload: { phone_code: "84901234567" } },
          ],
        },
      },
    },
  });
});

test("uploads a file of ours first, and sends others as a link", () => {
  const file = { kind: "file", url: "https://e.org/a.pdf", fileName: "a.pdf" } as const;
  const ours = { ...file, fileId: "f1", mimeType: "application/pdf" };
  expect(zalo.prepare?.({ ...message, content: ours }, settings, [])).toMatchObject({
    url: "https://openapi.zalo.me/v2.0/oa/upload/file",
    upload: { field: "file", fileId: "f1", fileName: "a.pdf", mimeType: "application/pdf" },
  });
  const reply = { status: 200, headers: {}, body: { error: 0, data: { token: "t1" } } };
  expect(zalo.prepare?.({ ...message, content: ours }, settings, [reply])).toBeUndefined();
  expect(compose(ours, {}, [reply])?.json).toMatchObject({
    message: { attachment: { type: "file", payload: { token: "t1" } } },
  });
  expect(zalo.prepare?.({ ...message, content: file }, settings, [])).toBeUndefined();
  expect(compose(file)?.json).toMatchObject({ message: { text: "a.pdf\nhttps://e.org/a.pdf" } });
});

test("reacts with what Zalo has, and writes any other emoji", () => {
  const reaction = (emoji: string) => compose({ kind: "reaction", messageId: "m-1", emoji });
  expect(reaction("❤️")).toEqual({
    path: "/v2.0/oa/message",
    json: {
      recipient: { user_id: "2468" },
      sender_action: { react_icon: "/-heart", react_message_id: "m-1" },
    },
  });
  expect(reaction("")).toMatchObject({ json: { sender_action: { react_icon: "/-remove" } } });
  expect(reaction("🦊")).toMatchObject({ json: { message: { text: "🦊" } } });
});

test("answers somebody who is not logged in by the older address, without buttons", () => {
  const to = "anonymous:a1:conv:7";
  const recipient = { anonymous_id: "a1", conversation_id: "conv:7" };
  expect(compose({ kind: "text", text: "hi" }, { to })).toEqual({
    path: "/v2.0/oa/message",
    json: { recipient, message: { text: "hi" } },
  });
  const buttons = [{ type: "url" as const, label: "Site", url: "https://e.org" }];
  expect(compose({ kind: "buttons", text: "Well?", buttons }, { to })?.json).toEqual({
    recipient,
    message: { text: "Well?\nSite: https://e.org" },
  });
});

const template = {
  kind: "template" as const,
  name: "312345",
  language: "vi",
  parameters: [{ place: "body" as const, kind: "text" as const, name: "code", value: "A-7" }],
};

test("sends a template by the contact's id, or by a phone number that is given", () => {
  expect(compose(template)).toEqual({
    path: "/v3.0/oa/message/template",
    json: { user_id: "2468", template_id: "312345", template_data: { code: "A-7" } },
  });
  const phone = {
    place: "body" as const,
    kind: "text" as const,
    name: "phone",
    value: "0901234567",
  };
  const call = zalo.compose(
    { ...message, content: { ...template, parameters: [...template.parameters, phone] } },
    settings,
  );
  expect(call).toMatchObject({
    url: "https://business.openapi.zalo.me/message/template",
    json: {
      phone: "84901234567",
      template_id: "312345",
      template_data: { code: "A-7" },
      tracking_id: "turn1:0",
    },
  });
});

test("asks for contact details by a template of that name", () => {
  const parameters = [
    { place: "body" as const, kind: "text" as const, name: "title", value: "Thông tin" },
    { place: "body" as const, kind: "text" as const, name: "subtitle", value: "Để giao hàng" },
  ];
  expect(compose({ ...template, name: "request_user_info", parameters })).toMatchObject({
    path: "/v3.0/oa/message/cs",
    json: {
      message: {
        attachment: {
          payload: {
            template_type: "request_user_info",
            elements: [{ title: "Thông tin", subtitle: "Để giao hàng" }],
          },
        },
      },
    },
  });
});

test.each([
  [-32, "busy"],
  [-100, "busy"],
  [-108, "content"],
  [-109, "content"],
  [-115, "policy"],
  [-118, "content"],
  [-124, "auth"],
  [-144, "policy"],
  [-147, "policy"],
  [-1241, "auth"],
  [-1472, "policy"],
  [-200, "content"],
  [-201, "content"],
  [-204, "auth"],
  [-209, "auth"],
  [-210, "content"],
  [-211, "policy"],
  [-213, "unreachable"],
  [-216, "auth"],
  [-217, "unreachable"],
  [-218, "policy"],
  [-220, "auth"],
  [-223, "auth"],
  [-224, "policy"],
  [-227, "unreachable"],
  [-230, "window"],
  [-232, "window"],
  [-234, "policy"],
  [-240, "policy"],
  [-242, "auth"],
  [-244, "unreachable"],
  [-321, "policy"],
  [-9999, "content"],
] as const)("understands error %i as %s, whatever the status", (error, kind) => {
  const result = zalo.readReply({ status: 200, headers: {}, body: { error, message: "m" } });
  expect(result).toMatchObject({ ok: false, failure: { kind, code: String(error) } });
});

test("tells members in words what a quota means", () => {
  const result = zalo.readReply({ status: 200, headers: {}, body: { error: -147, message: "x" } });
  expect(result).toMatchObject({
    failure: { message: "This template's daily quota is used up: x" },
  });
});

test("takes the message's id from either kind of answer, and knows an answer that is none", () => {
  const read = (body: unknown, status = 200) => zalo.readReply({ status, headers: {}, body });
  expect(read({ error: 0, data: { message_id: "a" } })).toEqual({ ok: true, messageId: "a" });
  expect(read({ error: 0, data: { msg_id: "b" } })).toEqual({ ok: true, messageId: "b" });
  expect(read("<html>")).toMatchObject({ failure: { kind: "unknown" } });
  expect(read("<html>", 502)).toMatchObject({ failure: { kind: "busy" } });
});

const signed = Buffer.from(
  '{"app_id":"1234567890123456789","sender":{"id":"2468458835296197922"},"recipient":{"id":"1423847451268726170"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"96d3cdf3af150460909"},"timestamp":"1754000000123","user_id_by_app":"552177279717587730"}',
);
const mac = "53e4fc64e371aaff9a6758c1108a20d02369cffc4a6ea1ada9c3e3cf43979c72";

test("checks the signature over the bytes as they came", () => {
  const verify = (header: string | undefined, body: Uint8Array = signed, changes = {}) =>
    zalo.verify(
      {
        method: "POST",
        url: "/",
        query: {},
        headers: header === undefined ? {} : { "x-zevent-signature": header },
        body,
      },
      { ...settings, ...changes },
      now,
    );
  expect(verify(`mac=${mac}`)).toBe(true);
  expect(verify(`mac = ${mac}`)).toBe(true);
  expect(verify(mac.toUpperCase())).toBe(true);
  expect(verify(`mac=${mac}`, Buffer.from(signed.toString().replace("chào", "chao")))).toBe(false);
  expect(verify(`mac=${mac}`, signed, { oaSecretKey: "other" })).toBe(false);
  expect(verify(`mac=${mac}`, signed, { appId: "1" })).toBe(false);
  expect(verify(`mac=${mac}`, signed, { appId: "1", oaId: "1234567890123456789" })).toBe(true);
  expect(verify(undefined)).toBe(false);
});

test("knows the console's test, which holds no event and no signature", () => {
  const probe = (body: string, headers = {}) =>
    zalo.isProbe?.({ method: "POST", url: "/", query: {}, headers, body: Buffer.from(body) });
  expect([probe(""), probe("{}"), probe("[1")]).toEqual([true, true, true]);
  expect(probe(signed.toString())).toBe(false);
  expect(probe("{}", { "x-zevent-signature": "mac=0" })).toBe(false);
});

test("renews what a member entered at once, and then before it expires", () => {
  const when = (known: object, given: object = settings) =>
    zalo.renew?.when(given as typeof settings, { givenAt: now, ...known });
  expect(when({})).toEqual({ due: now, expires: now + hour });
  expect(when({}, { ...settings, accessToken: "" })).toEqual({ due: now, expires: now });
  const day = { renewedAt: now, expiresAt: now + 24 * hour };
  expect(when(day)).toEqual({ due: now + 18 * hour, expires: now + 24 * hour });
});

test("asks for new tokens in a form, and reads both", () => {
  expect(zalo.renew?.ask(settings)).toEqual({
    method: "POST",
    url: "https://oauth.zaloapp.com/v4/oa/access_token",
    headers: { secret_key: "app-secret" },
    form: {
      refresh_token: "refresh",
      app_id: "1234567890123456789",
      grant_type: "refresh_token",
    },
  });
  const read = (body: unknown, status = 200) =>
    zalo.renew?.read({ status, headers: {}, body }, now);
  const pair = { access_token: "a2", refresh_token: "r2", expires_in: "90000" };
  expect(read(pair)).toEqual({
    ok: true,
    settings: { accessToken: "a2", refreshToken: "r2" },
    expiresAt: now + 25 * hour,
  });
  const refusal = { error: -14014, error_name: "Invalid", error_description: "Invalid token" };
  expect(read(refusal)).toMatchObject({ failure: { kind: "auth", message: "Invalid token" } });
  expect(read("<html>", 502)).toMatchObject({ failure: { kind: "busy" } });
  expect(read({ access_token: "a2" })).toMatchObject({ failure: { kind: "busy" } });
});
