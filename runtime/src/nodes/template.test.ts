import { expect, test } from "vitest";
import { Chat, chat, testContext } from "../chat/chat.ts";
import { plainChannel } from "../testing/channels.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

test("approved template: sent where the channel has them, an error elsewhere", () => {
  const flow = drawFlow(
    { t: ["template", { name: "hello", parameters: [] }], e: says("No templates") },
    ["t:error > e"],
  );
  expect(chat(flow, "hi")[1]).toBe("bot: (template)");
  const channel = { ...testContext().channel, abilities: plainChannel };
  expect(new Chat(flow, { channel }).play("hi")[1]).toBe("bot: No templates");
});
