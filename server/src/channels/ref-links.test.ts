import { expect, test } from "vitest";
import { channelOf } from "./index.ts";

const code = "clab23cd45";
const address = (type: string, chatUrl?: string, text = "") =>
  channelOf(type)?.refLinks?.address({
    code,
    text,
    chatUrl,
    settings: {},
    pageUrl: "https://us.example/chat/1",
  });

test.each([
  ["messenger", "https://m.me/123", `https://m.me/123?ref=${code}`],
  ["instagram", "https://ig.me/m/shop", `https://ig.me/m/shop?ref=${code}`],
  ["telegram", "https://t.me/shop_bot", `https://t.me/shop_bot?start=${code}`],
  ["tiktok", "https://tiktok.me/shop", `https://tiktok.me/shop?ref=${code}`],
  [
    "viber",
    "viber://pa?chatURI=shop",
    `viber://pa?chatURI=shop&context=${code}&text=Xin%20ch%C3%A0o`,
  ],
  ["whatsapp", "https://wa.me/84900000001", "https://wa.me/84900000001?text=Xin%20ch%C3%A0o"],
  [
    "line",
    "https://line.me/R/ti/p/%40shop",
    "https://line.me/R/oaMessage/%40shop/?Xin%20ch%C3%A0o",
  ],
  ["zalo", "https://zalo.me/579", "https://zalo.me/579"],
  ["slack", "https://acme.slack.com/team/U0BOT", "https://acme.slack.com/team/U0BOT"],
])("%s has addresses that open the chat", (type, chatUrl, expected) => {
  expect(address(type, chatUrl, "Xin chào")).toBe(expected);
  expect(address(type)).toBeUndefined();
});

test("the website's address keeps the query and the place in the page", () => {
  const web = channelOf("web")?.refLinks;
  const pageUrl = "https://shop.example/a?b=1#top";
  const link = { code, text: "", chatUrl: undefined, settings: {}, pageUrl };
  expect(web?.address(link)).toBe(`https://shop.example/a?b=1&ref=${code}#top`);
});

test("a mailbox's address opens a mail with the text in it", () => {
  const mail = channelOf("email")?.refLinks;
  const link = { code, text: `Xin chào #${code}`, chatUrl: undefined, pageUrl: "" };
  expect(mail?.address({ ...link, settings: { address: "shop+a@b.example" } })).toBe(
    `mailto:shop+a@b.example?subject=Xin%20ch%C3%A0o&body=Xin%20ch%C3%A0o%20%23${code}`,
  );
  expect(mail?.address({ ...link, settings: {} })).toBeUndefined();
});
