import { expect, test } from "vitest";
import { messenger } from "./channel.ts";

const settings = {
  pageAccessToken: "token",
  appSecret: "s",
  apiVersion: "v25.0",
  apiBaseUrl: "https://graph.example.org",
};

test("subscribes the page to all that it understands, and adds Get Started", () => {
  const calls =
    messenger.setUp?.(settings, { webhookUrl: "https://e.org/w", verifyToken: "v" }) ?? [];
  const [subscribe, profile] = calls;
  const fields = new URL(subscribe?.url ?? "").searchParams.get("subscribed_fields")?.split(",");
  expect(fields).toEqual(
    expect.arrayContaining([
      "messages",
      "messaging_postbacks",
      "message_echoes",
      "message_reads",
      "standby",
    ]),
  );
  expect(profile).toMatchObject({
    url: "https://graph.example.org/v25.0/me/messenger_profile",
    json: { get_started: { payload: "GET_STARTED" } },
  });
});

test("reads who a contact is, as far as Meta tells", () => {
  const body = {
    id: "7",
    first_name: "Ana",
    last_name: "Test",
    locale: "vi_VN",
    profile_pic: "https://e.org/p.jpg",
  };
  expect(messenger.profile?.read({ status: 200, headers: {}, body })).toEqual({
    name: "Ana Test",
    firstName: "Ana",
    lastName: "Test",
    language: "vi-VN",
    pictureUrl: "https://e.org/p.jpg",
  });
  expect(messenger.profile?.read({ status: 200, headers: {}, body: { id: "7" } })).toBeUndefined();
  expect(messenger.profile?.read({ status: 400, headers: {}, body })).toBeUndefined();
});

test("belongs to its page, where that is known", () => {
  expect(messenger.account({ ...settings, pageId: "1906" })).toBe("1906");
  expect(messenger.account({ ...settings, pageId: "" })).toBeUndefined();
  expect(messenger.account(settings)).toBeUndefined();
});
