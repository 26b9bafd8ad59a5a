import type { MessageContent } from "@chatloom/flows-schema";
import { fitToChannel } from "@chatloom/runtime";
import { expect, test } from "vitest";
import { sampleEmailSettings as settings } from "../../testing/sample-email-settings.ts";
import { emailAbilities, mostAttached } from "./abilities.ts";
import { composeMail } from "./compose-mail.ts";
import { messageIdFor } from "./message-id.ts";

const message = { id: "turn-1:0", to: "ana@example.net", author: "bot" } as const;
const thread = JSON.stringify({
  subject: "RE: Re: Aw: Trả lời: Đặt phòng",
  references: ["<m0@example.net>", "<m1@example.net>"],
  to: "desk@example.net",
});

function mailOf(content: MessageContent, more: object = {}) {
  const { mail } = composeMail({ ...message, content, ...more }, settings);
  if (!mail) {
    throw new Error("there is no mail");
  }
  return mail;
}
const hello = { kind: "text", text: "Hello" } as const;

test("answers in the thread of the contact's mail, at its reply address", () => {
  expect(mailOf(hello, { thread })).toMatchObject({
    from: { name: "The Shop", address: "Shop@Example.org" },
    to: "desk@example.net",
    subject: "Re: Đặt phòng",
    headers: {
      "In-Reply-To": "<m1@example.net>",
      References: "<m0@example.net> <m1@example.net>",
      "Auto-Submitted": "auto-replied",
    },
  });
  expect(mailOf(hello)).toMatchObject({
    to: "ana@example.net",
    subject: "Message for you",
    headers: { "Auto-Submitted": "auto-generated" },
  });
  expect(mailOf(hello, { author: "human" }).headers).not.toHaveProperty("Auto-Submitted");
  expect(mailOf(hello, { campaign: true }).headers["List-Unsubscribe"]).toBe(
    "<mailto:Shop@Example.org?subject=unsubscribe>",
  );
});

test("takes the subject of the setting where it is to be the same always", () => {
  const rule = { ...settings, subjectRule: "fixedSubject" } as const;
  const { mail } = composeMail({ ...message, content: hello, thread }, rule);
  expect(mail?.subject).toBe("Message for you");
});

test("gives each attempt to send a message the same Message-ID, and each message another", () => {
  expect(mailOf(hello).messageId).toBe(mailOf(hello).messageId);
  expect(mailOf(hello).messageId).toBe(messageIdFor("turn-1:0", "ana@example.net", settings));
  expect(mailOf(hello, { id: "turn-1:1" }).messageId).not.toBe(mailOf(hello).messageId);
});

test("puts all messages of a turn into one mail", () => {
  const more: readonly MessageContent[] = [{ kind: "text", text: "Second" }];
  expect(mailOf(hello, { more }).text).toBe("Hello\n\nSecond\n");
});

test("escapes what people wrote, and refuses addresses that run scripts", () => {
  const { html } = mailOf({
    kind: "buttons",
    text: '<script>alert(1)</script> & "x"',
    buttons: [
      { type: "url", label: "<b>", url: "javascript:alert(1)" },
      { type: "phone", label: "Call", phone: "+84901234567" },
      { type: "postback", label: "Yes & <no>", payload: "~k3f9x2m8q1w7e5r" },
    ],
  });
  expect(html).not.toMatch(/<script|<b>|javascript:/);
  expect(html).toContain('href="tel:+84901234567"');
  expect(html).toContain("background:#123456");
  const [, href = ""] = /href="(mailto:[^"]*)"/.exec(html) ?? [];
  const link = new URL(href.replaceAll("&amp;", "&"));
  expect(link.pathname).toBe("Shop@Example.org");
  expect(link.searchParams.get("body")).toBe("Yes & <no>\r\n\r\n[#~k3f9x2m8q1w7e5r]");
});

test("attaches files of ours as long as the mail has room, and links the others", () => {
  const file = (size: number, fileId: string): MessageContent => ({
    kind: "file",
    url: `https://chat.example.org/files/${fileId}`,
    fileId,
    size,
    fileName: `${fileId}.pdf`,
    mimeType: "application/pdf",
  });
  const mail = mailOf(file(mostAttached - 10, "a"), { more: [file(11, "b"), file(10, "c")] });
  expect(mail.attachments.map((it) => it.fileId)).toEqual(["a", "c"]);
  expect(mail.html).toContain('<a href="https://chat.example.org/files/b">b.pdf</a>');
  expect(mail.text).toContain("b.pdf\nhttps://chat.example.org/files/b");
});

test("shows a picture of ours in the mail", () => {
  const picture = { fileId: "p", size: 5, mimeType: "image/png", fileName: "room.png" } as const;
  const mail = mailOf({ kind: "image", url: "https://x.org/p", ...picture, caption: "A room" });
  expect(mail.attachments).toMatchObject([{ fileId: "p", contentId: "p@example.org" }]);
  expect(mail.html).toContain('src="cid:p@example.org"');
});

test("refuses what has no words and what is no address", () => {
  expect(() => mailOf({ kind: "text", text: " " })).toThrow("no words");
  expect(() => mailOf(hello, { to: "visitor-1" })).toThrow("not an e-mail address");
});

test("keeps header lines whole, whatever a subject holds", () => {
  const strange = JSON.stringify({
    subject: "a\r\nBcc: x@y.org\r\n\r\nb",
    references: [],
    to: "a@b.org",
  });
  expect(mailOf(hello, { thread: strange }).subject).toBe("Re: a Bcc: x@y.org b");
});

test.each([
  ["letters", "a"],
  ["Vietnamese", "ế"],
  ["Bengali", "ক্ষি"],
  ["Arabic", "مُ"],
  ["a family", "👩‍👩‍👧‍👦"],
])("sends a text at the limit as one message and one over as two: %s", (_, character) => {
  const most = Math.floor(emailAbilities.text.max / character.length);
  const parts = (count: number) =>
    fitToChannel({ kind: "text", text: character.repeat(count) }, emailAbilities);
  expect(parts(most)).toHaveLength(1);
  expect(parts(most + 1)).toHaveLength(2);
});
