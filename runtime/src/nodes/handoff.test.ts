import { expect, test } from "vitest";
import { Chat } from "../chat/chat.ts";
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

const minutes = 60 * seconds;
const free = { open: true, opensAt: "", team: "Sales", available: 1, position: 3, waitMinutes: 7 };

/** A flow whose handoff has this data; each port of `ports` leads to a text that is called like the port. */
function peopleFlow(data: object, ports: readonly string[], settings: object = {}) {
  const steps = Object.fromEntries(
    ports.map((port) => [`to_${port.replace(":", "_")}`, says(`Left through ${port}`)]),
  );
  const flow = drawFlow(
    { people: ["handoff", { assignTo: "anyone", ...data }], ...steps },
    ports.map((port) => `people:${port} > to_${port.replace(":", "_")}`),
  );
  return { ...flow, settings: { ...flow.settings, ...settings } };
}

const outcomes = [
  { id: "sold", label: "Sold" },
  { id: "refund", label: "Refund" },
];

test.each([
  [{ outcome: "refund" }, "Left through outcome:refund"],
  [{ outcome: "sold", resolved: true }, "Left through outcome:sold"],
  [{ outcome: "unknown" }, "Left through next"],
  [{}, "Left through next"],
])("the outcome %o of the agent chooses the way on", (chosen, said) => {
  const flow = peopleFlow({ outcomes }, ["outcome:sold", "outcome:refund", "next"]);
  const chat = new Chat(flow);
  chat.play("hi");
  chat.takeOver();
  chat.handBack(chosen);
  expect(chat.lines.at(-1)).toBe(`bot: ${said}`);
});

test("the flow goes on with the outcome and the agent's name", () => {
  const flow = drawFlow(
    {
      people: ["handoff", { assignTo: "anyone", outcomes }],
      after: says("{{ handoff.outcome }} by {{ handoff.agent }}"),
    },
    ["people > after"],
  );
  const chat = new Chat(flow);
  chat.play("hi");
  chat.handBack({ outcome: "sold", memberName: "Anna" });
  expect(chat.lines.at(-1)).toBe("bot: Sold by Anna");
});

test("a handoff to a team tells the contact the place in the queue", () => {
  const text = "You are number {{ handoff.position }}, about {{ handoff.waitMinutes }} minutes";
  const chat = new Chat(peopleFlow({ assignTo: "team", teamId: "t1", text }, ["next"]));
  chat.play("hi", { answer: free });
  expect(chat.lines).toEqual([
    "contact: hi",
    "→ lookUpQueue",
    "bot: You are number 3, about 7 minutes",
    "→ handOff",
  ]);
  expect(chat.effects.find((it) => it.type === "handOff")).toMatchObject({ teamId: "t1" });
});

test("people get the conversation although the state of the queue is not known", () => {
  const chat = new Chat(peopleFlow({ assignTo: "team", teamId: "t1", text: "One moment" }, []));
  chat.play("hi", { failure: "queue.unavailable" });
  expect(chat.lines.slice(-2)).toEqual(["bot: One moment", "→ handOff"]);
});

test.each([
  [{ assignTo: "team", teamId: "t1", hours: "team" }, { ...free, open: false }, "unavailable"],
  [{ assignTo: "team", teamId: "t1" }, { ...free, open: false }, "handOff"],
  [{ needsAgent: true }, { ...free, available: 0 }, "unavailable"],
  [{ needsAgent: true }, free, "handOff"],
])("a handoff with %o meets %o", (data, answer, expected) => {
  const ports = expected === "unavailable" ? ["unavailable"] : [];
  const chat = new Chat(peopleFlow(data, ports));
  chat.play("hi", { answer });
  const last = expected === "unavailable" ? "bot: Left through unavailable" : "→ handOff";
  expect(chat.lines.at(-1)).toBe(last);
});

test("the flow's opening hours decide without asking anybody, and say when it opens", () => {
  const hours = [{ weekday: 2, from: "09:00", to: "17:00" }];
  const flow = drawFlow(
    {
      people: ["handoff", { assignTo: "anyone", hours: "flow" }],
      closed: says("We open at {{ handoff.opensAt }}"),
    },
    ["people:unavailable > closed"],
  );
  const open = { ...flow.settings, businessHours: hours, timeZone: "Asia/Ho_Chi_Minh" };
  // It is Monday noon in UTC.
  expect(new Chat({ ...flow, settings: open }).play("hi").at(-1)).toBe(
    "bot: We open at 2026-06-02T02:00:00.000Z",
  );
});

test("while nobody takes it the contact hears from it, another team gets it, and at last the bot takes it back", () => {
  const untaken = [
    { id: "a", after: { amount: 5, unit: "minutes" }, action: "escalate", teamId: "t2" },
    { id: "b", after: { amount: 2, unit: "minutes" }, action: "remind", text: "Still looking" },
    { id: "c", after: { amount: 9, unit: "minutes" }, action: "leave", label: "Callback" },
  ];
  const chat = new Chat(peopleFlow({ untaken }, ["untaken:c"]));
  chat.play("hi", { passes: 1 * minutes });
  expect(chat.lines.at(-1)).toBe("→ handOff");
  chat.play({ passes: 1 * minutes });
  expect(chat.lines.at(-1)).toBe("bot: Still looking");
  chat.play({ passes: 3 * minutes });
  expect(chat.lines.at(-1)).toBe("→ escalate");
  chat.play({ passes: 4 * minutes });
  expect(chat.lines.slice(-2)).toEqual(["→ takeBack", "bot: Left through untaken:c"]);
});

test("none of it happens once somebody has come", () => {
  const untaken = [
    { id: "b", after: { amount: 2, unit: "minutes" }, action: "remind", text: "Still looking" },
  ];
  const chat = new Chat(
    peopleFlow({ untaken, timeout: { amount: 9, unit: "minutes" } }, ["timeout"]),
  );
  chat.play("hi", { passes: 1 * minutes });
  chat.takeOver();
  chat.play({ passes: 60 * minutes });
  expect(chat.lines.at(-1)).toBe("→ handOff");
});

test("a word of the contact's ends it, whether somebody has come or not", () => {
  for (const taken of [false, true]) {
    const chat = new Chat(peopleFlow({ endWords: ["Bot!", "menu"] }, ["next"]));
    chat.play("hi");
    if (taken) {
      chat.takeOver();
    }
    chat.play("hello?");
    expect(chat.lines.at(-1)).toBe("contact: hello?");
    chat.play("bot");
    expect(chat.lines.slice(-2)).toEqual(["→ takeBack", "bot: Left through next"]);
  }
});

test("meanwhile the bot answers the keywords of the named flows, until somebody has come", () => {
  const faq = drawFlow(
    { k: ["trigger.keyword", { keywords: ["hours"], match: "exact" }], a: says("9 to 5") },
    ["k > a"],
  );
  const other = drawFlow(
    { k: ["trigger.keyword", { keywords: ["price"], match: "exact" }], a: says("10 EUR") },
    ["k > a"],
  );
  const data = { meanwhile: "keywords", meanwhileFlows: [{ flowId: "faq" }] };
  const chat = new Chat(peopleFlow(data, ["next"]), {}, { faq, other });
  chat.play("hi", "price", "hours");
  expect(chat.lines.slice(-3)).toEqual(["contact: price", "contact: hours", "bot: 9 to 5"]);
  chat.takeOver();
  chat.play("hours");
  expect(chat.lines.at(-1)).toBe("contact: hours");
  chat.handBack();
  expect(chat.lines.at(-1)).toBe("bot: Left through next");
});

test("the bot goes on at the start or at a named step instead of a port", () => {
  const at = (data: object) => {
    const chat = new Chat(
      drawFlow(
        { first: says("From the top"), people: ["handoff", { ...data }], last: says("Named") },
        ["first > people"],
      ),
    );
    chat.play("hi");
    chat.handBack();
    return chat.lines.slice(2).find((it) => it.startsWith("bot:"));
  };
  expect(at({ resumeAt: "start" })).toBe("bot: From the top");
  expect(at({ resumeAt: "node", resumeNodeId: "last" })).toBe("bot: Named");
});

test("a flow's own variable of that name is left alone", () => {
  const flow = drawFlow({ people: ["handoff", {}], after: says("{{ handoff }}") }, [
    "people > after",
  ]);
  const own = { name: "handoff", type: "string", scope: "run", default: "mine" } as const;
  const chat = new Chat({ ...flow, variables: [own] });
  chat.play("hi");
  chat.handBack();
  expect(chat.lines.at(-1)).toBe("bot: mine");
});
