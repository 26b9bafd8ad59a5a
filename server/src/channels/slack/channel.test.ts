import { expect, test } from "vitest";
import { slack } from "./channel.ts";

const settings = { botToken: "xoxb-1", signingSecret: "s", apiBaseUrl: "https://slack.com/api" };
const reply = (body: unknown) => ({ status: 200, headers: {}, body });
const request = (body: string, type: string) => ({
  method: "POST",
  url: "/",
  query: {},
  headers: { "content-type": type },
  body: Buffer.from(body),
});

test("answers the check of the address with its challenge, and nothing else", () => {
  const check = { type: "url_verification", challenge: "3eZbrw1aB10", token: "x" };
  expect(slack.respond?.(check, settings)).toEqual({ status: 200, body: "3eZbrw1aB10" });
  expect(slack.respond?.({ type: "event_callback", challenge: "x" }, settings)).toBeUndefined();
  expect(slack.respond?.({ type: "url_verification", challenge: 1 }, settings)).toBeUndefined();
});

test("reads JSON, a form with JSON in it, and a plain form", () => {
  const form = "application/x-www-form-urlencoded";
  expect(slack.readBody?.(request('{"type":"x"}', "application/json"))).toEqual({ type: "x" });
  const payload = encodeURIComponent('{"type":"block_actions","a":"+ &"}');
  expect(slack.readBody?.(request(`payload=${payload}`, form))).toEqual({
    type: "block_actions",
    a: "+ &",
  });
  expect(slack.readBody?.(request("command=%2Fask&text=a+b", form))).toEqual({
    command: "/ask",
    text: "a b",
  });
  expect(slack.readBody?.(request("{", "application/json"))).toBeUndefined();
  expect(slack.readBody?.(request("payload=%7B", form))).toBeUndefined();
});

test("tells whose token it is, and learns workspace and bot user", () => {
  const body = {
    ok: true,
    url: "https://acme.slack.com/",
    team: "Acme",
    user: "chatloom",
    team_id: "T0AAA1111",
    user_id: "U0BOT0001",
  };
  expect(slack.identify?.read(reply(body))).toEqual({
    name: "chatloom (Acme)",
    account: "T0AAA1111",
    chatUrl: "https://acme.slack.com/team/U0BOT0001",
    learned: { teamId: "T0AAA1111", botUserId: "U0BOT0001" },
  });
  const everywhere = { ...body, is_enterprise_install: true };
  expect(slack.identify?.read(reply(everywhere))).not.toHaveProperty("learned.teamId");
  expect(slack.identify?.read(reply(everywhere))).toMatchObject({
    learned: { botUserId: "U0BOT0001" },
  });
  expect(slack.identify?.read(reply({ ok: false, error: "invalid_auth" }))).toBeUndefined();
});

test("belongs to its workspace once that is known", () => {
  expect(slack.account(settings)).toBeUndefined();
  expect(slack.account({ ...settings, teamId: "" })).toBeUndefined();
  expect(slack.account({ ...settings, teamId: "T0AAA1111" })).toBe("T0AAA1111");
});

test("shows its token to Slack only when it fetches a file", () => {
  const download = (url: string) =>
    slack.media?.download(reply({ ok: true, file: { url_private_download: url } }), "F1", settings);
  expect(download("https://files.slack.com/a")?.headers).toEqual({
    authorization: "Bearer xoxb-1",
  });
  for (const url of [
    "https://drive.example.org/a",
    "http://files.slack.com/a",
    "https://notslack.com/a",
    "https://slack.com.example.org/a",
  ]) {
    expect(download(url)?.headers).toEqual({});
  }
  const refused = reply({ ok: false, error: "missing_scope" });
  expect(slack.media?.download(refused, "F1", settings)).toBeUndefined();
});

test("asks for a person's name and reads it", () => {
  expect(slack.profile?.ask("U0EEE5555", settings).url).toBe(
    "https://slack.com/api/users.info?user=U0EEE5555&include_locale=true",
  );
  const user = {
    id: "U0EEE5555",
    name: "ann",
    locale: "vi-VN",
    profile: {
      display_name: "",
      real_name: "Ann Lee",
      first_name: "Ann",
      email: "ann@example.org",
    },
  };
  expect(slack.profile?.read(reply({ ok: true, user }))).toEqual({
    name: "Ann Lee",
    firstName: "Ann",
    username: "ann",
    email: "ann@example.org",
    language: "vi-VN",
  });
  expect(slack.profile?.read(reply({ ok: false, error: "user_not_found" }))).toBeUndefined();
});
