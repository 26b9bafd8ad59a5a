import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { type Platforms, startPlatforms, whatsappChange } from "./platforms.ts";

let platforms: Platforms;
beforeAll(async () => {
  platforms = await startPlatforms();
});
afterAll(() => platforms.close());

test("a contact whose WhatsApp user id changes stays the same contact, at the new address", async () => {
  const { double, raw } = platforms.on("whatsapp");
  const send = (field: string, more: object) => raw(whatsappChange(field, more));
  const write = (userId: string, id: string, body: string) =>
    send("messages", {
      contacts: [{ profile: { name: "Mover" }, user_id: userId }],
      messages: [
        {
          from_user_id: userId,
          id,
          timestamp: String(Math.floor(Date.now() / 1_000)),
          type: "text",
          text: { body },
        },
      ],
    });
  await write("US.111", "wamid.mover1", "book");
  await until(async () => (await platforms.threadOf("Mover")).length === 2);
  await send("user_id_update", {
    user_id_update: [
      {
        user_id: { previous: "US.111", current: "US.222" },
        timestamp: String(Math.floor(Date.now() / 1_000)),
      },
    ],
  });
  await until(async () => (await platforms.storedOf("Mover"))?.address === "US.222");
  const sent = double.sends.length;
  await write("US.222", "wamid.mover2", "Monday");
  await until(() => double.sends.length === sent + 1);
  expect(JSON.stringify(double.sends.at(-1)?.body)).toContain("US.222");
  expect(
    (await platforms.threadOf("Mover")).map((it) => "text" in it.content && it.content.text),
  ).toEqual(["book", "Which day?", "Monday", "Booked for Monday"]);
  const contactId = (await platforms.conversationOf("Mover"))?.contact.id ?? "";
  const contact = await platforms.world.call(routes.contacts.readContact, {
    params: { contactId },
  });
  expect(contact.identities.map((it) => it.address)).toEqual(["US.222"]);
});

test("a contact who was known by number only is known by the user id that replaced another", async () => {
  const { raw, text } = platforms.on("whatsapp");
  await text("84907770001", "Numbered", "book");
  await until(async () => (await platforms.threadOf("Numbered")).length === 2);
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const user_id = { previous: "US.333", current: "US.444" };
  const update = { wa_id: "84907770001", user_id, timestamp };
  await raw(whatsappChange("user_id_update", { user_id_update: [update] }));
  await until(async () => {
    const { keys } = (await platforms.storedOf("Numbered")) ?? {};
    return String(keys).includes("US.444");
  });
  const message = { from_user_id: "US.444", id: "wamid.numbered2", timestamp, type: "text" };
  await raw(
    whatsappChange("messages", {
      contacts: [{ profile: { name: "Numbered" }, user_id: "US.444" }],
      messages: [{ ...message, text: { body: "Monday" } }],
    }),
  );
  await until(async () => (await platforms.threadOf("Numbered")).length === 4);
});

test("a Telegram group that becomes a supergroup goes on in the same conversation", async () => {
  const { double, raw } = platforms.on("telegram");
  const from = { id: 8301, is_bot: false, first_name: "Ana" };
  const post = (update_id: number, chatId: number, more: object) =>
    raw({
      update_id,
      message: {
        message_id: update_id,
        date: Math.floor(Date.now() / 1_000),
        from,
        chat: { id: chatId, type: "group", title: "Fans" },
        ...more,
      },
    });
  await post(92_001, -4200, { text: "book" });
  await until(async () => (await platforms.threadOf("Fans")).length === 2);
  await post(92_002, -4200, { migrate_to_chat_id: -1001234567890 });
  const sent = double.sends.length;
  await post(92_003, -1001234567890, { text: "Monday" });
  await until(() => double.sends.length === sent + 1);
  expect(double.sends.at(-1)?.body).toMatchObject({ chat_id: -1001234567890 });
  expect((await platforms.threadOf("Fans")).length).toBe(4);
});
