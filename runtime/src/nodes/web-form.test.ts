import { expect, test } from "vitest";
import { Chat, chat } from "../chat/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const flow = drawFlow(
  {
    f: [
      "webForm",
      {
        text: "Book",
        button: "Open",
        title: "Table for {{ contact.firstName }}",
        questions: [
          { id: "d", label: "Day?", expect: "date", required: true, saveTo: "day" },
          { id: "n", label: "Guests?", expect: "number", required: true, saveTo: "guests" },
        ],
        timeout: { amount: 5, unit: "minutes" },
      },
    ],
    done: says("{{ guests | plus: 1 }} on {{ day }}"),
    late: says("Too late"),
  },
  ["f > done", "f:timeout > late"],
);

function opened(): { conversation: Chat; token: string } {
  const conversation = new Chat(flow);
  conversation.play("hi");
  const { waiting } = conversation.run ?? {};
  const token = waiting?.for === "callback" ? waiting.token : "";
  return { conversation, token };
}

test("sends the address of the page, and goes on with its answers in their variables", () => {
  const { conversation, token } = opened();
  expect(JSON.stringify(conversation.effects)).toContain(`/forms/${token}`);
  const body = { d: "2026-12-24", n: "4", other: "x" };
  const said = conversation.play({ input: { type: "callback", token, body } });
  expect(said.at(-1)).toBe("bot: 5 on 2026-12-24");
});

test("takes nothing but texts from whoever calls the address itself", () => {
  const { conversation, token } = opened();
  const body = { d: { $gt: "" }, n: ["1"] };
  const said = conversation.play({ input: { type: "callback", token, body } });
  expect(said.at(-1)).toBe("bot: 1 on ");
});

test("gives up when its time is over", () => {
  expect(chat(flow, "hi", { passes: 5 * 60_000 }).at(-1)).toBe("bot: Too late");
});
