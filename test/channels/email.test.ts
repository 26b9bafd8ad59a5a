import { afterEach, beforeEach, expect, test } from "vitest";
import { type MailDouble, startMailDouble } from "../doubles/email.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { channels, conversations } = routes;
let world: World;
let double: MailDouble;
let channelId: string;
let webhook: string;

const options = ["Yes & no", "Maybe"].map((label, index) => ({ id: `o${index}`, label }));
const tour = flowOf(
  "Tour",
  {
    start: keyword("tour"),
    show: {
      type: "message",
      data: {
        typing: true,
        blocks: [
          { kind: "text", id: "a", text: "Welcome <you> & all\nhttps://example.org/a?b=1&c=2" },
          { kind: "image", id: "b", url: "https://example.org/a.jpg", caption: "A room" },
        ],
      },
    },
    few: { type: "quickReplies", data: { text: "Well?", options, attempts: 2 } },
    second: say("You took the second"),
    hi: keyword("hi"),
    hello: say("Hello"),
  },
  ["start.next > show", "show.next > few", "few.option:o1 > second", "hi.next > hello"],
);

beforeEach(async () => {
  world = await startWorld();
  double = await startMailDouble();
  await publish(world, tour);
});
afterEach(async () => {
  await world.close();
  await double.close();
});

async function connect(changes: Readonly<Record<string, string>> = {}): Promise<void> {
  const body = { type: "email", name: "Our mailbox", settings: { ...double.settings, ...changes } };
  const account = await world.call(channels.connectChannel, { body });
  channelId = account.id;
  webhook = `${account.webhookUrl}?token=${account.verifyToken}`;
}

const check = () => world.call(channels.checkChannel, { params: { channelId } });

async function threadOf(name: string) {
  const query = { search: name };
  const [conversation] = (await world.call(conversations.listConversations, { query })).items;
  if (!conversation) {
    return [];
  }
  const params = { conversationId: conversation.id };
  return [...(await world.call(conversations.listMessages, { params })).items].reverse();
}

let made = 0;
function mail(text: string, headers: Readonly<Record<string, string>> = {}): string {
  made += 1;
  const all = {
    From: "Ana Lee <ana@example.net>",
    To: "shop@example.org",
    Subject: "A question",
    Date: new Date().toUTCString(),
    "Message-ID": `<m${made}@example.net>`,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${lines.join("\r\n")}\r\n\r\n${text.replace(/\r?\n/g, "\r\n")}\r\n`;
}

const post = (body: string | Buffer, type = "message/rfc822", url = webhook) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": type },
    body: new Uint8Array(Buffer.from(body)),
  });

test("reads a mailbox, answers in the mail's thread with one mail a turn, and follows a tap", async () => {
  await connect();
  double.imap.deliver(mail("old, from before"), new Date(Date.now() - 3_600_000));
  const question = double.imap.deliver(mail("tour"));
  await until(() => double.taken.length > 0, 20_000);
  const [answer] = double.taken;
  expect(answer).toMatchObject({
    to: ["ana@example.net"],
    mail: { subject: "Re: A question", from: { name: "The Shop" }, inReplyTo: "<m2@example.net>" },
  });
  expect(answer?.mail.html).toContain("Welcome &lt;you&gt; &amp; all<br>");
  expect(answer?.mail.html).toContain('href="https://example.org/a?b=1&amp;c=2"');
  expect(answer?.mail.text).toContain("→ Yes & no\n→ Maybe");
  expect(answer?.mail.headers).toContainEqual(
    expect.objectContaining({ key: "auto-submitted", value: "auto-replied" }),
  );
  const [link = ""] = answer?.mail.html?.match(/mailto:[^"]*Maybe[^"]*/) ?? [];
  const reply = new URL(link.replaceAll("&amp;", "&"));
  double.imap.deliver(
    mail(`${reply.searchParams.get("body")}\n\nOn Mon, Aug 3, 2026, The Shop wrote:\n> tour`, {
      Subject: reply.searchParams.get("subject") ?? "",
      "In-Reply-To": answer?.mail.messageId ?? "",
    }),
  );
  await until(() => double.taken.length > 1, 20_000);
  expect(double.taken[1]?.mail.text?.trim()).toBe("You took the second");
  expect(double.taken).toHaveLength(2);
  expect(await threadOf("Ana")).toMatchObject([
    { content: { text: "tour", data: { subject: "A question" } } },
    { delivery: "sent" },
    {},
    {},
    { content: { text: "Maybe" } },
    { content: { text: "You took the second" } },
  ]);
  expect(question.flags.size).toBe(0);
  expect([...double.imap.refusals, ...double.refusals]).toEqual([]);
}, 60_000);

test("goes on where it was after drops and restarts, takes no mail twice and loses none", async () => {
  await connect();
  double.imap.deliver(mail("hi"));
  await until(() => double.taken.length === 1, 20_000);
  double.imap.drop();
  double.imap.deliver(mail("hi", { From: "bo@example.net" }));
  await until(() => double.taken.length === 2, 30_000);
  await world.stop();
  double.imap.deliver(mail("hi", { From: "cy@example.net" }));
  await world.restart();
  await until(() => double.taken.length === 3, 30_000);
  // The numbers begin anew, with one mail that nobody saw.
  await world.stop();
  double.imap.renumber();
  double.imap.deliver(mail("hi", { From: "dee@example.net" }));
  await world.restart();
  await until(() => double.taken.length === 4, 30_000);
  expect(double.taken.map((it) => it.to[0])).toEqual(
    ["ana", "bo", "cy", "dee"].map((it) => `${it}@example.net`),
  );
}, 120_000);

test("marks mails as seen where the setting says so", async () => {
  await connect({ seen: "markSeen" });
  const question = double.imap.deliver(mail("hi"));
  await until(() => question.flags.has("\\Seen"), 20_000);
}, 40_000);

test("takes the mail's bytes by webhook, with its files, and refuses strangers", async () => {
  await connect({ imapHost: "" });
  const parts = [
    "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nhi, =E9t=E9",
    'Content-Type: text/csv; name="list.csv"\r\nContent-Disposition: attachment; filename="list.csv"\r\nContent-Transfer-Encoding: base64\r\n\r\nYSxi',
    'Content-Type: application/x-msdownload; name="x.exe"\r\nContent-Disposition: attachment; filename="x.exe"\r\nContent-Transfer-Encoding: base64\r\n\r\nTVqQAAMAAAAEAAAA//8AALgAAAA=',
  ];
  const body = `--b\r\n${parts.join("\r\n--b\r\n")}\r\n--b--`;
  const raw = mail(body, { "Content-Type": 'multipart/mixed; boundary="b"' });
  expect((await post(raw)).status).toBe(200);
  expect((await post(raw)).status).toBe(200);
  expect((await post(raw, "message/rfc822", webhook.split("?")[0])).status).toBe(401);
  await until(async () => (await threadOf("Ana")).length >= 2, 20_000);
  const thread = await threadOf("Ana");
  expect(thread).toMatchObject([
    { content: { kind: "file", fileName: "list.csv", caption: "hi, été", mimeType: "text/csv" } },
    { content: { kind: "text", text: expect.stringContaining("x.exe") } },
  ]);
  const [{ content } = { content: { kind: "text" } }] = thread;
  const file = "url" in content ? await world.fetch(content.url) : undefined;
  expect(await file?.text()).toBe("a,b");
}, 40_000);

test("answers no automatic mail, no list and no report; a returned mail marks its message", async () => {
  await connect();
  double.imap.deliver(mail("hi"));
  await until(() => double.taken.length === 1, 20_000);
  const id = double.taken[0]?.mail.messageId ?? "";
  for (const headers of [
    { "Auto-Submitted": "auto-replied" },
    { Precedence: "bulk", From: "news@example.com" },
    { "List-Id": "<all.example.com>", From: "bo@example.com" },
    { From: "MAILER-DAEMON@example.com" },
    { From: "no-reply@example.com" },
    { From: "shop@example.org" },
    { "X-Loop": "shop@example.org" },
  ]) {
    double.imap.deliver(mail("hi", headers));
  }
  const report = [
    "Content-Type: text/plain\r\n\r\nYour mail could not be delivered.",
    "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n\r\nFinal-Recipient: rfc822; ana@example.net\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user",
    `Content-Type: text/rfc822-headers\r\n\r\nSubject: Re: A question\r\nMessage-ID: ${id}`,
  ];
  double.imap.deliver(
    mail(`--r\r\n${report.join("\r\n--r\r\n")}\r\n--r--`, {
      From: "Mail Delivery Subsystem <mailer-daemon@example.net>",
      "Content-Type": 'multipart/report; report-type=delivery-status; boundary="r"',
    }),
  );
  await until(async () => (await threadOf("Ana")).some((it) => it.delivery === "failed"), 20_000);
  const failed = (await threadOf("Ana")).find((it) => it.delivery === "failed");
  expect(failed?.failure).toMatchObject({
    code: "5.1.1",
    message: expect.stringContaining("no such user"),
  });
  double.imap.deliver(mail("hi", { From: "cy@example.net" }));
  await until(() => double.taken.length === 2, 20_000);
  expect(double.taken[1]?.to).toEqual(["cy@example.net"]);
  // The automatic answer is in the thread, for people.
  expect((await threadOf("Ana")).filter((it) => it.direction === "incoming")).toHaveLength(2);
}, 60_000);

test("sends a mail again whose answer was lost, with the same Message-ID, and gives up what is refused", async () => {
  await connect();
  double.fail({ at: "DATA", answer: "451 4.7.1 greylisted" }, { at: "lost", taken: true });
  double.imap.deliver(mail("hi"));
  await until(() => double.taken.length === 2, 60_000);
  expect(double.shown).toHaveLength(1);
  double.fail({ at: "RCPT TO", answer: "550 5.1.1 no such user" });
  double.imap.deliver(mail("hi", { From: "Bo <bo@example.net>" }));
  await until(async () => (await threadOf("Bo")).some((it) => it.delivery === "failed"), 20_000);
  expect((await threadOf("Bo"))[1]?.failure).toMatchObject({ code: "5.1.1" });
  expect(double.shown).toHaveLength(1);
}, 100_000);

test("names what is wrong with the connection", async () => {
  await connect();
  expect(await check()).toMatchObject({ ok: true });
  const problems = [
    [{ password: "wrong" }, /refuses user name and password/],
    [{ imapPassword: "wrong" }, /refuses user name and password/],
    [{ smtpHost: "no-such-host.invalid" }, /There is no host “no-such-host.invalid”/],
    [{ imapHost: "no-such-host.invalid" }, /There is no host/],
    [{ smtpPort: "1" }, /refuses connections/],
    [{ smtpSecurity: "tls" }, /does not speak TLS/],
    [{ smtpSecurity: "starttls" }, /does not speak TLS/],
    [{ imapSecurity: "tls" }, /does not speak TLS/],
    [{ imapSecurity: "starttls" }, /does not speak TLS/],
    [{ folder: "Nowhere" }, /There is no folder “Nowhere”/],
  ] as const;
  for (const [settings, problem] of problems) {
    const body = { settings: { ...double.settings, imapPassword: null, ...settings } };
    await world.call(channels.updateChannel, { params: { channelId }, body: body as never });
    expect({ settings, ...(await check()) }).toMatchObject({
      ok: false,
      problem: { message: expect.stringMatching(problem) },
    });
  }
}, 90_000);

test("asks for new credentials when the mailbox refuses them, and not when it is only busy", async () => {
  double.imap.refuseLogins("NO [UNAVAILABLE] try later");
  await connect();
  const status = async () =>
    (await world.call(channels.readChannel, { params: { channelId } })).status;
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect(await status()).toBe("connected");
  double.imap.refuseLogins("NO [AUTHENTICATIONFAILED] no");
  await until(async () => (await status()) === "needsReconnecting", 30_000);
}, 60_000);

test("joins the mail of another person in the thread to the contact's conversation, unanswered", async () => {
  await connect();
  double.imap.deliver(mail("hi", { Cc: "bo@example.net" }));
  await until(() => double.taken.length === 1, 20_000);
  const headers = {
    From: "Bo <bo@example.net>",
    "In-Reply-To": double.taken[0]?.mail.messageId ?? "",
  };
  double.imap.deliver(mail("hi from Bo", headers));
  await until(async () => (await threadOf("Ana")).length === 3, 20_000);
  const thread = await threadOf("Ana");
  expect(thread[0]?.content).toMatchObject({ data: { cc: ["bo@example.net"] } });
  expect(thread[2]?.content).toMatchObject({ text: "Bo <bo@example.net>:\nhi from Bo" });
  expect(double.taken).toHaveLength(1);
}, 60_000);
