import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { guardedAgent } from "./guarded-agent.ts";
import { sendNotification } from "./send-notification.ts";

const received: { readonly from: string; readonly to: readonly string[]; readonly mail: string }[] =
  [];
const server = new SMTPServer({
  authOptional: false,
  allowInsecureAuth: true,
  disabledCommands: ["STARTTLS"],
  onAuth: ({ username, password }, _, done) =>
    username === "desk" && password === "p@ss"
      ? done(null, { user: username })
      : done(new Error("Invalid username or password")),
  onRcptTo: ({ address }, _, done) =>
    done(
      address.endsWith("@full.example")
        ? Object.assign(new Error("The mailbox is full"), { responseCode: 552 })
        : null,
    ),
  onData(stream, { envelope }, done) {
    void text(stream).then((mail) => {
      const from = envelope.mailFrom ? envelope.mailFrom.address : "";
      received.push({ from, to: envelope.rcptTo.map((it) => it.address), mail });
      done();
    });
  },
});
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `smtp://desk:p%40ss@127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
beforeEach(() => {
  received.length = 0;
});

function notification(address: string, smtpUrl = url) {
  return sendNotification(
    {
      type: "notify",
      id: "6b027ac393399f7056efbce2.4:1",
      flowId: "flow",
      nodeId: "node",
      to: "email",
      address,
      text: "Đơn hàng mới\nAda asks for a call back.",
    },
    { url: smtpUrl, from: "Chatloom <bot@shop.example>" },
    { agent: guardedAgent(true), allowPrivate: true },
  );
}

test("a notification by e-mail arrives with its first line as the subject, and always under the same id", async () => {
  expect(await notification("owner@shop.example")).toEqual({ answer: null });
  expect(await notification("owner@shop.example")).toEqual({ answer: null });
  expect(received).toHaveLength(2);
  for (const { from, to, mail } of received) {
    expect(from).toBe("bot@shop.example");
    expect(to).toEqual(["owner@shop.example"]);
    expect(mail).toContain("Message-ID: <6b027ac393399f7056efbce2.4.1@shop.example>");
    expect(mail).toContain("From: Chatloom <bot@shop.example>");
    const [, subject = ""] = /Subject: =\?UTF-8\?[QB]\?(.*)\?=/.exec(mail) ?? [];
    expect(subject).not.toBe("");
    const body = mail.slice(mail.indexOf("\r\n\r\n") + 4);
    expect(Buffer.from(body, "base64").toString() + body).toContain("Ada asks for a call back.");
  }
});

test("what the mail server says against it is told", async () => {
  expect(await notification("ada@full.example")).toMatchObject({
    error: { code: "mail.failed", message: expect.stringContaining("The mailbox is full") },
  });
  expect(await notification("owner@shop.example", url.replace("p%40ss", "wrong"))).toMatchObject({
    error: { code: "mail.failed", message: expect.stringContaining("Invalid username") },
  });
  expect(await notification("owner@shop.example", "smtp://127.0.0.1:1")).toMatchObject({
    error: { code: "mail.failed", message: expect.stringContaining("ECONNREFUSED") },
  });
  expect(await notification("nobody")).toMatchObject({ error: { code: "mail.address-invalid" } });
  expect(received).toHaveLength(0);
});
