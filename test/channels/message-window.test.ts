import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { type Platforms, startPlatforms } from "../turns/platforms.ts";

let platforms: Platforms;
beforeAll(async () => {
  platforms = await startPlatforms();
});
afterAll(() => platforms.close());

const hourMs = 3_600_000;
const content = { kind: "text", text: "Here is your answer" } as const;

test("a person answers on Messenger for seven days with the tag for people, and then no more", async () => {
  const { double, text } = platforms.on("messenger");
  const { world } = platforms;
  await text("7300000000000099", "Ana Test", "hi");
  await until(async () => (await platforms.conversationOf("Ana Test")) !== undefined);
  const { id } = (await platforms.conversationOf("Ana Test")) ?? { id: "" };
  const params = { conversationId: id };
  await world.call(routes.conversations.takeOver, { params });
  const windowOf = async () =>
    (await world.call(routes.conversations.readConversation, { params })).conversation.window;
  const { closesAt = "", peopleUntil = "" } = await windowOf();
  expect(Date.parse(peopleUntil) - Date.parse(closesAt)).toBe(6 * 24 * hourMs);

  world.advance(30 * hourMs);
  expect((await windowOf()).open).toBe(false);
  await world.call(routes.conversations.reply, { params, body: { content } });
  await until(() => JSON.stringify(double.sends.at(-1)?.body).includes(content.text));
  expect(double.sends.at(-1)?.body).toMatchObject({
    messaging_type: "MESSAGE_TAG",
    tag: "HUMAN_AGENT",
  });

  world.advance(6 * 24 * hourMs);
  const refused = await world.refusal(routes.conversations.reply, { params, body: { content } });
  expect(refused.code).toBe("conversation.window-closed");
});
