import {
  type Condition,
  ConversationTest,
  emptyFlow,
  type Flow,
  samples,
} from "@chatloom/flows-schema";
import { compile } from "@chatloom/runtime";
import { conversationTester } from "@chatloom/runtime/chat";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { connect } from "../commands/edges.ts";
import { addNode, setData } from "../commands/nodes.ts";
import { passTime } from "./pass-time.ts";
import { agentTakes, handBack } from "./simulated-agent.ts";
import type { SimulatedWorld } from "./simulated-world.ts";
import { contactSays, openSimulation, type Simulation, take } from "./simulation.ts";
import { plainWorld } from "./start-world.ts";
import { testOf } from "./test-of.ts";

const position = { x: 0, y: 0 };

function simulate(flow: Flow, world: SimulatedWorld = plainWorld): Simulation {
  const programs = [compile(flow, { flowId: "f", version: 0 })];
  return openSimulation("f", programs, world, Date.UTC(2026, 0, 5, 12));
}

function say(simulation: Simulation, text: string): Simulation {
  const content = { kind: "text", text } as const;
  return contactSays(simulation, content, { type: "message", messageId: "m", content });
}

test.each(samples.map((it) => [it.id, it.flow] as const))(
  "a conversation with the sample %s passes as a test of it",
  (_, flow) => {
    let simulation = take(simulate(flow), { type: "start", flowId: "f" });
    for (const text of ["hello", "2", "ada@example.org"]) {
      const { pending } = simulation;
      simulation = pending
        ? take(simulation, {
            type: "effectAnswered",
            effectId: pending.id,
            answer: { status: 200, body: { a: 1 } },
          })
        : say(simulation, text);
      simulation = passTime(simulation, simulation.now + 60_000);
    }
    simulation = handBack(agentTakes(simulation));
    const saved = testOf(simulation, "Saved");
    const world = {
      flowId: "f",
      flows: { f: flow },
      channels: [],
      workspace: { id: "w", name: "", variables: {} },
    };
    const { first, transcript } = conversationTester(world)(saved);
    expect(first, JSON.stringify(transcript, null, 1)).toBeUndefined();
    expect(saved.steps.some((it) => it.kind === "says")).toBe(true);
  },
);

test("what a contact did, and segments, count in the simulator and in its saved test", () => {
  const where = (left: string, right: string): Condition => ({
    match: "all",
    groups: [{ match: "all", rules: [{ left, operator: "contains", right }] }],
  });
  const condition = where("contact.segments", "buyers");
  const drawn = [
    addNode("start", "trigger.keyword", position),
    addNode("if", "condition", position, { nodeId: "start", port: "next" }),
    addNode("yes", "message", position),
    addNode("no", "message", position, { nodeId: "if", port: "else" }),
  ];
  const empty = drawn.reduce((before, command) => command.apply(before), emptyFlow("Test"));
  const [start, branching, yes, no] = empty.nodes;
  const flow = [
    setData(start!, { keywords: ["hi"], match: "exact", channels: [], interrupts: false }),
    setData(branching!, { branches: [{ id: "in", label: "In", condition }] }),
    setData(yes!, { blocks: [{ kind: "text", id: "t", text: "Welcome back" }], typing: false }),
    setData(no!, { blocks: [{ kind: "text", id: "t", text: "Have a look" }], typing: false }),
    connect("if", "branch:in", "yes"),
  ].reduce((before, command) => command.apply(before), empty);
  const segments = {
    timeZone: "UTC",
    conditions: { buyers: where("contact.reachedGoals", "bought") },
  };
  const contact = {
    ...plainWorld.contact,
    reachedGoals: ["bought"],
    consents: ["marketing:given"],
  };
  const simulation = say(simulate(flow, { ...plainWorld, contact, segments }), "hi");
  const saved = testOf(simulation, "Buyer");
  expect(saved.steps).toContainEqual({ kind: "says", text: "Welcome back" });
  expect([...Value.Errors(ConversationTest, saved)]).toEqual([]);
  const world = {
    flowId: "f",
    flows: { f: flow },
    channels: [],
    workspace: { id: "w", name: "", variables: {} },
  };
  expect(conversationTester({ ...world, segments })(saved).first).toBeUndefined();
  expect(conversationTester(world)(saved).first).toBeDefined();
});
