import { expect, test } from "vitest";
import { setUpLivechat } from "./set-up.ts";

const settings = {
  apiBaseUrl: "https://api.example.org",
  accountId: "a",
  accessToken: "t",
  agentId: "chatloom@example.org",
  groupId: "0",
  webhookSecret: "s",
  clientId: "c",
};
const webhookUrl = "https://chat.example.org/webhooks/livechat/1";

test("registers its webhooks anew instead of a second time", () => {
  const listed = {
    status: 200,
    headers: {},
    body: [
      { id: "w1", url: webhookUrl, action: "incoming_event" },
      { id: "w2", url: "https://elsewhere.example.org", action: "incoming_event" },
    ],
  };
  const calls = setUpLivechat(settings, { webhookUrl }, [listed]);
  const named = calls.map((it) => it.url.split("/").at(-1));
  expect(named.slice(0, 3)).toEqual(["list_webhooks", "unregister_webhook", "register_webhook"]);
  expect(calls[1]?.json).toEqual({ owner_client_id: "c", id: "w1" });
  expect(named.at(-1)).toBe("enable_license_webhooks");
  expect(calls[3]?.json).toMatchObject({ url: webhookUrl, secret_key: "s", type: "license" });
  expect(setUpLivechat(settings, { webhookUrl })).toHaveLength(calls.length - 1);
});
