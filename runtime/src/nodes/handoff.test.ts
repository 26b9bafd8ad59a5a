import { expect, test } from "vitest";
import { Chat } from "../testing/chat.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const seconds = 1_000;
const flow = drawFlow(
  {
    people: ["handoff", { assignTo: "anyone", timeout: { amount: 4, unit: "seconds" } }],
    back: says("Back with the bot"),
    nobody: says("Nobody has time"),
  },
  ["people > back", "people:timeout > nobody"],
);

test("the limit is over once a person has come, and the hand-back takes its own port", () => {
  const chat = new Chat(flow);
  chat.play("hi", { passes: 3 * seconds });
  chat.takeOver();
  chat.play({ passes: 60 * seconds });
  chat.handBack();
  expect(chat.lines.slice(-1)).toEqual(["bot: Back with the bot"]);
  chat.play({ passes: 60 * seconds });
  expect(chat.lines).not.toContain("bot: Nobody has time");
});

test("a hand-back without a take-over takes that port, too", () => {
  const chat = new Chat(flow);
  chat.play("hi");
  chat.handBack();
  expect(chat.lines.at(-1)).toBe("bot: Back with the bot");
});

test("where nobody comes the limit takes its port, and the bot has the conversation", () => {
  const lines = new Chat(flow).play("hi", { passes: 4 * seconds });
  expect(lines.slice(-2)).toEqual(["→ takeBack", "bot: Nobody has time"]);
});

test("the limit of a question stands still while a person has the conversation", () => {
  const chat = new Chat(
    drawFlow(
      {
        q: ["ask", { text: "Size?", saveTo: "size", timeout: { amount: 3, unit: "seconds" } }],
        late: says("Too late"),
        done: says("Size {{ size }}"),
      },
      ["q > done", "q:timeout > late"],
    ),
  );
  chat.play("hi", { passes: 2 * seconds });
  chat.takeOver();
  chat.play({ passes: 60 * seconds });
  chat.handBack();
  chat.play({ passes: 0.9 * seconds });
  expect(chat.lines.at(-1)).toBe("bot: Size?");
  expect(chat.play({ passes: 0.2 * seconds }).at(-1)).toBe("bot: Too late");
});

test("a run does not expire while a person has the conversation", () => {
  const chat = new Chat(
    drawFlow({ q: ["ask", { text: "Size?", saveTo: "size" }], d: says("{{ size }}") }, ["q > d"]),
  );
  chat.play("hi");
  chat.takeOver();
  chat.play({ passes: 90 * 86_400 * seconds });
  chat.handBack();
  expect(chat.play("L").at(-1)).toBe("bot: L");
});

test("a delay that ended meanwhile goes on at the hand-back", () => {
  const chat = new Chat(
    drawFlow(
      {
        w: ["wait", { until: "duration", duration: { amount: 5, unit: "seconds" } }],
        m: says("Now"),
      },
      ["w > m"],
    ),
  );
  chat.play("hi");
  chat.takeOver();
  chat.play({ passes: 60 * seconds });
  expect(chat.lines).toEqual(["contact: hi"]);
  chat.handBack();
  expect(chat.play({ passes: 0 }).at(-1)).toBe("bot: Now");
});
