import { type ReplayedTurn, routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { ContactView, Input, PathStep } from "@chatloom/runtime";
import { call } from "../../api/call.ts";
import { passTime } from "./pass-time.ts";
import { handBack } from "./simulated-agent.ts";
import { contactSays, type Simulation, take } from "./simulation.ts";
import { advance, changeWorld, restart } from "./simulator-store.ts";
import { tapOf } from "./tap-of.ts";

/** Plays a real conversation, from the beginning of its run up to a turn, against the flow on the canvas. */
export async function forkConversation(conversationId: string, until: number): Promise<void> {
  const replay = { params: { conversationId }, query: { until } };
  const [{ items, channelType }, types] = await Promise.all([
    call(routes.replay.readReplay, replay),
    call(routes.channels.listChannelTypes),
  ]);
  const turns = items.slice(Math.max(0, items.findLastIndex(begins)));
  const [first] = turns;
  const channel = types.items.find((it) => it.type === channelType);
  if (!first) {
    await restart();
    return;
  }
  changeWorld({
    contact: first.contact as ContactView,
    ...defined({
      channel: channel
        ? {
            id: "simulated",
            type: channel.type,
            name: channel.title,
            abilities: channel.abilities,
          }
        : undefined,
    }),
  });
  await restart();
  advance((simulation) => turns.reduce(playTurn(first), simulation));
}

function begins({ path, input }: ReplayedTurn): boolean {
  const started = (path as readonly PathStep[]).some((it) => it.step === "started");
  return started && (input as Input).type !== "effectAnswered";
}

/** Returns the function that plays a turn at its time after the first one. */
function playTurn(first: ReplayedTurn): (simulation: Simulation, turn: ReplayedTurn) => Simulation {
  return (before, turn) => {
    const since = Date.parse(turn.at) - Date.parse(first.at);
    const due = before.began.now + since;
    const simulation = due - before.now >= 1_000 ? passTime(before, due) : before;
    return playInput(simulation, turn.input as Input);
  };
}

function playInput(simulation: Simulation, input: Input): Simulation {
  const { pending } = simulation;
  switch (input.type) {
    case "message":
      return contactSays(simulation, input.content, input);
    case "postback": {
      const { label = "" } = input;
      const payload = tapOf(simulation, label);
      const content = { kind: "text", text: label } as const;
      return payload === undefined
        ? contactSays(simulation, content, { type: "message", messageId: input.messageId, content })
        : contactSays(simulation, content, { ...input, payload });
    }
    case "effectAnswered":
    case "effectFailed":
      return pending ? take(simulation, { ...input, effectId: pending.id }) : simulation;
    case "start":
      return take(simulation, { ...input, flowId: simulation.flowId });
    case "handedBack":
      return handBack(simulation, input.outcome);
    default:
      // Timers fire as the time passes.
      return simulation;
  }
}
