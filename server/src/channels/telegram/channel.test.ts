import { expect, test } from "vitest";
import { telegram } from "./channel.ts";
import { webhookSecretOf } from "./settings.ts";

const settings = { botToken: "1:A", apiBaseUrl: "https://api.telegram.org" };

function verify(
  secret: string | undefined,
  given = settings as typeof settings & { webhookSecret?: string },
) {
  const headers = { "x-telegram-bot-api-secret-token": secret };
  return telegram.verify(
    { method: "POST", url: "/", query: {}, headers, body: new Uint8Array() },
    given,
    0,
  );
}

test("knows Telegram by the secret that it gave it", () => {
  const [setWebhook] =
    telegram.setUp?.(settings, { webhookUrl: "https://e.org/w", verifyToken: "" }) ?? [];
  const { secret_token, url } = (setWebhook?.json ?? {}) as Record<string, string>;
  expect(url).toBe("https://e.org/w");
  expect(secret_token).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
  expect(verify(secret_token)).toBe(true);
  expect(verify("wrong")).toBe(false);
  expect(verify("")).toBe(false);
  expect(verify(undefined)).toBe(false);
});

test("keeps the secret that was chosen, and never shows the bot's token in a derived one", () => {
  expect(verify("chosen", { ...settings, webhookSecret: "chosen" })).toBe(true);
  expect(webhookSecretOf(settings)).not.toContain("1:A");
});

test("acknowledges taps, and nothing else", () => {
  const base = { id: "1", account: undefined, at: 0, from: { id: "1" } };
  const tap = { ...base, kind: "postback", payload: "~a", tapId: "t1" } as const;
  expect(telegram.acknowledge?.(tap, settings)).toMatchObject({
    url: "https://api.telegram.org/bot1:A/answerCallbackQuery",
    json: { callback_query_id: "t1" },
  });
  expect(telegram.acknowledge?.({ ...base, kind: "welcome" }, settings)).toBeUndefined();
});

test("fetches a file by the path that its id leads to", () => {
  const located = {
    status: 200,
    headers: {},
    body: { ok: true, result: { file_path: "photos/file 1.jpg" } },
  };
  expect(telegram.media?.locate?.("AgAC", settings)).toMatchObject({ json: { file_id: "AgAC" } });
  expect(telegram.media?.download(located, "AgAC", settings)?.url).toBe(
    "https://api.telegram.org/file/bot1:A/photos/file%201.jpg",
  );
  expect(
    telegram.media?.download({ ...located, body: { ok: false } }, "AgAC", settings),
  ).toBeUndefined();
});
