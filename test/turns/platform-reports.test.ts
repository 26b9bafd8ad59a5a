import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { type Platforms, startPlatforms, whatsappChange } from "./platforms.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

let platforms: Platforms;
beforeAll(async () => {
  platforms = await startPlatforms();
  const nodes = {
    welcome: { type: "trigger.welcome" as const, data: { channels: [] as string[] } },
    hello: say("Welcome!"),
    price: keyword("price"),
    list: say("{{ message.text }}: 10 from {{ referral.headline }}"),
    other: {
      type: "trigger.any" as const,
      data: { channels: [] as string[], kinds: [] },
    },
    form: say("Guests: {{ message.data.guests }}"),
  };
  const edges = ["welcome.next > hello", "price.next > list", "other.next > form"];
  await publish(platforms.world, flowOf("Prices", nodes, edges));
});
afterAll(() => platforms.close());

let ids = 0;
const whatsapp = {
  message: (from: string, name: string, more: object) =>
    whatsappChange("messages", {
      contacts: [{ profile: { name }, wa_id: from }],
      messages: [{ from, id: `wamid.T${++ids}`, timestamp: seconds(), ...more }],
    }),
  text: (body: string, more: object = {}) => ({ type: "text", text: { body }, ...more }),
  failed: (id: string, code: number) =>
    whatsappChange("messages", {
      statuses: [
        {
          id,
          status: "failed",
          timestamp: seconds(),
          recipient_id: "1",
          errors: [{ code, title: `Error ${code}` }],
        },
      ],
    }),
};

function seconds(): string {
  return String(Math.floor(Date.now() / 1_000));
}

async function platformIdOf(name: string): Promise<string> {
  const { db } = platforms.world.server.context.connection;
  const { _id } = (await platforms.storedOf(name)) ?? {};
  const [message] =
    (await db
      ?.collection("messages")
      .find({ conversationId: _id, direction: "outgoing" })
      .sort({ sequence: -1 })
      .toArray()) ?? [];
  return String(message?.["platformId"]);
}

function lastText(type: "whatsapp" | "messenger"): string {
  return JSON.stringify(platforms.on(type).double.sends.at(-1)?.body ?? "");
}

test("the first words of a person from an ad are heard, and the flow knows the ad", async () => {
  const { double, raw } = platforms.on("whatsapp");
  const referral = { source_id: "1200001", source_type: "ad", headline: "Summer sale" };
  await raw(whatsapp.message("84900000001", "Ad", whatsapp.text("price", { referral })));
  await until(() => double.sends.length === 1);
  expect(lastText("whatsapp")).toContain("price: 10 from Summer sale");
});

test("the answers of a form reach the flow as data and the agent as text", async () => {
  const { double, raw } = platforms.on("whatsapp");
  const form = {
    type: "interactive",
    interactive: {
      type: "nfm_reply",
      nfm_reply: { body: "Sent", response_json: JSON.stringify({ guests: 4, day: "Monday" }) },
    },
  };
  await raw(whatsapp.message("84900000001", "Ad", form));
  await until(() => double.sends.length === 2);
  expect(lastText("whatsapp")).toContain("Guests: 4");
  const sent = (await platforms.threadOf("Ad")).find((it) => "data" in it.content);
  expect(sent?.content).toMatchObject({ text: "Sent\nguests: 4\nday: Monday" });
});

test("a failure that WhatsApp reports later is a dead letter with an alert, and marks the channel", async () => {
  const { double, raw } = platforms.on("whatsapp");
  const { world } = platforms;
  await raw(whatsapp.message("84900000002", "Late", whatsapp.text("price")));
  await until(async () => (await platforms.threadOf("Late")).at(-1)?.delivery === "sent");
  expect(double.sends.length).toBeGreaterThan(2);
  await raw(whatsapp.failed(await platformIdOf("Late"), 131042));
  await until(async () => (await platforms.threadOf("Late")).at(-1)?.delivery === "failed");
  const { items: letters } = await world.call(routes.operations.listDeadLetters);
  expect(letters).toMatchObject([{ contactName: "Late", reason: { code: "131042" } }]);
  const { items: alerts } = await world.call(routes.operations.listAlerts);
  expect(alerts.map((it) => it.code)).toEqual(
    expect.arrayContaining(["delivery.failed", "channel.needs-reconnecting"]),
  );
});

test("a profile is read whenever a platform tells more, and what people wrote down stays", async () => {
  const { raw } = platforms.on("http");
  const { world } = platforms;
  const event = (contact: object, id: string) => ({
    events: [
      { id, type: "message", text: "hi", at: Date.now(), contact: { id: "crm-1", ...contact } },
    ],
  });
  await raw(event({}, "p1"));
  await until(async () => (await platforms.threadOf("crm-1")).length > 0);
  await raw(event({ name: "Mai Tran", phone: "+84901112223", email: "mai@example.org" }, "p2"));
  await until(async () => (await platforms.conversationOf("Mai Tran")) !== undefined);
  const contactId = (await platforms.conversationOf("Mai Tran"))?.contact.id ?? "";
  const params = { contactId };
  const read = () => world.call(routes.contacts.readContact, { params });
  await until(async () => (await read()).phone === "+84901112223");
  expect(await read()).toMatchObject({ name: "Mai Tran", email: "mai@example.org" });

  await world.call(routes.contacts.updateContact, { params, body: { email: "boss@example.org" } });
  await raw(event({ name: "Mai Tran", phone: "+84909998887", email: "new@example.org" }, "p3"));
  await until(async () => (await read()).phone === "+84909998887");
  expect((await read()).email).toBe("boss@example.org");
});

test("a tap whose button is no longer shown never shows its token", async () => {
  const { raw } = platforms.on("telegram");
  const person = { id: 8300, is_bot: false, first_name: "Tapper" };
  const chat = { id: 8300, type: "private", first_name: "Tapper" };
  await raw({
    update_id: 91000,
    callback_query: {
      id: "1",
      from: person,
      chat_instance: "1",
      data: "~ABCDEFGHIJKLMNO",
      message: { message_id: 5, date: 0, chat },
    },
  });
  await until(async () => (await platforms.conversationOf("Tapper")) !== undefined);
  const texts = (await platforms.threadOf("Tapper")).map((it) => JSON.stringify(it.content));
  expect(texts.join()).not.toContain("~ABCDEFGHIJKLMNO");
});

test("an answer in a forum names its topic", async () => {
  const { double, raw } = platforms.on("telegram");
  const from = { id: 8400, is_bot: false, first_name: "Poster" };
  const chat = { id: -1008400, type: "supergroup", title: "Forum", is_forum: true };
  const message = {
    message_id: 9,
    message_thread_id: 12,
    is_topic_message: true,
    date: Number(seconds()),
    from,
    chat,
    text: "price",
  };
  await raw({ update_id: 91001, message });
  await until(() => double.sends.some((it) => JSON.stringify(it.body).includes("price: 10")));
  const sent = double.sends.find((it) => JSON.stringify(it.body).includes("price: 10"));
  expect(sent?.body).toMatchObject({ chat_id: -1008400, message_thread_id: 12 });
});

test("a thread that the page's inbox passes back belongs to the bot again", async () => {
  const { double, raw } = platforms.on("messenger");
  const from = "7300000000000077";
  const item = (more: object) => ({
    object: "page",
    entry: [
      {
        id: "1906385232743451",
        time: Date.now(),
        messaging: [
          {
            sender: { id: from },
            recipient: { id: "1906385232743451" },
            timestamp: Date.now(),
            ...more,
          },
        ],
      },
    ],
  });
  await raw(item({ message: { mid: "m_t1", text: "price" } }));
  await until(() => double.sends.length === 1);
  await raw(item({ take_thread_control: { new_owner_app_id: "263902037430900" } }));
  const stored = () => platforms.storedOf("Ana Test");
  await until(async () => (await stored())?.["handler"] === "human");
  await raw(item({ message: { mid: "m_t2", text: "price" } }));
  await raw(item({ pass_thread_control: { new_owner_app_id: "1517776481860111" } }));
  await until(async () => (await stored())?.["handler"] !== "human");
  await raw(item({ message: { mid: "m_t3", text: "price" } }));
  await until(() => double.sends.length === 2);
});

test("a file of a type that Telegram takes by no address is uploaded", async () => {
  const { double, text } = platforms.on("telegram");
  const { world } = platforms;
  await text("8500", "Reader", "price");
  await until(async () => (await platforms.conversationOf("Reader")) !== undefined);
  const params = { conversationId: (await platforms.conversationOf("Reader"))?.id ?? "" };
  await world.call(routes.conversations.takeOver, { params });
  const url = "/api/v1/files";
  const body = "Opening hours: 9 to 5";
  const headers = { "content-type": "text/plain", "x-file-name": "notes.txt" };
  const reply = await world.fetch(url, { method: "POST", body, headers });
  const file = (await reply.json()) as { id: string; url: string; mimeType: string };
  const content = {
    kind: "file",
    url: file.url,
    fileId: file.id,
    fileName: "notes.txt",
    mimeType: file.mimeType,
  } as const;
  await world.call(routes.conversations.reply, { params, body: { content } });
  await until(() => double.sends.some((it) => it.path.endsWith("/sendDocument")));
  const sent = double.sends.find((it) => it.path.endsWith("/sendDocument"));
  expect(sent?.body).toMatchObject({
    chat_id: 8500,
    document: { upload: "notes.txt", size: body.length },
  });
});
