import type { BodyOf } from "@chatloom/api-schema";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type MailDouble, startMailDouble } from "../doubles/email.ts";
import { startWithPeople, type WorldWithPeople } from "../inbox/world-with-people.ts";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { anyMessage, flowOf, publish, say } from "../turns/publish-test-flow.ts";

const { reports } = routes;
const dayMs = 86_400_000;
let mail: MailDouble;
let people: WorldWithPeople;
beforeAll(async () => {
  mail = await startMailDouble();
  const login = `${encodeURIComponent("shop@example.org")}:${encodeURIComponent("app password")}`;
  const url = `smtp://${login}@127.0.0.1:${mail.smtpPort}`;
  people = await startWithPeople([], { smtp: { url, from: "Shop <shop@example.org>" } });
  const echo = { start: anyMessage(), echo: say("The bot answers") };
  await publish(people.world, flowOf("Echo", echo, ["start.next > echo"]));
  const noon = Date.now() - (Date.now() % dayMs) + dayMs / 2;
  await people.write("Ann", "one");
  await people.write("Ben", "two");
  // After the hour of the mail: the next report is that of the day on which they wrote.
  advance(Math.max(0, noon - Date.now()));
});
afterAll(async () => {
  await people.close();
  await mail.close();
});
afterEach(() => expect(mail.refusals).toEqual([]));

const settings: BodyOf<typeof reports.saveReportMail> = {
  enabled: true,
  every: "day",
  reports: ["overview", "channels", "team", "ai"],
  language: "en",
  weekday: 0,
  hour: 8,
  recipients: ["boss@example.org", "Ann@Example.org", "boss@example.org"],
};
const save = (change = {}) =>
  people.world.call(reports.saveReportMail, { body: { ...settings, ...change } });
const read = () => people.world.call(reports.readReportMail, {});
const to = (address: string) => mail.shown.filter((it) => it.to.includes(address));
let movedMs = 0;
function advance(ms: number): void {
  movedMs += ms;
  people.world.advance(ms);
}
/** Moves the clock past the next report. */
async function pass(): Promise<void> {
  const { nextAt = "" } = await read();
  advance(Date.parse(nextAt) - (Date.now() + movedMs) + 60_000);
}

test("refuses a report for nobody, and shows what is usual where nothing is set", async () => {
  const known = await read();
  expect(known).toMatchObject({ mailReady: true, mails: [], left: [] });
  expect(known.settings).toMatchObject({ enabled: false, every: "week", recipients: [] });
  expect(
    await people.world.refusal(reports.saveReportMail, { body: { ...settings, recipients: [] } }),
  ).toMatchObject({ code: "reports.no-recipient", errors: [{ at: "/recipients" }] });
  expect(
    await people.world.refusal(reports.saveReportMail, { as: "viewer", body: settings }),
  ).toMatchObject({ status: 403 });
});

test("mails a test to whoever asks for it", async () => {
  const { every } = settings;
  const { address } = await people.world.call(reports.testReportMail, {
    body: { every, language: "vi", reports: ["overview"] },
  });
  const [first] = to(address);
  expect(first?.mail.subject).toMatch(/^\[Thử\] Báo cáo ngày/);
  expect(first?.mail.html).toContain("Cuộc trò chuyện");
  await people.world.call(reports.testReportMail, {
    body: { every, language: "bn", reports: ["overview"] },
  });
  expect(to(address).at(-1)?.mail.html).toContain("কথোপকথন");
});

test("mails each recipient the day's figures once, with the day before and a link", async () => {
  await save();
  await pass();
  await until(
    async () => (await read()).mails.filter((it) => it.state === "sent").length === 2,
    20_000,
  );
  const [report] = to("boss@example.org");
  const text = report?.mail.text ?? "";
  expect(report?.mail.subject).toMatch(/^Report of the day: /);
  expect(text).toContain("Conversations: Now 2 · Before 0 · Change –");
  expect(text).toContain("Messages received: Now 2 · Before 0");
  expect(report?.mail.html).toMatch(/<td[^>]*>Conversations<\/td><td[^>]*>2<\/td><td[^>]*>0<\/td>/);
  expect(text).toMatch(/\/reports\/overview\?from=\d{4}-\d\d-\d\d&to=/);
  const { mails } = await read();
  expect(mails.map((it) => [it.address, it.state])).toEqual(
    expect.arrayContaining([
      ["boss@example.org", "sent"],
      ["ann@example.org", "sent"],
    ]),
  );
  expect(mail.taken.filter((it) => it.to.includes("boss@example.org"))).toHaveLength(1);
});

test("tries again where the mail server is busy, and not where nobody knows whether it took the mail", async () => {
  await save({ recipients: ["busy@example.org"] });
  mail.fail({ at: "RCPT TO", answer: "451 4.3.0 come back later" });
  await pass();
  await until(async () => (await read()).mails[0]?.problem !== undefined, 20_000);
  expect(to("busy@example.org")).toEqual([]);
  advance(2 * 60_000);
  await until(async () => (await read()).mails[0]?.state === "sent", 20_000);
  expect(to("busy@example.org")).toHaveLength(1);

  await save({ recipients: ["lost@example.org"] });
  mail.fail({ at: "lost", taken: true });
  await pass();
  await until(async () => (await read()).mails[0]?.state === "unclear", 20_000);
  advance(dayMs / 4);
  expect(to("lost@example.org")).toHaveLength(1);
});

test("ends the mails for whoever presses the button of the link, and not when a scanner opens it", async () => {
  await save({ recipients: ["boss@example.org", "leaver@example.org"] });
  await pass();
  const isSent = ({ address, state }: { address: string; state: string }) =>
    address === "leaver@example.org" && state === "sent";
  await until(async () => (await read()).mails.some(isSent), 20_000);
  const header = to("leaver@example.org")[0]?.mail.headers.find(
    (it) => it.key === "list-unsubscribe",
  );
  const link = new URL(/<([^>]+)>/.exec(header?.value ?? "")?.[1] ?? "");
  const path = link.pathname + link.search;
  expect((await people.world.fetch(path, { as: "nobody" })).status).toBe(200);
  expect((await read()).settings.recipients).toContain("leaver@example.org");
  const wrong = path.replace("leaver", "boss");
  expect((await people.world.fetch(wrong, { as: "nobody", method: "POST" })).status).toBe(404);
  const ended = await people.world.fetch(path, {
    as: "nobody",
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(ended.status).toBe(200);
  expect(await read()).toMatchObject({
    settings: { recipients: ["boss@example.org"] },
    left: ["leaver@example.org"],
  });
});
