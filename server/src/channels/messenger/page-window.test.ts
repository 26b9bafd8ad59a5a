import { expect, test } from "vitest";
import { composeMessengerMessage } from "./compose-message.ts";
import { setUpMessenger } from "./set-up.ts";

const plain = {
  pageAccessToken: "token",
  appSecret: "s",
  apiVersion: "v25.0",
  apiBaseUrl: "https://graph.facebook.com",
};
const settings = {
  ...plain,
  windowSites: "shop.example.org\nhttps://www.example.org/x, ://",
};

function buttonOf(url: string, window?: "full" | "tall" | "compact", own: typeof plain = settings) {
  const button = { type: "url", label: "Open", url, ...(window && { window }) } as const;
  const content = { kind: "buttons", text: "Look", buttons: [button] } as const;
  const sent = { ...content, buttons: [...content.buttons] };
  const call = composeMessengerMessage(
    { id: "t:0", to: "1", author: "bot", at: 0, content: sent },
    own,
  ) as { json: { message: { attachment: { payload: { buttons: object[] } } } } };
  return call.json.message.attachment.payload.buttons[0];
}

test("opens a page inside Messenger as large as the author chose", () => {
  expect(buttonOf("https://other.example.org/a", "tall")).toEqual({
    type: "web_url",
    title: "Open",
    url: "https://other.example.org/a",
    webview_height_ratio: "tall",
  });
  expect(buttonOf("https://other.example.org/a")).not.toHaveProperty("webview_height_ratio");
});

test("lets pages of the listed websites ask who the contact is, and no others", () => {
  const url = "https://shop.example.org/cart?a=1";
  expect(buttonOf(url)).toMatchObject({ messenger_extensions: true, fallback_url: url });
  expect(buttonOf("https://www.example.org/y")).toHaveProperty("messenger_extensions");
  const others = [
    "http://shop.example.org/",
    "https://shop.example.org.evil.example/",
    "https://evil.example/shop.example.org",
    "https://shop.example.org:8443/",
  ];
  for (const other of others) {
    expect(buttonOf(other)).not.toHaveProperty("messenger_extensions");
  }
  expect(buttonOf(url, undefined, plain)).not.toHaveProperty("messenger_extensions");
});

test("tells Messenger of the websites, and takes them away when the setting is emptied", () => {
  const jsons = (own: typeof plain) =>
    setUpMessenger(own).map((it) => ({ ...(it.json as object), method: it.method }));
  expect(jsons(settings)).toContainEqual({
    method: "POST",
    whitelisted_domains: ["https://shop.example.org", "https://www.example.org"],
  });
  const emptied = { ...plain, windowSites: "" };
  expect(jsons(emptied)).toContainEqual({ method: "DELETE", fields: ["whitelisted_domains"] });
  expect(JSON.stringify(jsons(plain))).not.toContain("whitelisted_domains");
});
