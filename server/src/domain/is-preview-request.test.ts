import { expect, test } from "vitest";
import { isPreviewRequest } from "./is-preview-request.ts";

const get = (agent: string | undefined, more: Record<string, string> = {}) =>
  isPreviewRequest({ method: "GET", headers: { "user-agent": agent, ...more } });
const iphone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

test.each([
  `${iphone} Safari/604.1`,
  `${iphone} Zalo iOS/560 ZaloTheme/light`,
  `${iphone} [FBAN/FBIOS;FBAV/460.0]`,
  "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 Line/14.9",
  "Mozilla/5.0 (Windows NT 10.0; rv:127.0) Gecko/20100101 Firefox/127.0",
])("a person: %s", (agent) => {
  expect(get(agent)).toBe(false);
});

test.each([
  undefined,
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "WhatsApp/2.23.20.0",
  "TelegramBot (like TwitterBot)",
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/126.0 Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0 Safari/537.36",
  "curl/8.5.0",
  "python-requests/2.32",
])("a program: %s", (agent) => {
  expect(get(agent)).toBe(true);
});

test("a page that is only prepared, and a request for the headers, are no clicks", () => {
  expect(get(`${iphone} Safari/604.1`, { "sec-purpose": "prefetch;prerender" })).toBe(true);
  expect(isPreviewRequest({ method: "HEAD", headers: { "user-agent": iphone } })).toBe(true);
});
