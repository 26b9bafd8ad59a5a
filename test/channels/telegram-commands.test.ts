import { expect, test } from "vitest";
import { telegram } from "../../server/src/channels/telegram/channel.ts";
import { checkTelegramCall } from "../doubles/telegram-rules.ts";

const settings = { botToken: "1:A", apiBaseUrl: "https://api.telegram.org" };
const at = { webhookUrl: "https://bot.example/webhooks/telegram/1", verifyToken: "" };
const calls = (more: object) =>
  (telegram.setUp?.({ ...settings, ...more }, at) ?? []).map((call) => {
    const method = call.url.split("/").at(-1) ?? "";
    expect(checkTelegramCall(method, JSON.parse(JSON.stringify(call.json)))).toBeUndefined();
    return [method, call.json] as const;
  });
const flaws = (more: object) =>
  telegram.normalise?.({ ...settings, ...more }).flaws.map((it) => it.at) ?? [];

test("sets commands and shows them behind the menu button", () => {
  const commands = "/prices = Our prices\nhours=When we are open = always\n";
  expect(calls({ commands }).slice(1)).toEqual([
    [
      "setMyCommands",
      {
        commands: [
          { command: "prices", description: "Our prices" },
          { command: "hours", description: "When we are open = always" },
        ],
      },
    ],
    ["setChatMenuButton", { menu_button: { type: "commands" } }],
  ]);
});

test("opens a page from the menu button", () => {
  expect(calls({ menuPage: "Shop = https://shop.example/a?b=c" }).at(-1)).toEqual([
    "setChatMenuButton",
    {
      menu_button: {
        type: "web_app",
        text: "Shop",
        web_app: { url: "https://shop.example/a?b=c" },
      },
    },
  ]);
});

test("takes away what was emptied, and leaves what was never filled", () => {
  expect(calls({}).map(([method]) => method)).toEqual(["setWebhook"]);
  expect(calls({ commands: "", menuPage: "" }).slice(1)).toEqual([
    ["setMyCommands", { commands: [] }],
    ["setChatMenuButton", { menu_button: { type: "default" } }],
  ]);
});

test("names the setting that Telegram would refuse", () => {
  expect(flaws({ commands: "prices = Our prices" })).toEqual([]);
  expect(flaws({ commands: `${"a".repeat(32)} = ${"é".repeat(256)}` })).toEqual([]);
  expect(flaws({ commands: `${"a".repeat(33)} = x` })).toEqual(["/commands"]);
  expect(flaws({ commands: `a = ${"é".repeat(257)}` })).toEqual(["/commands"]);
  expect(flaws({ commands: "Giá = Bảng giá" })).toEqual(["/commands"]);
  expect(flaws({ commands: "prices" })).toEqual(["/commands"]);
  expect(
    flaws({ commands: Array.from({ length: 101 }, (_, i) => `c${i} = x`).join("\n") }),
  ).toEqual(["/commands"]);
  expect(flaws({ menuPage: "Shop = http://shop.example" })).toEqual(["/menuPage"]);
});
