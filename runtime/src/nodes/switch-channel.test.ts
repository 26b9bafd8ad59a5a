import { describe, expect, test } from "vitest";
import { Chat } from "../chat/chat.ts";
import type { Effect } from "../effect.ts";
import type { Input } from "../input.ts";
import { switchToken } from "../switch-token.ts";
import { drawFlow, says } from "../testing/draw-flow.ts";

const hour = 3_600_000;
const link = { answer: { switchId: "s1", url: "https://chat.example/s1" } };

function flow() {
  return drawFlow(
    {
      start: ["trigger.keyword", { keywords: ["move"], match: "exact" }],
      ask: ["ask", { text: "Your name?", expect: "text", saveTo: "name" }],
      go: [
        "switchChannel",
        {
          channelId: "there",
          text: "Go on there, {{ name }}",
          button: "Open",
          expiry: { amount: 1, unit: "hours" },
          writeFirst: true,
        },
      ],
      hello: says("Hello again, {{ name }}"),
      more: ["ask", { text: "What else?", expect: "text", saveTo: "wish" }],
      end: says("{{ name }} wants {{ wish }}"),
      late: says("Too late"),
      broken: says("No way: {{ error.code }}"),
      other: ["trigger.keyword", { keywords: ["other"], match: "exact" }],
      otherAsk: ["ask", { text: "Other?", expect: "text", saveTo: "x" }],
    },
    [
      "start > ask",
      "ask > go",
      "go:there > hello",
      "hello > more",
      "more > end",
      "go:expired > late",
      "go:error > broken",
      "other > otherAsk",
    ],
  );
}

function opened(conversationId: string): { readonly input: Input } {
  return { input: { type: "callback", token: switchToken("s1"), body: { conversationId } } };
}

function moveOf({ effects }: Chat): Extract<Effect, { type: "moveRun" }> {
  const found = effects.find((it) => it.type === "moveRun");
  if (found?.type !== "moveRun") {
    throw new Error("Nothing moved");
  }
  return found;
}

describe("go on in another channel", () => {
  test("sends a link, and the run goes on where it is opened", () => {
    const here = new Chat(flow());
    here.play("move", "Ada", link, opened("c2"));
    expect(here.lines).toContain("bot: Go on there, Ada");
    expect(here.run).toBeUndefined();
    const { run, toConversationId } = moveOf(here);
    expect(toConversationId).toBe("c2");

    const there = new Chat(flow(), { conversationId: "c2" });
    there.play({ input: { type: "runMoved", run } }, "tea");
    expect(there.lines).toEqual([
      "bot: Hello again, Ada",
      "bot: What else?",
      "contact: tea",
      "bot: Ada wants tea",
    ]);
  });

  test("moves at once to a conversation that can be written to", () => {
    const here = new Chat(flow());
    here.play("move", "Ada", { answer: { conversationId: "c2" } });
    expect(here.lines).not.toContain("bot: Go on there, Ada");
    expect(moveOf(here).toConversationId).toBe("c2");
  });

  test("goes on here where the conversation is in that channel", () => {
    const { channel } = new Chat(flow()).context;
    const chat = new Chat(flow(), { channel: { ...channel, id: "there" } });
    chat.play("move", "Ada");
    expect(chat.lines).toContain("bot: Hello again, Ada");
    expect(chat.effects.some((it) => it.type === "openSwitch")).toBe(false);
  });

  test("leaves by its own ports when nobody opens the link, or there is none", () => {
    const late = new Chat(flow());
    late.play("move", "Ada", link, { passes: hour }, opened("c2"));
    expect(late.lines.at(-1)).toBe("bot: Too late");
    expect(late.effects.some((it) => it.type === "moveRun")).toBe(false);

    const broken = new Chat(flow());
    broken.play("move", "Ada", { failure: "switch.no-link" });
    expect(broken.lines.at(-1)).toBe("bot: No way: switch.no-link");
  });

  test("follows the contact who meanwhile talks about something else", () => {
    const here = new Chat(flow());
    here.play("move", "Ada", link, "other", opened("c2"), "yes");
    expect(moveOf(here).run.frames.at(-1)?.nodeId).toBe("go");
    expect(here.run).toBeUndefined();
  });

  test("takes the place of what the other conversation waited for", () => {
    const here = new Chat(flow());
    here.play("move", "Ada", { answer: { conversationId: "c2" } });
    const there = new Chat(flow(), { conversationId: "c2" });
    there.play("other", { input: { type: "runMoved", run: moveOf(here).run } }, "tea");
    expect(there.lines.at(-1)).toBe("bot: Ada wants tea");
  });

  test("reports a run whose flow version is gone, and changes nothing", () => {
    const here = new Chat(flow());
    here.play("move", "Ada", { answer: { conversationId: "c2" } });
    const { run } = moveOf(here);
    const frames = run.frames.map((it) => ({ ...it, version: 9 }));
    const there = new Chat(flow(), { conversationId: "c2" });
    there.play("other", { input: { type: "runMoved", run: { ...run, frames } } });
    expect(there.lines.at(-1)).toBe("→ alert run.lost");
    expect(there.run?.frames.at(-1)?.nodeId).toBe("otherAsk");
  });

  test("ends a run that changes the channel without end", () => {
    const back = drawFlow(
      {
        go: ["switchChannel", { channelId: "there", text: "x", button: "y" }],
        again: ["switchChannel", { channelId: "here", text: "x", button: "y" }],
      },
      ["go:there > again", "again:there > go"],
    );
    let chat = new Chat(back);
    chat.play("hi", { answer: { conversationId: "c2" } });
    for (let moves = 1; moves < 10; moves++) {
      const { run } = moveOf(chat);
      expect(run.moves).toBe(moves);
      chat = new Chat(back, { conversationId: `c${moves + 1}` });
      chat.play({ input: { type: "runMoved", run } }, { answer: { conversationId: "c0" } });
    }
    const { run } = moveOf(chat);
    chat = new Chat(back, { conversationId: "c11" });
    chat.play({ input: { type: "runMoved", run } }, { answer: { conversationId: "c0" } });
    expect(chat.effects.some((it) => it.type === "moveRun")).toBe(false);
    expect(chat.lines).toContain("→ alert limit.moves");
  });
});
