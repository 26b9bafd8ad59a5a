import { emptyFlow, type Flow, samples } from "@chatloom/flows-schema";
import { compile } from "@chatloom/runtime";
import { describe, expect, test } from "vitest";
import { addNode, setData } from "../commands/nodes.ts";
import { exampleBody } from "./example-body.ts";
import { passTime } from "./pass-time.ts";
import { agentSays, handBack } from "./simulated-agent.ts";
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
