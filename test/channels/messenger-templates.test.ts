import { expect, test } from "vitest";
import { composeMessengerMessage } from "../../server/src/channels/messenger/compose-message.ts";
import { messengerTemplates } from "../../server/src/channels/messenger/templates.ts";
import { checkMessengerSend } from "../doubles/messenger-rules.ts";

const settings = {
  pageAccessToken: "t",
  appSecret: "s",
  pageId: "1906385232743451",
  apiVersion: "v25.0",
  apiBaseUrl: "https://graph.facebook.com",
};

test("sends an approved template as a utility message", () => {
  const call = composeMessengerMessage(
    {
      id: "turn:0",
      to: "7300000000000001",
      author: "bot",
      content: {
        kind: "template",
        name: "order_shipped",
        language: "en",
        parameters: [
          { place: "button", kind: "payload", value: "~later", index: 1 },
          { place: "button", kind: "payload", value: "~where", index: 0 },
          { place: "body", kind: "text", value: " 12 " },
        ],
      },
    },
    settings,
  );
  const json = "json" in call ? call.json : undefined;
  expect(json).toEqual({
    recipient: { id: "7300000000000001" },
    messaging_type: "UTILITY",
    message: {
      template: {
        name: "order_shipped",
        language: { code: "en" },
        components: [
          { type: "body", parameters: [{ type: "text", text: "12" }] },
          {
            type: "buttons",
            parameters: [
              { type: "POSTBACK", payload: "~where" },
              { type: "POSTBACK", payload: "~later" },
            ],
          },
        ],
      },
    },
  });
  expect(checkMessengerSend(json)).toBeUndefined();
});

test("lists the page's templates page by page", () => {
  const first = messengerTemplates.ask(settings, []);
  expect(first?.url).toMatch(/\/v25\.0\/1906385232743451\/message_templates\?fields=id,name,/);
  const page = {
    data: [{ id: "8", name: "a", language: "en", status: "APPROVED", components: [] }],
    paging: { next: "https://…", cursors: { after: "x" } },
  };
  const reply = (body: unknown) => ({ status: 200, headers: {}, body });
  expect(messengerTemplates.ask(settings, [reply(page)])?.url).toMatch(/&after=x$/);
  const last = reply({ data: [], paging: {} });
  expect(messengerTemplates.ask(settings, [reply(page), last])).toBeUndefined();
  expect(messengerTemplates.read([reply(page), last])).toMatchObject([
    { name: "a", status: "approved" },
  ]);
  expect(messengerTemplates.lacks?.({ ...settings, pageId: "" })).toMatch(/Page ID/);
});
