import { type Flow, samples } from "@chatloom/flows-schema";
import { compile } from "@chatloom/runtime";
import { conversationTester } from "@chatloom/runtime/chat";
import { expect, test } from "vitest";
import { passTime } from "./pass-time.ts";
import { agentTakes, handBack } from "./simulated-agent.ts";
import { contactSays, openSimulation, type Simulation, take } from "./simulation.ts";
import { plainWorld } from "./start-world.ts";
import { testOf } from "./test-of.ts";

function simulate(flow: Flow): Simulation {
  const programs = [compile(flow, { flowId: "f", version: 0 })];
  return openSimulation("f", programs, plainWorld, Date.UTC(2026, 0, 5, 12));
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
