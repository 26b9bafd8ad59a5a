import type { ConversationTest } from "@chatloom/flows-schema";
import type { Simulation } from "./simulation.ts";

/** Makes a test of a simulated conversation: what happened, with every message of the bot as an expectation, and its end. */
export function testOf(simulation: Simulation, name: string): ConversationTest {
  const { began, run, handler, programs } = simulation;
  const { contact, channel, peopleAvailable } = began.world;
  const { id: _id, channels: _channels, firstSeen: _first, lastSeen: _last, ...facts } = contact;
  const handedOver = handler === "waiting" || handler === "human";
  const steps = [...simulation.steps];
  if (handedOver) {
    steps.push({ kind: "handedOver" });
  } else if (run === undefined && programs.length > 0) {
    steps.push({ kind: "ended" });
  }
  return {
    name,
    contact: { ...facts, tags: [...facts.tags] },
    channel: channel.type === "simulated" ? undefined : channel.type,
    startsAt: new Date(began.now).toISOString(),
    people: peopleAvailable ? undefined : "busy",
    steps,
  };
}
