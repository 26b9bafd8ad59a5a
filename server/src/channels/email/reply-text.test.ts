import { expect, test } from "vitest";
import { readMail } from "./mail.ts";
import { replyText } from "./reply-text.ts";

const replyOf = (parts: { readonly text?: string; readonly html?: string }) =>
  replyText(readMail({ messageId: "<a@b.org>", ...parts }) ?? ({} as never));

const quote = "> Xin chào\n> Bạn khỏe không?";

test.each([
  [
    "English",
    `Yes, please.\n\nOn Mon, Aug 3, 2026 at 10:00 AM The Shop <shop@example.org> wrote:\n${quote}`,
  ],
  [
    "English over two lines",
    `Yes, please.\n\nOn Mon, Aug 3, 2026 at 10:00 AM The Shop\n<shop@example.org> wrote:\n\n${quote}`,
  ],
  [
    "Vietnamese Gmail",
    `Yes, please.\n\nVào Th 2, 3 thg 8, 2026 vào lúc 10:00 The Shop <shop@example.org> đã viết:\n\n${quote}`,
  ],
  [
    "Vietnamese Apple",
    `Yes, please.\n\nVào 10:00, Th 2, 3 thg 8, 2026 The Shop <shop@example.org>\nđã viết:\n\n${quote}`,
  ],
  [
    "German",
    `Yes, please.\n\nAm 03.08.2026 um 10:00 schrieb The Shop <shop@example.org>:\n\n${quote}`,
  ],
  [
    "French",
    `Yes, please.\n\nLe lun. 3 août 2026 à 10:00, The Shop <shop@example.org> a écrit :\n\n${quote}`,
  ],
  [
    "Outlook",
    "Yes, please.\n\nFrom: The Shop <shop@example.org>\nSent: Monday, August 3, 2026 10:00 AM\nTo: Ana\nSubject: Hi\n\nXin chào",
  ],
  [
    "Vietnamese Outlook",
    "Yes, please.\n\nTừ: The Shop <shop@example.org>\nĐã gửi: Thứ Hai, 3 Tháng Tám 2026\nĐến: Ana\nChủ đề: Hi\n\nXin chào",
  ],
  ["a divider", "Yes, please.\n\n-----Original Message-----\nXin chào"],
  ["a Vietnamese divider", "Yes, please.\n\n----- Thư gốc -----\nXin chào"],
  ["a signature", "Yes, please.\n\n-- \nAna Lee\n+84 90 123 45 67"],
  ["lines that end as Windows ends them", "Yes, please.\r\n\r\n> Xin chào\r\n"],
])("cuts what %s quotes", (_, text) => {
  expect(replyOf({ text })).toBe("Yes, please.");
});

test("keeps words that only look like a quote", () => {
  const text = "From: my heart, thank you.\n\nOn Monday I wrote: nothing.";
  expect(replyOf({ text })).toBe(text);
});

test("keeps all of a mail that is nothing but a quote", () => {
  const forwarded =
    "---------- Forwarded message ---------\nFrom: Bo <bo@example.org>\nDate: today\n\nLook";
  expect(replyOf({ text: forwarded })).toContain("Look");
  expect(replyOf({ text: "> Yes" })).toContain("Yes");
});

test.each([
  [
    "Gmail",
    '<div dir="ltr">Yes, <b>please</b>.</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon…</div><blockquote>old</blockquote></div>',
  ],
  [
    "Outlook on the web",
    '<div>Yes, please.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Shop</div><div>old</div>',
  ],
  ["Apple Mail", 'Yes, please.<br><blockquote type="cite"><div>old</div></blockquote>'],
  ["Yahoo", '<div>Yes, please.</div><div id="y1" class="yahoo_quoted"><p>old</p></div>'],
  [
    "Thunderbird",
    '<p>Yes, please.</p><div class="moz-cite-prefix">On …</div><blockquote type="cite" cite="mid:x">old</blockquote>',
  ],
])("cuts what %s quotes in HTML, also where the text has it unmarked", (_, html) => {
  expect(replyOf({ text: "Yes, please. old", html })).toBe("Yes, please.");
});

test("turns HTML without a text into text", () => {
  const html = `<html><head><style>p{}</style><title>No</title></head><body>
    <div style="display:none">preview</div><h1>Đặt phòng</h1><p>Tôi muốn&nbsp;<b>hai</b> phòng &amp; ăn sáng.</p>
    <ul><li>Thứ ba</li><li>Thứ tư</li></ul><script>alert(1)</script>
    <table><tr><td>A</td><td>1</td></tr><tr><td>B</td><td>2</td></tr></table>
    <a href="https://example.org/x">here</a> <img src="cid:a" alt="Logo"></body></html>`;
  expect(replyOf({ html })).toBe(
    "Đặt phòng\n\nTôi muốn hai phòng & ăn sáng.\n\n- Thứ ba\n- Thứ tư\n\nA 1\nB 2\nhere <https://example.org/x> Logo",
  );
});

test("keeps answers between and below quoted lines", () => {
  const text =
    "On Mon, The Shop <shop@example.org> wrote:\n> How many?\n\nTwo.\n\n> When?\nTuesday.";
  expect(replyOf({ text })).toBe("Two.\n\nTuesday.");
});

test("leaves out what a phone adds", () => {
  expect(replyOf({ text: "Yes.\n\nSent from my iPhone" })).toBe("Yes.");
  expect(replyOf({ text: "Sent from my iPhone" })).toBe("Sent from my iPhone");
});

test("is quick with a text that is made to be slow", () => {
  // Processor time: the clock also counts what other tests do meanwhile.
  const began = process.cpuUsage();
  replyOf({ text: `On ${"a ".repeat(200_000)}` });
  replyOf({ text: `${"From: x\n".repeat(20_000)}` });
  replyOf({ text: `${"Op x schreef ".repeat(8_000)}` });
  replyOf({ text: ">".repeat(100_000) });
  replyOf({ text: `${"Am x <a@b.c schrieb ".repeat(20)}\n`.repeat(250) });
  replyOf({ html: "<div>".repeat(100_000) });
  replyOf({ html: "<p>a <a href=https://e.org>b</a>".repeat(50_000) });
  replyOf({ html: "\u200b".repeat(500_000) });
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1_000).toBeLessThan(3_000);
});
