import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { type MailDouble, startMailDouble } from "../doubles/email.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { anyMessage, flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

let world: World;
let telegram: Double;
let zalo: Double;
let mail: MailDouble;
let hooks: { readonly telegram: string; readonly zalo: string; readonly mail: string };

beforeAll(async () => {
  world = await startWorld();
  [telegram, zalo, mail] = await Promise.all([
    startDouble("telegram"),
    startDouble("zalo"),
    startMailDouble(),
  ]);
  const { connectChannel, checkChannel, listChannels } = routes.channels;
  const body = { type: "email", name: "Our mailbox", settings: { ...mail.settings } };
  hooks = {
    telegram: await connect(world, telegram),
    zalo: await connect(world, zalo),
    mail: await world
      .call(connectChannel, { body })
      .then((it) => `${it.webhookUrl}?token=${it.verifyToken}`),
  };
  const { items } = await world.call(listChannels);
  for (const { id } of items.filter((it) => it.type !== "web")) {
    expect(await world.call(checkChannel, { params: { channelId: id } })).toMatchObject({
      ok: true,
    });
  }
  const go = (type: string) => {
    const channelId = items.find((it) => it.type === type)?.id ?? "";
    const expiry = { amount: 1, unit: "hours" } as const;
    const data = { channelId, text: "Let us go on there", button: "Go on", expiry };
    return { type: "switchChannel", data: { ...data, writeFirst: true } } as const;
  };
  await publish(
    world,
    flowOf(
      "Moves",
      {
        startZalo: keyword("zalo"),
        toZalo: go("zalo"),
        startMail: keyword("mail"),
        toMail: go("email"),
        hello: say("Hello again"),
        any: anyMessage(),
        usual: say("Usual answer"),
      },
      [
        ...["startZalo.next > toZalo", "startMail.next > toMail", "any.next > usual"],
        ...["toZalo.there > hello", "toMail.there > hello"],
      ],
    ),
  );
}, 60_000);
afterAll(async () => {
  await world?.close();
  await Promise.all([telegram?.close(), zalo?.close(), mail?.close()]);
});

function said(double: Double, to: string): string {
  const bodies = double.sends.map(({ body }) => JSON.stringify(body));
  return bodies.filter((it) => it.includes(to)).join("\n");
}

/** Talks on Telegram up to the link, and gives its path on our server. */
async function pageFor(from: string, word: string): Promise<string> {
  await telegram.deliver(hooks.telegram, { kind: "text", from, text: word });
  const link = /\/go\/cs[2-9a-z]{26}/;
  await until(() => link.test(said(telegram, from)));
  return link.exec(said(telegram, from))?.[0] ?? "";
}

async function readPage(path: string, language = "en"): Promise<string> {
  const response = await fetch(world.url + path, { headers: { "accept-language": language } });
  return `${response.status} ${await response.text()}`;
}

/** The contact of a channel's newest conversation, with all their addresses, as JSON. */
async function contactOn(type: string): Promise<string> {
  const { items } = await world.call(routes.conversations.listConversations);
  const contactId = items.find((it) => it.channel.type === type)?.contact.id ?? "";
  return JSON.stringify(await world.call(routes.contacts.readContact, { params: { contactId } }));
}

test("Zalo takes no code in its address: a page shows it, and whoever sends it goes on there", async () => {
  const path = await pageFor("901", "zalo");
  const page = await readPage(path, "vi-VN,vi;q=0.9");
  expect(page).toMatch(/^200 /);
  expect(page).toContain("Tiếp tục trên Zalo");
  expect(page).toMatch(/href="https:\/\/zalo\.me\/\d+"/);
  const [code = ""] = /#cs[2-9a-z]{26}/.exec(page) ?? [];
  // Looking at the page uses nothing up.
  expect(await readPage(path)).toMatch(/^200 /);
  const from = "2468458835296190901";
  expect(await zalo.deliver(hooks.zalo, { kind: "text", from, text: code })).toBe(200);
  await until(() => said(zalo, from).includes("Hello again"));
  expect(said(zalo, from)).not.toContain("Usual answer");
  await until(async () => (await readPage(path)).startsWith("404 "));
  expect(await readPage(path)).toContain("no longer open");
  await zalo.deliver(hooks.zalo, { kind: "text", from: "2468458835296190902", text: code });
  await until(() => said(zalo, "2468458835296190902").includes("Usual answer"));
});

test("a link to a mailbox opens a mail with the code, and the sender becomes one with the contact", async () => {
  const page = await readPage(await pageFor("903", "mail"));
  const [, href = ""] = /href="(mailto:[^"]+)"/.exec(page) ?? [];
  const address = new URL(href.replaceAll("&amp;", "&"));
  expect(address.pathname).toBe("shop@example.org");
  expect(address.searchParams.get("subject")).toBe("Go on in E-mail");
  const body = address.searchParams.get("body") ?? "";
  expect(body).toMatch(/^Go on in E-mail #cs[2-9a-z]{26}$/);
  const lines = [
    ...["From: Ana Lee <ana@example.net>", "To: shop@example.org"],
    ...["Subject: Go on in E-mail", `Date: ${new Date().toUTCString()}`],
    ...["Message-ID: <go1@example.net>", "MIME-Version: 1.0"],
    ...["Content-Type: text/plain; charset=utf-8", "", body, "", "-- ", "Sent from my phone", ""],
  ];
  const response = await fetch(hooks.mail, {
    method: "POST",
    headers: { "content-type": "message/rfc822" },
    body: lines.join("\r\n"),
  });
  expect(response.status).toBe(200);
  await until(() => mail.taken.some((it) => it.raw.includes("Hello again")));
  await until(async () => (await contactOn("email")).includes('"903"'));
});

test("an unknown or malformed code shows that the link is closed", async () => {
  for (const path of [
    `/go/cs${"a".repeat(26)}`,
    "/go/cs1",
    "/go/%00",
    `/go/${"x".repeat(3_000)}`,
  ]) {
    expect(await readPage(path)).toMatch(/^404 .*no longer open/s);
  }
});
