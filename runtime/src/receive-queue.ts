import type { Input } from "./input.ts";
import { behaviourOf } from "./nodes/behaviour-of.ts";
import { receive } from "./receive.ts";
import { rests } from "./run-life.ts";
import { type TurnState, topFrame } from "./turn-state.ts";
import { nodeAt } from "./walk.ts";

/** Receives the inputs that came while an effect ran, until the run waits for an effect again. They are older than its current question. */
export function receiveQueue(state: TurnState): void {
  let cameBack = giveWay(state);
  while (state.queue.length > 0 && state.run?.waiting?.for !== "effect") {
    const input = takeNext(state);
    // A run that was only set aside had asked before.
    state.early = !cameBack;
    receive(state, input);
    state.early = false;
    cameBack = giveWay(state);
  }
}

/** Brings back the newest run that was set aside and does not rest, where the current one was woken and rests again. Tells whether there is one. */
function giveWay(state: TurnState): boolean {
  const { run, parked } = state;
  const index = run && rests(run) ? parked.findLastIndex((it) => !rests(it)) : -1;
  const [active] = index < 0 ? [] : parked.splice(index, 1);
  if (run && active) {
    parked.push(run);
    state.run = active;
  }
  return active !== undefined;
}

/** Takes the next input. A conversation with a model answers several messages at once. */
function takeNext(state: TurnState): Input {
  const { run, queue } = state;
  let { input } = queue.shift() as TurnState["queue"][number];
  const node = run?.waiting?.for === "contact" ? nodeAt(state, topFrame(run)) : undefined;
  if (!node || !behaviourOf(node).joinsEarlier) {
    return input;
  }
  for (let next = queue[0]?.input; next; next = queue[0]?.input) {
    const joined = join(input, next);
    if (!joined) {
      break;
    }
    queue.shift();
    input = joined;
  }
  return input;
}

function join(first: Input, second: Input): Input | undefined {
  if (first.type !== "message" || second.type !== "message") {
    return undefined;
  }
  if (first.content.kind !== "text" || second.content.kind !== "text") {
    return undefined;
  }
  const text = `${first.content.text}\n${second.content.text}`;
  return { ...second, content: { ...second.content, text } };
}
