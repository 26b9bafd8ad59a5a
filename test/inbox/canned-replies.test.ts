import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { startWithPeople, type WorldWithPeople } from "./world-with-people.ts";

const { inbox, contacts } = routes;
let people: WorldWithPeople;
beforeAll(async () => {
  people = await startWithPeople(["Ann Lee"]);
});
afterAll(() => people.close());

const create = (body: Record<string, unknown>) =>
  people.world.call(inbox.createCannedReply, {
    as: "agent",
    body: { shortcut: "", text: "", files: [], ...body },
  });

async function fill(cannedReplyId: string) {
  const { id: conversationId } = await people.of("Ann Lee");
  const params = { conversationId, cannedReplyId };
  return people.world.call(inbox.fillCannedReply, { as: "agent", params });
}

test("a canned reply is filled in for the contact and the agent", async () => {
  const { contact } = await people.of("Ann Lee");
  await people.world.call(contacts.updateContact, {
    params: { contactId: contact.id },
    body: { fields: { order: "A-17" } },
  });
  const made = await create({
    shortcut: "hello",
    text: "Hi {{ contact.name }}, {{ agent.firstName }} here about {{ contact.order | default: 'your order' }}{% if contact.tags.size > 0 %}!{% endif %} ({{ channel.name }})",
  });
  expect(await fill(made.id)).toEqual({
    text: "Hi Ann Lee, Agent here about A-17 (Our http)",
    files: [],
  });
});

test("a file that was uploaded comes along, with a link that is good for a while", async () => {
  const { world } = people;
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const uploaded = await world.fetch("/api/v1/files?fileName=map.png", {
    method: "POST",
    body: png,
    headers: { "content-type": "image/png", "x-file-name": "map.png" },
  });
  const { kind, url, mimeType, fileName, size } = (await uploaded.json()) as Record<string, never>;
  const made = await create({
    shortcut: "map",
    files: [{ kind, url, mimeType, fileName, size }],
  });
  world.advance(20 * 86_400_000);
  const [file] = (await fill(made.id)).files;
  expect(file?.url).not.toBe(url);
  expect((await world.fetch(file?.url ?? "/")).status).toBe(200);
  const refused = await world.refusal(inbox.createCannedReply, {
    body: { shortcut: "foreign", text: "", files: [{ kind: "file", url: "/files/nothing" }] },
  });
  expect(refused.errors?.[0]?.at).toBe("/files/0/url");
});

test("shortcuts are unique, and an empty or broken reply is refused when it is stored", async () => {
  const { world } = people;
  await create({ shortcut: "Bye", text: "Bye" });
  const refusal = async (body: Record<string, unknown>) =>
    (await world.refusal(inbox.createCannedReply, { body: { files: [], ...body } })).code;
  expect(await refusal({ shortcut: "bye", text: "x" })).toBe("cannedReply.shortcut-taken");
  expect(await refusal({ shortcut: "empty", text: "  " })).toBe("cannedReply.empty");
  expect(await refusal({ shortcut: "broken", text: "{% if %}" })).toBe("cannedReply.template");
  expect(await refusal({ shortcut: "two words", text: "x" })).toBe("request.invalid");
  const { items } = await world.call(inbox.listCannedReplies);
  expect(items.map((it) => it.shortcut)).toEqual(["Bye", "hello", "map"]);
  const [bye] = items;
  const params = { cannedReplyId: bye?.id ?? "" };
  await world.call(inbox.updateCannedReply, {
    params,
    body: { shortcut: "bye", text: "Goodbye", files: [] },
  });
  await world.call(inbox.deleteCannedReply, { params });
  expect((await world.refusal(inbox.deleteCannedReply, { params })).code).toBe(
    "cannedReply.not-found",
  );
});
