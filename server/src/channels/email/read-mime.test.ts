import { expect, test } from "vitest";
import { readMail } from "./mail.ts";
import { readMime } from "./read-mime.ts";

const read = async (lines: readonly string[], size?: number) =>
  readMail(await readMime(Buffer.from(lines.join("\r\n"), "latin1"), size));

test.each([
  [
    "utf-8, base64",
    "utf-8",
    "base64",
    Buffer.from("Xin chào, ơi").toString("base64"),
    "Xin chào, ơi",
  ],
  ["iso-8859-1, quoted-printable", "iso-8859-1", "quoted-printable", "caf=E9 =3D 5", "café = 5"],
  ["windows-1258", "windows-1258", "8bit", "\xd5", "Ơ"],
  ["gb18030", "gb18030", "8bit", "\xc4\xe3\xba\xc3", "你好"],
  ["iso-2022-jp", "iso-2022-jp", "7bit", "\x1b$B$3$s\x1b(B", "こん"],
  ["an unknown charset", "x-none", "7bit", "plain", "plain"],
])("decodes %s", async (_, charset, encoding, body, text) => {
  const mail = await read([
    "From: a@b.org",
    `Content-Type: text/plain; charset=${charset}`,
    `Content-Transfer-Encoding: ${encoding}`,
    "",
    body,
  ]);
  expect(mail?.text.trim()).toBe(text);
});

test("reads names, subjects, threads and addresses", async () => {
  const mail = await read([
    "From: =?utf-8?B?Tmd1eeG7hW4gQW4=?= <An@Example.NET>",
    "To: Shop <shop@example.org>, group: bo@example.org, cy@example.org;",
    "Cc: dee@example.org",
    "Reply-To: desk@example.net",
    "Subject: =?utf-8?Q?=C4=90=E1=BA=B7t?=",
    " =?utf-8?Q?_ph=C3=B2ng?=",
    "Message-ID: <m1@example.net>",
    "In-Reply-To: <m0@example.org>",
    "References: <x@example.org>",
    " <m0@example.org>",
    "Date: Mon, 3 Aug 2026 10:00:00 +0700",
    "",
    "Hi",
  ]);
  expect(mail).toMatchObject({
    from: { address: "an@example.net", name: "Nguyễn An" },
    to: [
      { address: "shop@example.org" },
      { address: "bo@example.org" },
      { address: "cy@example.org" },
    ],
    cc: [{ address: "dee@example.org" }],
    replyTo: [{ address: "desk@example.net" }],
    subject: "Đặt phòng",
    messageId: "<m1@example.net>",
    inReplyTo: "<m0@example.org>",
    references: ["<x@example.org>", "<m0@example.org>"],
    date: Date.UTC(2026, 7, 3, 3),
  });
});

test("tells attachments from pictures in the text, and keeps a forwarded mail as a file", async () => {
  const part = (type: string, more: string, body: string) => [
    "--b",
    `Content-Type: ${type}`,
    more,
    "",
    body,
  ];
  const mail = await read([
    "From: a@b.org",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    ...part("text/html", "X-A: 1", '<p>See <img src="cid:logo"></p>'),
    ...part(
      'image/png; name="logo.png"',
      "Content-ID: <logo>\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64",
      "iVBORw0KGgo=",
    ),
    ...part(
      "application/pdf",
      "Content-Disposition: attachment; filename*=utf-8''b%C3%A1o%20gi%C3%A1.pdf\r\nContent-Transfer-Encoding: base64",
      "JVBERi0=",
    ),
    ...part("message/rfc822", "Content-Disposition: attachment", "Subject: inner\r\n\r\nHello"),
    "--b--",
  ]);
  expect(mail?.files.map(({ fileName, mimeType, inline }) => [fileName, mimeType, inline])).toEqual(
    [
      ["logo.png", "image/png", true],
      ["báo giá.pdf", "application/pdf", false],
      ["mail.eml", "message/rfc822", false],
    ],
  );
});

test("keeps the words of a mail that was cut, and leaves out the file that is incomplete", async () => {
  const lines = [
    "From: a@b.org",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Look",
    "--b",
    "Content-Type: application/pdf",
    "Content-Transfer-Encoding: base64",
    "",
    "JVBERi0xLjQK",
  ];
  expect(await read(lines, 50_000_000)).toMatchObject({
    text: "Look\n",
    files: [],
    cutFrom: 50_000_000,
  });
});

test.each([
  ["nothing", ""],
  ["noise", "\0\xff\xfe".repeat(500)],
  ["one endless header", `X: ${"a".repeat(400_000)}`],
  [
    "deep nesting",
    Array.from(
      { length: 60 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
    ).join(""),
  ],
])("takes %s without harm", async (_, raw) => {
  const mail = readMail(await readMime(Buffer.from(raw, "latin1")));
  expect(mail === undefined || mail.files.length <= 30).toBe(true);
});
