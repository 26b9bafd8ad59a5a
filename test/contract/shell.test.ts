import { type Flow, samples } from "@chatloom/flows-schema";
import { compile, type Input, type JsonValue } from "@chatloom/runtime";
import { expect, test } from "vitest";
import { drawFlow, says } from "../../runtime/src/testing/draw-flow.ts";
import { handBack as handBackInServer, takeOver } from "../../server/src/domain/hand-over.ts";
import { newConversation } from "../../server/src/domain/new-conversation.ts";
import { receiveHeld, receiveTimers } from "../../server/src/domain/receive-inner.ts";
import { takeBotTurn } from "../../server/src/domain/take-bot-turn.ts";
import type { TurnContext, TurnDraft } from "../../server/src/domain/turn-draft.ts";
import { passTime } from "../../studio/src/editor/simulator/pass-time.ts";
import { agentSays, handBack } from "../../studio/src/editor/simulator/simulated-agent.ts";
import {
  openSimulation,
  type Simulation,
  take,
} from "../../studio/src/editor/simulator/simulation.ts";
import {
  plainChannel,
  plainWorld,
  someone,
} from "../../studio/src/editor/simulator/start-world.ts";

/** The events of a conversation, for the server's shell and the simulator's alike. */
type Step =
  | { readonly input: Input }
  | { readonly answer: JsonValue }
  | { readonly passes: number }
  | "takeOver"
  | "handBack";

const start = Date.UTC(2026, 5, 1, 12);

/** The state that both shells must agree about. */
interface Outcome {
  readonly contact: object;
  readonly variables: object;
  readonly handler: string;
  readonly timers: readonly string[];
  readonly said: readonly string[];
}

function inSimulator(flow: Flow, steps: readonly Step[]): Outcome {
  const world = { ...plainWorld, workspace: { id: "w", name: "W", variables: {} } };
  let state: Simulation = openSimulation(
    "f",
    [compile(flow, { flowId: "f", version: 1 })],
    world,
    start,
  );
  for (const step of steps) {
    if (step === "takeOver") {
      state = agentSays(state, "Me");
    } else if (step === "handBack") {
      state = handBack(state);
    } else if ("passes" in step) {
      state = passTime(state, state.now + step.passes);
    } else if ("answer" in step && state.pending) {
      state = take(state, answerTo(state.pending.id, step.answer));
    } else if ("input" in step && (state.handler === "bot" || state.handler === "none")) {
      state = take(state, step.input);
    }
  }
  return {
    contact: state.world.contact,
    variables: state.world.workspace.variables,
    handler: state.handler,
    timers: state.timers.map(({ at, purpose }) => `${purpose} ${at - start}`).sort(),
    said: state.entries.flatMap(({ from, content }) =>
      from === "bot" ? [JSON.stringify(content)] : [],
    ),
  };
}

function inServer(flow: Flow, steps: readonly Step[]): Outcome {
  const program = compile(flow, { flowId: "f", version: 1 });
  const partners = {
    _id: "c",
    workspaceId: "w",
    channelId: "ch",
    channelType: "web",
    contactId: "p",
    profile: {},
    keys: [],
    address: "a",
    contactName: "Linh",
  };
  let now = start;
  let draft = {
    conversation: newConversation(partners as never, start),
    contact: { ...someone, _id: someone.id, identities: [], createdAt: start, updatedAt: start },
    variables: {},
  } as unknown as TurnDraft;
  const turnContext = (): TurnContext => ({
    now,
    programs: { active: [program], pinned: () => program },
    channel: plainChannel,
    abilities: plainChannel.abilities,
    local: true,
    workspaceName: "W",
    publicUrl: "https://example.com",
    seedOf: () => "seed",
    seal: (text) => text,
  });
  const act = (change: typeof takeOver) => {
    const conversation = change(draft.conversation, { id: "m", name: "Me" }, now);
    draft = { ...draft, conversation };
  };
  const turn = (id: string, input: Input) => {
    draft = takeBotTurn(draft, turnContext(), { id, input }).draft;
  };
  for (const [index, step] of steps.entries()) {
    const { handler, calls } = draft.conversation;
    if (step === "takeOver") {
      act(takeOver);
    } else if (step === "handBack") {
      act(handBackInServer);
      draft = receiveHeld(draft, turnContext());
    } else if ("passes" in step) {
      for (const end = now + step.passes; now < end; ) {
        now += 500;
        draft = receiveTimers(draft, turnContext());
      }
    } else if ("answer" in step && calls[0]) {
      const [call] = calls;
      draft = { ...draft, conversation: { ...draft.conversation, calls: [] } };
      turn(`${index}`, answerTo(call.id, step.answer));
    } else if ("input" in step && (handler === "bot" || handler === "none")) {
      turn(`${index}`, step.input);
    }
  }
  const { _id: id, identities: _, createdAt: _c, updatedAt: _u, ...contact } = draft.contact;
  const { conversation, variables } = draft;
  return {
    contact: { ...contact, id },
    variables,
    handler: conversation.handler,
    timers: conversation.timers.map(({ at, purpose }) => `${purpose} ${at - start}`).sort(),
    said: conversation.pendingWrites.messages.flatMap((it) =>
      it.direction === "outgoing" ? [JSON.stringify(it.content)] : [],
    ),
  };
}

function answerTo(effectId: string, answer: JsonValue): Input {
  return { type: "effectAnswered", effectId, answer };
}

function write(text: string): Step {
  return { input: { type: "message", messageId: "m", content: { kind: "text", text } } };
}

const profile = drawFlow(
  {
    set: [
      "contact",
      {
        changes: [
          { action: "setField", name: "city", value: "Paris" },
          { action: "setField", name: "email", value: "a@b.co" },
          { action: "addTag", name: "vip", value: "" },
        ],
      },
    ],
    stock: [
      "setVariable",
      {
        assignments: [{ variable: "workspace.stock", operation: "set", value: "3", as: "number" }],
      },
    ],
    q: [
      "ask",
      { text: "City {{ contact.city }}?", saveTo: "city", timeout: { amount: 1, unit: "hours" } },
    ],
    clear: [
      "contact",
      {
        changes: [
          { action: "clearField", name: "city", value: "" },
          { action: "clearField", name: "email", value: "" },
          { action: "removeTag", name: "vip", value: "" },
          { action: "optOut", name: "", value: "" },
        ],
      },
    ],
    gone: says("City '{{ contact.city }}', e-mail '{{ contact.email }}'"),
  },
  ["set > stock", "stock > q", "q > clear", "clear > gone"],
);
const service = drawFlow(
  {
    people: [
      "handoff",
      { assignTo: "anyone", text: "One moment", timeout: { amount: 1, unit: "minutes" } },
    ],
    back: ["ask", { text: "Happy?", saveTo: "happy", timeout: { amount: 30, unit: "seconds" } }],
    nobody: says("Nobody"),
    late: says("Late"),
  },
  ["people > back", "people:timeout > nobody", "back:timeout > late"],
);

const talks: readonly (readonly [string, Flow, readonly Step[]])[] = [
  ["sets and clears fields", profile, [write("hi"), write("Rome")]],
  ["lets a question time out", profile, [write("hi"), { passes: 3_600_000 }]],
  [
    "hands over and back",
    service,
    [write("hi"), "takeOver", { passes: 90_000 }, "handBack", { passes: 60_000 }],
  ],
  ["hands over to nobody", service, [write("hi"), { passes: 120_000 }]],
  [
    "pauses a question",
    service,
    [
      write("hi"),
      "handBack",
      { passes: 20_000 },
      "takeOver",
      { passes: 60_000 },
      "handBack",
      { passes: 5_000 },
    ],
  ],
  ...samples.map(({ id, flow }) => {
    const begin: Step = { input: { type: "start", flowId: "f" } };
    const answer = { status: 200, body: { status: "sent" }, text: "Yes", data: { reply: "Yes" } };
    const steps = [
      begin,
      write("Ada"),
      { answer },
      write("1"),
      write("ada@example.org"),
      { passes: 86_400_000 },
    ];
    return [`the sample ${id}`, flow, steps] as const;
  }),
];

test.each(talks)("server and simulator agree: %s", (_, flow, steps) => {
  const simulated = inSimulator(flow, steps);
  const { contact, ...rest } = inServer(flow, steps);
  expect(rest).toEqual({ ...simulated, contact: undefined });
  expect(contact).toEqual(simulated.contact);
});
