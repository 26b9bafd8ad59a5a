import { giveToBot, giveToPerson } from "@chatloom/runtime";
import { type Simulation, take, withEntry, withNotice, withStep } from "./simulation.ts";

/** Writes to the contact as a person, who has the conversation from then on. */
export function agentSays(simulation: Simulation, text: string): Simulation {
  const taken = takenOver(simulation);
  return withEntry(taken, "agent", { kind: "text", text });
}

/** Takes the conversation over without a word, as a person. */
export function agentTakes(simulation: Simulation): Simulation {
  return withNotice(takenOver(simulation), "takenOver");
}

function takenOver(simulation: Simulation): Simulation {
  const taken = { ...simulation, ...giveToPerson(simulation, simulation.now) };
  return simulation.handler === "human" ? taken : withStep(taken, { kind: "takeOver" });
}

/** Hands the conversation back to the bot, which continues where the handoff says. `outcome`: the id of one that it lists. */
export function handBack(simulation: Simulation, outcome?: string): Simulation {
  return returnByItself(withStep(simulation, { kind: "handBack", outcome }), outcome);
}

/** Gives the conversation back to the bot, as after the time that a person had for it. */
export function returnByItself(simulation: Simulation, outcome?: string): Simulation {
  const chosen = simulation.handoff?.outcomes?.find((it) => it.id === outcome);
  const back = { ...simulation, ...giveToBot(simulation, simulation.now) };
  return take(withNotice(back, "handedBack", chosen?.label), {
    type: "handedBack",
    memberName: simulatedAgent,
    outcome,
  });
}

/** Marks the conversation as done, as a person. The bot goes on where the handoff says so, otherwise its run ends. */
export function resolve(simulation: Simulation, outcome?: string): Simulation {
  const { handoff, run, now } = simulation;
  const chosen = handoff?.outcomes?.find((it) => it.id === outcome);
  const done = withNotice(
    withStep(
      { ...simulation, ...giveToBot(simulation, now) },
      { kind: "handBack", outcome, resolved: true },
    ),
    "resolved",
    chosen?.label,
  );
  if (handoff?.goesOn && run?.waiting.for === "people") {
    return take(done, {
      type: "handedBack",
      memberName: simulatedAgent,
      resolved: true,
      outcome,
    });
  }
  return {
    ...done,
    handler: "none",
    run: undefined,
    timers: [],
    pending: undefined,
    standsAt: undefined,
  };
}

/** Who answers as a person in the simulator. */
const simulatedAgent = "Agent";
