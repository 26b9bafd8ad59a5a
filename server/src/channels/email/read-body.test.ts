import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { sampleEmailSettings as settings } from "../../testing/sample-email-settings.ts";
import { email } from "./channel.ts";
import { readMail } from "./mail.ts";
import { readEmailBody } from "./read-body.ts";

const secret = email.verifyToken?.(settings) ?? "";
const raw =
  "From: Ana <ana@example.net>\r\nSubject: Hi\r\nMessage-ID: <m1@example.net>\r\n\r\nHello\r\n";

const request = (body: Uint8Array, type: string, more: object = {}) => ({
  method: "POST",
  url: "/",
  query: { token: secret },
  headers: { "content-type": type },
  body,
  ...more,
});
const bytes = (text: string) => Buffer.from(text);
async function form(fields: Readonly<Record<string, string | File>>) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    data.append(name, value);
  }
  const response = new Response(data);
  const type = response.headers.get("content-type") ?? "";
  return request(new Uint8Array(await response.arrayBuffer()), type);
}
const read = async (given: ReturnType<typeof request>) => readMail(await readEmailBody(given));

test("reads the mail itself", async () => {
  expect(await read(request(bytes(raw), "message/rfc822"))).toMatchObject({
    from: { address: "ana@example.net", name: "Ana" },
    messageId: "<m1@example.net>",
    text: "Hello\n",
  });
});

test("reads Postmark's JSON, with its files, and the whole mail where it is there", async () => {
  const body = {
    FromFull: { Email: "Ana@example.net", Name: "Ana", MailboxHash: "" },
    ToFull: [{ Email: "shop@example.org", Name: "", MailboxHash: "" }],
    CcFull: [{ Email: "bo@example.net", Name: "Bo", MailboxHash: "" }],
    ReplyTo: "desk@example.net",
    Subject: "Hi",
    MessageID: "22c74902-a0c1-4511-804f-341342852c90",
    Date: "Mon, 3 Aug 2026 10:00:00 +0700",
    TextBody: "Hello",
    HtmlBody: "<p>Hello</p>",
    StrippedTextReply: "",
    Headers: [
      { Name: "Message-ID", Value: "<m1@example.net>" },
      { Name: "In-Reply-To", Value: "<m0@example.org>" },
      { Name: "Auto-Submitted", Value: "auto-replied" },
    ],
    Attachments: [
      {
        Name: "a.txt",
        Content: "SGk=",
        ContentType: "text/plain",
        ContentLength: 2,
        ContentID: "",
      },
      { Name: "l.png", Content: "iVBO", ContentType: "image/png", ContentID: "logo@x" },
    ],
  };
  const json = (value: unknown) =>
    request(bytes(JSON.stringify(value)), "application/json; charset=utf-8");
  expect(await read(json(body))).toMatchObject({
    from: { address: "ana@example.net", name: "Ana" },
    cc: [{ address: "bo@example.net" }],
    replyTo: [{ address: "desk@example.net" }],
    messageId: "<m1@example.net>",
    inReplyTo: "<m0@example.org>",
    date: Date.UTC(2026, 7, 3, 3),
    files: [
      { fileName: "a.txt", inline: false },
      { fileName: "l.png", inline: true },
    ],
  });
  expect(email.parse(await readEmailBody(json(body)), settings, 0)).toMatchObject([
    { quiet: true },
    {},
  ]);
  expect(await read(json({ ...body, RawEmail: raw }))).toMatchObject({ text: "Hello\n" });
});

test("reads SendGrid's form, parsed and raw", async () => {
  const parsed = await form({
    headers: "Message-ID: <m1@example.net>\nReferences: <x@y.org>\n <z@y.org>\nX-A: b",
    from: "Ana <ana@example.net>",
    to: "shop@example.org",
    subject: "Hi",
    text: "Hello",
    envelope: '{"to":["shop@example.org"],"from":"ana@example.net"}',
    attachments: "2",
    "attachment-info":
      '{"attachment1":{"filename":"a.txt","type":"text/plain"},"attachment2":{"filename":"l.png","content-id":"logo"}}',
    attachment1: new File(["Hi"], "a.txt", { type: "text/plain" }),
    attachment2: new File(["x"], "l.png", { type: "image/png" }),
  });
  expect(await read(parsed)).toMatchObject({
    from: { address: "ana@example.net" },
    messageId: "<m1@example.net>",
    references: ["<x@y.org>", "<z@y.org>"],
    text: "Hello",
    files: [
      { fileName: "a.txt", base64: "SGk=", inline: false },
      { fileName: "l.png", inline: true },
    ],
  });
  expect(await read(await form({ email: raw }))).toMatchObject({ text: "Hello\n" });
});

test("reads Mailgun's form, urlencoded, multipart and raw", async () => {
  const fields = {
    sender: "bounce+1@example.net",
    From: "Ana <ana@example.net>",
    recipient: "shop@example.org",
    Subject: "Hi",
    "body-plain": "Hello",
    "stripped-text": "Hello",
    "message-headers":
      '[["Message-Id","<m1@example.net>"],["Date","Mon, 3 Aug 2026 10:00:00 +0700"]]',
  };
  const known = {
    from: { address: "ana@example.net" },
    messageId: "<m1@example.net>",
    text: "Hello",
  };
  const encoded = bytes(new URLSearchParams(fields).toString());
  expect(await read(request(encoded, "application/x-www-form-urlencoded"))).toMatchObject(known);
  expect(await read(await form(fields))).toMatchObject(known);
  expect(await read(await form({ "body-mime": raw }))).toMatchObject({ text: "Hello\n" });
});

test.each([
  ["broken JSON", "{", "application/json"],
  ["JSON that is no mail", "[1]", "application/json"],
  ["a form without an end", "--b\r\nx", "multipart/form-data; boundary=b"],
  ["a form without a boundary", "x", "multipart/form-data"],
  ["nothing", "", ""],
])("takes %s as no mail", async (_, body, type) => {
  expect(email.parse(await readEmailBody(request(bytes(body), type)), settings, 0)).toEqual([]);
});

test("asks for the webhook password, in the address or as Basic authentication", () => {
  const basic = (password: string) => `Basic ${Buffer.from(`mail:${password}`).toString("base64")}`;
  const bare = request(bytes(raw), "message/rfc822", { query: {} });
  expect(email.verify(request(bytes(raw), "message/rfc822"), settings, 0)).toBe(true);
  expect(email.verify({ ...bare, headers: { authorization: basic(secret) } }, settings, 0)).toBe(
    true,
  );
  for (const headers of [
    {},
    { authorization: basic("guess") },
    { authorization: "Basic %" },
    { authorization: `Bearer ${secret}` },
  ]) {
    expect(email.verify({ ...bare, headers }, settings, 0)).toBe(false);
  }
  expect(email.verify({ ...bare, query: { token: "" } }, settings, 0)).toBe(false);
});

test("checks Mailgun's signature where its key is known", async () => {
  const key = "mg_signing_key";
  const timestamp = "1754000000";
  const token = "0123456789abcdef0123456789abcdef0123456789abcdef01";
  const signature = "a5517ba08f533c7dddd06fba7973873c272df0bbd67e9cd5ce7eee90c672def5";
  expect(
    createHmac("sha256", key)
      .update(timestamp + token)
      .digest("hex"),
  ).toBe(signature);
  const signed = { ...settings, mailgunKey: key };
  const verify = async (fields: Readonly<Record<string, string>>, now = 1_754_000_001_000) =>
    email.verify(await form(fields), signed, now);
  expect(await verify({ timestamp, token, signature })).toBe(true);
  expect(await verify({ timestamp, token: `${token}0`, signature })).toBe(false);
  expect(await verify({ timestamp, token, signature: "" })).toBe(false);
  expect(await verify({})).toBe(false);
  expect(await verify({ timestamp, token, signature }, 1_754_100_000_000)).toBe(false);
});
