import type { TemplateDraft } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish } from "../turns/publish-test-flow.ts";

const { messageTemplates: chapter } = routes;
const shop = "https://shop.example/sale";
let world: World;
let whatsapp: Double;
let webhook: string;
let channelId: string;
beforeAll(async () => {
  world = await startWorld();
  whatsapp = await startDouble("whatsapp");
  webhook = await connect(world, whatsapp);
  channelId = webhook.split("/").at(-1) ?? "";
});
afterAll(async () => {
  await world.close();
  await whatsapp.close();
});

const list = async () => world.call(chapter.listTemplates, { query: { channelId } });
const draft: TemplateDraft = {
  name: "table_free",
  language: "en_US",
  category: "UTILITY",
  headerKind: "none",
  body: "Hello {{1}}, a table is free at {{2}} today.",
  examples: ["Ann", "19:00"],
  footer: "Double Ltd",
  buttons: [
    { kind: "quickReply", label: "Take it" },
    {
      kind: "url",
      label: "Menu",
      url: "https://menu.example/{{1}}",
      example: "https://menu.example/a",
    },
  ],
};

test("reads every page of the list, with state, reason, quality and parameters", async () => {
  expect(await list()).toEqual({ items: [], lists: [{ channelId }] });
  const read = await world.call(chapter.readTemplates, { params: { channelId } });
  expect(read.problem).toBeUndefined();
  const { items } = await list();
  expect(items.map(({ template }) => [template.name, template.status])).toEqual([
    ["appointment", "paused"],
    ["order_update", "approved"],
    ["summer_sale", "rejected"],
  ]);
  expect(items[1]?.template).toMatchObject({
    id: "800001",
    quality: "high",
    category: "UTILITY",
    header: "Order {{1}}",
    footer: "Double Ltd",
    buttons: ["Fine", "Track"],
    parameters: [
      { place: "header", kind: "text", example: "A-7" },
      { place: "body", kind: "text", example: "Ann" },
      { place: "body", kind: "text", example: "Monday" },
      { place: "button", kind: "payload", index: 0, optional: true },
      { place: "button", kind: "text", index: 1, url: "https://shop.example/o/{{1}}" },
    ],
  });
  expect(items[2]?.template).toMatchObject({
    reason: expect.stringContaining("promotional"),
    parameters: [
      { place: "header", kind: "image" },
      { place: "body", kind: "text", name: "first_name", example: "Ann" },
    ],
  });
});

test("submits a template with a sample file, and the platform's answer is kept", async () => {
  const sample = Buffer.from("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
  const reply = await world.fetch("/api/v1/files", {
    method: "POST",
    body: sample,
    headers: { "content-type": "application/pdf", "x-file-name": "menu.pdf" },
  });
  const { url } = (await reply.json()) as { url: string };
  const made = await world.call(chapter.submitTemplate, {
    params: { channelId },
    body: { ...draft, headerKind: "document", headerFile: url },
  });
  expect(made.template).toMatchObject({
    name: "table_free",
    status: "pending",
    category: "UTILITY",
  });
  expect(made.template.parameters.map((it) => `${it.place} ${it.kind}`)).toEqual([
    "header document",
    "body text",
    "body text",
    "button payload",
    "button text",
  ]);
  expect(whatsapp.refusals).toEqual([]);
  await world.call(chapter.readTemplates, { params: { channelId } });
  expect((await list()).items.map((it) => it.template.name)).toContain("table_free");
});

test("names the flaws of a draft before anything is sent", async () => {
  const calls = whatsapp.calls.length;
  const refused = await world.refusal(chapter.submitTemplate, {
    params: { channelId },
    body: { ...draft, name: "", body: "{{1}} {{3}}", examples: ["Ann"], headerKind: "image" },
  });
  expect(refused.code).toBe("template.invalid");
  expect(refused.errors?.map((it) => it.at)).toEqual(
    expect.arrayContaining(["/name", "/body", "/examples", "/headerFile"]),
  );
  expect(whatsapp.calls.length).toBe(calls);
});

test("tells what the platform refused, in its words", async () => {
  const again = { ...draft, name: "order_update" };
  const refused = await world.refusal(chapter.submitTemplate, {
    params: { channelId },
    body: again,
  });
  expect(refused).toMatchObject({ code: "template.refused" });
  expect(refused.detail).toContain("already content in this language");
});

test("the state changes by webhook, and a flow that uses the template raises an alert", async () => {
  const steps = {
    start: keyword("order"),
    send: {
      type: "template" as const,
      data: {
        name: "order_update",
        language: "en-us",
        parameters: [
          { place: "header" as const, kind: "text" as const, value: "A-7" },
          { place: "body" as const, kind: "text" as const, value: "Ann" },
          { place: "body" as const, kind: "text" as const, value: "Monday" },
          { place: "button" as const, kind: "text" as const, value: "A-7", index: 1 },
        ],
      },
    },
  };
  await publish(world, flowOf("Orders", steps, ["start.next > send"]));
  const news = (value: object) => ({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "102290129340398",
        time: Math.floor(Date.now() / 1_000),
        changes: [{ field: "message_template_status_update", value }],
      },
    ],
  });
  const named = {
    message_template_id: 800001,
    message_template_name: "order_update",
    message_template_language: "en_US",
  };
  const low = { ...named, previous_quality_score: "GREEN", new_quality_score: "RED" };
  expect(await whatsapp.deliver(webhook, { kind: "raw", body: news(low) })).toBe(200);
  const paused = {
    ...named,
    event: "PAUSED",
    reason: "NONE",
    other_info: { title: "FIRST_PAUSE" },
  };
  for (let times = 0; times < 2; times++) {
    expect(await whatsapp.deliver(webhook, { kind: "raw", body: news(paused) })).toBe(200);
  }
  const { items } = await list();
  expect(items.find((it) => it.template.id === "800001")?.template).toMatchObject({
    status: "paused",
    quality: "low",
    reason: expect.stringContaining("3 hours"),
  });
  const alerts = (await world.call(routes.operations.listAlerts)).items;
  expect(alerts.filter((it) => it.code === "template.paused")).toMatchObject([
    { count: 1, message: expect.stringContaining("“Orders”"), channelId },
  ]);

  const { id } = await world.call(routes.flows.createFlow, { body: { name: "Next" } });
  const params = { flowId: id };
  const { revision } = await world.call(routes.flows.readFlow, { params });
  await world.call(routes.flows.saveDraft, {
    params,
    body: { revision, draft: flowOf("Next", steps, ["start.next > send"]) },
  });
  const { findings } = await world.call(routes.flows.validateFlow, { params });
  expect(findings.map((it) => it.code)).toContain("approvedTemplate.paused");
});

test("a button that leads to this server's links takes whole addresses, and counts who opens them", async () => {
  const url = `${world.server.context.config.publicUrl}/l/{{1}}`;
  const button = { kind: "url", label: "Shop", url, example: url.replace("{{1}}", "x") } as const;
  const { body, examples } = { body: "Hello {{1}}, look at our sale.", examples: ["Ann"] };
  const sale = { ...draft, name: "counted_sale", body, examples, buttons: [button] };
  await world.call(chapter.submitTemplate, { params: { channelId }, body: sale });
  await world.call(chapter.readTemplates, { params: { channelId } });
  const send = {
    type: "template" as const,
    data: {
      name: "counted_sale",
      language: "en_US",
      parameters: [
        { place: "body" as const, kind: "text" as const, value: "Ann" },
        { place: "button" as const, kind: "text" as const, value: shop, index: 0 },
      ],
    },
  };
  await publish(world, flowOf("Sale", { start: keyword("sale"), send }, ["start.next > send"]));
  const before = whatsapp.sends.length;
  await whatsapp.deliver(webhook, { kind: "text", from: "84900000123", text: "sale" });
  await until(() => whatsapp.sends.length > before);
  const sent = JSON.stringify(whatsapp.sends.at(-1)?.body);
  const code = /"text":"([A-Za-z0-9_-]{16})"/.exec(sent)?.[1] ?? "";
  expect(sent).not.toContain(shop);
  const opened = await fetch(`${world.url}/l/${code}`, { redirect: "manual" });
  expect(opened.headers.get("location")).toBe(shop);
});

test("without the business account's id the list says what is missing", async () => {
  await world.call(routes.channels.updateChannel, {
    params: { channelId },
    body: { settings: { wabaId: "" } },
  });
  const read = await world.call(chapter.readTemplates, { params: { channelId } });
  expect(read.problem).toContain("Business Account ID");
  const refused = await world.refusal(chapter.submitTemplate, {
    params: { channelId },
    body: draft,
  });
  expect(refused.code).toBe("template.refused");
});

test("templates of Zalo are read with their values, and are made on Zalo's own pages", async () => {
  const zalo = await startDouble("zalo");
  const own = (await connect(world, zalo)).split("/").at(-1) ?? "";
  const params = { channelId: own };
  expect((await world.call(chapter.readTemplates, { params })).problem).toBeUndefined();
  const { items } = await world.call(chapter.listTemplates, { query: params });
  expect(items.map((it) => it.template)).toMatchObject([
    { name: "312346", title: "Old offer", status: "rejected", reason: "The offer is out of date" },
    {
      name: "312345",
      title: "Order confirmed",
      quality: "high",
      parameters: [
        { place: "body", name: "customer_name" },
        { place: "body", name: "order_code" },
        { place: "body", name: "note", optional: true },
      ],
    },
  ]);
  const refused = await world.refusal(chapter.submitTemplate, { params, body: draft });
  expect(refused.code).toBe("template.not-supported");
  await world.call(routes.channels.disconnectChannel, { params });
  expect((await world.call(chapter.listTemplates)).items.some((it) => it.channelId === own)).toBe(
    false,
  );
  await zalo.close();
});

test("only editors submit", async () => {
  const sent = { as: "agent", params: { channelId }, body: draft } as const;
  expect((await world.refusal(chapter.submitTemplate, sent)).code).toBe("member.role-too-low");
});

test("reads the utility templates of a Facebook page", async () => {
  const messenger = await startDouble("messenger");
  const hook = await connect(world, messenger);
  const params = { channelId: hook.split("/").at(-1) ?? "" };
  expect((await world.call(chapter.readTemplates, { params })).problem).toBeUndefined();
  const { items } = await world.call(chapter.listTemplates, { query: params });
  expect(items.map(({ template }) => [template.name, template.status])).toEqual([
    ["order_shipped", "approved"],
    ["payment_due", "pending"],
  ]);
  expect(items[0]?.template.parameters).toEqual([
    { place: "body", kind: "text", example: "12" },
    { place: "button", kind: "payload", index: 0, optional: true },
  ]);
  await messenger.close();
});
