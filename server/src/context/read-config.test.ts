import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BadSetting, readConfig } from "./read-config.ts";

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "chatloom-config-"));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

const channels = { telegram: { botToken: "TELEGRAM_BOT_TOKEN" }, web: {} };
const read = (environment: Record<string, string>) =>
  readConfig({ DATA_DIR: dataDir, ...environment }, channels);

test("needs no setting at all", () => {
  const config = read({});
  expect(config).toMatchObject({
    port: 3000,
    publicUrl: "http://localhost:3000",
    mongodbUri: undefined,
    outboundAllowPrivate: false,
    owner: undefined,
    channels: {},
  });
});

test("makes a secret key once, for its own user only", () => {
  const { secretKey } = read({});
  expect(secretKey.length).toBeGreaterThanOrEqual(43);
  expect(read({}).secretKey).toBe(secretKey);
  expect(statSync(join(dataDir, "secret-key")).mode & 0o777).toBe(0o600);
});

test("takes the slash off the end of the public address", () => {
  expect(read({ PUBLIC_URL: "https://bot.example/" }).publicUrl).toBe("https://bot.example");
});

test("takes a model and a mail server of one's own network", () => {
  const own = {
    OPENAI_BASE_URL: "http://127.0.0.1:11434/v1/",
    SMTP_URL: "smtp://user:pw@10.0.0.5",
  };
  const { openai, smtp } = read({ ...own, MAIL_FROM: "The Shop <hi@shop.example>" });
  expect(openai.baseUrl).toBe("http://127.0.0.1:11434/v1");
  expect(smtp).toEqual({ url: own.SMTP_URL, from: "The Shop <hi@shop.example>" });
});

test("shows no password of an address that is wrong", () => {
  expect(() => read({ SMTP_URL: "http://user:hunter2@mail.example" })).toThrow(
    /^SMTP_URL must (?!.*hunter2)/,
  );
});

test("reads channels by the names people have in their .env, empty ones as absent", () => {
  expect(read({ TELEGRAM_BOT_TOKEN: "1:a" }).channels).toEqual({ telegram: { botToken: "1:a" } });
  expect(read({ TELEGRAM_BOT_TOKEN: "" }).channels).toEqual({});
});

test.each([
  [{ PORT: "80a" }, "PORT"],
  [{ PORT: "70000" }, "PORT"],
  [{ PUBLIC_URL: "bot.example" }, "PUBLIC_URL"],
  [{ MONGODB_URI: "http://x" }, "MONGODB_URI"],
  [{ MONGODB_URI: "mongodb://x" }, "SECRET_KEY"],
  [{ SECRET_KEY: "short" }, "SECRET_KEY"],
  [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
  [{ OUTBOUND_ALLOW_PRIVATE: "yes" }, "OUTBOUND_ALLOW_PRIVATE"],
  [{ OPENAI_BASE_URL: "localhost" }, "OPENAI_BASE_URL"],
  [{ OPENAI_BASE_URL: "https://me:secret@ai.example/v1" }, "OPENAI_BASE_URL"],
  [{ OPENAI_BASE_URL: "https://ai.example/v1?key=1" }, "OPENAI_BASE_URL"],
  [{ SMTP_URL: "mail.example:25" }, "SMTP_URL"],
  [{ SMTP_URL: "smtp://" }, "SMTP_URL"],
  [{ SMTP_URL: "smtp://mail.example", MAIL_FROM: "the shop" }, "MAIL_FROM"],
  [{ OWNER_EMAIL: "a@b.example" }, "OWNER_PASSWORD"],
  [{ OWNER_EMAIL: "nobody", OWNER_PASSWORD: "long enough" }, "OWNER_EMAIL"],
])("names the variable that is wrong: %o", (environment, variable) => {
  const reading = () => read(environment);
  expect(reading).toThrow(BadSetting);
  expect(reading).toThrow(new RegExp(`^${variable} must`));
});
