import { expect, test } from "vitest";
import { messenger } from "../../server/src/channels/messenger/channel.ts";

const page = "1906385232743451";

test("the set-up gives the page its button, questions and menu", () => {
  const settings = {
    pageAccessToken: "t",
    appSecret: "s",
    pageId: page,
    apiVersion: "v25.0",
    apiBaseUrl: "https://graph.facebook.com",
    iceBreakers: "Opening hours? = HOURS\nPrices",
    persistentMenu: "Shop = https://shop.example\nTalk to us = PEOPLE",
  };
  const addresses = { webhookUrl: "https://bot.example/w", verifyToken: "v" };
  const calls = messenger.setUp?.(settings, addresses) ?? [];
  expect(calls[0]?.url).toContain("feed");
  expect(calls.slice(1).map((it) => it.json)).toEqual([
    { get_started: { payload: "GET_STARTED" } },
    {
      ice_breakers: [
        {
          locale: "default",
          call_to_actions: [
            { question: "Opening hours?", payload: "HOURS" },
            { question: "Prices", payload: "Prices" },
          ],
        },
      ],
    },
    {
      persistent_menu: [
        {
          locale: "default",
          composer_input_disabled: false,
          call_to_actions: [
            {
              type: "web_url",
              title: "Shop",
              url: "https://shop.example",
              webview_height_ratio: "full",
            },
            { type: "postback", title: "Talk to us", payload: "PEOPLE" },
          ],
        },
      ],
    },
  ]);
  const emptied = messenger.setUp?.({ ...settings, iceBreakers: "" }, addresses) ?? [];
  expect(emptied[2]).toMatchObject({ method: "DELETE", json: { fields: ["ice_breakers"] } });
  const flaws = messenger.normalise?.({ ...settings, iceBreakers: "a\nb\nc\nd\ne" }).flaws;
  expect(flaws?.map((it) => it.at)).toEqual(["/iceBreakers"]);
});
