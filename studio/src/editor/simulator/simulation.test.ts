import { emptyFlow, type Flow, samples } from "@chatloom/flows-schema";
import { compile } from "@chatloom/runtime";
import { describe, expect, test } from "vitest";
import { addNode, setData } from "../commands/nodes.ts";
import { exampleBody } from "./example-body.ts";
import { passTime } from "./pass-time.ts";
import { agentSays, agentTakes, handBack, resolve } from "./simulated-agent.ts";
import { contactSays, openSimulation, type Simulation, take } from "./simulation.ts";
import { plainWorld } from "./start-world.ts";

const position = { x: 0, y: 0 };
const hour = 3_600_000;

function simulate(flow: Flow): Simulation {
  return openSimulation(
    "f",
    [compile(flow, { flowId: "f", version: 0 })],
    plainWorld,
    Date.UTC(2026, 0, 5, 12),
  );
}

function say(simulation: Simulation, text: string): Simulation {
  const content = { kind: "text", text } as const;
  return contactSays(simulation, content, { type: "message", messageId: "m", content });
}

function texts(simulation: Simulation): string[] {
  return simulation.entries.map(({ from, content }) =>
    content.kind === "notice"
      ? `${from}: ${content.what}`
      : `${from}: ${"text" in content ? content.text : content.kind}`,
  );
}

/** A keyword, then a delay, then people, then a goodbye. */
function handoffFlow(): Flow {
  const flow = [
    addNode("k", "trigger.keyword", position),
    addNode("w", "wait", position, { nodeId: "k", port: "next" }),
    addNode("h", "handoff", position, { nodeId: "w", port: "next" }),
    addNode("m", "message", position, { nodeId: "h", port: "next" }),
  ].reduce((before, command) => command.apply(before), emptyFlow("Test"));
  return [
    setData(flow.nodes[0]!, {
      keywords: ["help"],
      match: "exact",
      channels: [],
      interrupts: false,
    }),
    setData(flow.nodes[3]!, { blocks: [{ kind: "text", id: "t", text: "Bye!" }], typing: false }),
  ].reduce((before, command) => command.apply(before), flow);
}

describe("the simulation", () => {
  test("waits, hands over to people, is silent then, and goes on when handed back", () => {
    let simulation = say(simulate(handoffFlow()), "help");
    expect(simulation.standsAt).toBe("w");
    simulation = passTime(simulation, simulation.now + hour);
    expect(simulation.handler).toBe("waiting");
    simulation = say(simulation, "anyone?");
    simulation = handBack(agentSays(simulation, "Me!"));
    expect(texts(simulation)).toEqual([
      "contact: help",
      "notice: handedOff",
      "contact: anyone?",
      "agent: Me!",
      "notice: handedBack",
      "bot: Bye!",
      "notice: ended",
    ]);
    expect([...simulation.visited]).toEqual(["k", "w", "h", "m"]);
    expect([...simulation.taken]).toEqual(["k next", "w next", "h next"]);
  });

  test("asks what an HTTP call shall answer, with an example that has what the node keeps", () => {
    let flow = addNode("a", "http", position).apply(emptyFlow("Test"));
    flow = setData(flow.nodes[0]!, {
      method: "GET",
      url: "https://example.com",
      headers: [],
      save: [{ path: "order.status", saveTo: "status" }],
      timeoutSeconds: 10,
      retries: 0,
    }).apply(flow);
    flow = addNode("m", "message", position, { nodeId: "a", port: "next" }).apply(flow);
    flow = setData(flow.nodes[1]!, {
      blocks: [{ kind: "text", id: "t", text: "It is {{ status }}." }],
      typing: false,
    }).apply(flow);
    let simulation = take(simulate(flow), { type: "start", flowId: "f", nodeId: "a" });
    const effect = simulation.pending!;
    const body = exampleBody(flow.nodes[0]);
    expect(body).toEqual({ order: { status: "status" } });
    const answer = { status: 200, body };
    simulation = take(simulation, { type: "effectAnswered", effectId: effect.id, answer });
    expect(texts(simulation)[0]).toBe("bot: It is status.");
  });

  test("says so when nothing answers", () => {
    expect(texts(say(simulate(handoffFlow()), "hello"))).toEqual([
      "contact: hello",
      "notice: nothingAnswers",
    ]);
  });

  test("starts every sample", () => {
    for (const { id, flow } of samples) {
      const simulation = take(simulate(flow), {
        type: "start",
        flowId: "f",
      });
      expect(simulation.visited.size, id).toBeGreaterThan(1);
    }
  });
});

describe("people in the simulator", () => {
  const outcomes = [
    { id: "sold", label: "Sold" },
    { id: "other", label: "Refund" },
  ];
  const team = {
    id: "t1",
    name: "Sales",
    timeZone: "UTC",
    hours: [{ weekday: 1, from: "09:00", to: "17:00" }],
    holidays: [],
  };

  function teamFlow(): Flow {
    const says = (text: string) => ({ blocks: [{ kind: "text", id: "t", text }], typing: false });
    const edge = (sourceHandle: string, target: string) => ({
      id: `${sourceHandle}-${target}`,
      source: sourceHandle === "next" ? "start" : "people",
      sourceHandle,
      target,
    });
    return {
      ...emptyFlow("Team"),
      nodes: [
        {
          id: "start",
          type: "trigger.any",
          position,
          data: { kinds: [], channels: [] },
        },
        {
          id: "people",
          type: "handoff",
          position,
          data: {
            assignTo: "team",
            teamId: "t1",
            hours: "team",
            text: "{{ handoff.team }}, number {{ handoff.position }}",
            outcomes,
          },
        },
        { id: "sold", type: "message", position, data: says("Enjoy it") },
        { id: "closed", type: "message", position, data: says("Opens {{ handoff.opensAt }}") },
      ] as Flow["nodes"],
      edges: [edge("next", "people"), edge("outcome:sold", "sold"), edge("unavailable", "closed")],
    };
  }
  const at = (moment: number) =>
    openSimulation(
      "f",
      [compile(teamFlow(), { flowId: "f", version: 0 })],
      { ...plainWorld, teams: [team] },
      moment,
    );

  test("the agent takes over and resolves with an outcome, and the flow goes on with it", () => {
    const asked = say(at(Date.UTC(2026, 0, 5, 12)), "help");
    expect(texts(asked)).toContain("bot: Sales, number 1");
    const done = resolve(agentTakes(asked), "sold");
    expect(texts(done).slice(-3)).toEqual(["notice: resolved", "bot: Enjoy it", "notice: ended"]);
    expect(done.handler).toBe("bot");
  });

  test("out of hours by the simulated clock the flow says when the team opens", () => {
    const asked = say(at(Date.UTC(2026, 0, 5, 18)), "help");
    expect(texts(asked)).toContain("bot: Opens 2026-01-12T09:00:00.000Z");
    expect(asked.handler).toBe("bot");
  });
});
