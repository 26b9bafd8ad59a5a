import type { Effect } from "../effect.ts";
import { contentInWords } from "./effect-in-words.ts";

/** Something that the contact sees: a message, or that people take over. */
export interface Said {
  /** The step. */
  readonly flowId: string;
  readonly nodeId: string;
  /** Empty where people take over. */
  readonly text: string;
  /** Equal where two say the same. */
  readonly key: string;
}

/** Lists what the contact sees of effects, in order. */
export function saidOf(effects: readonly Effect[]): Said[] {
  return effects.flatMap((effect) => {
    const { flowId, nodeId } = effect;
    if (effect.type === "handOff") {
      return [{ flowId, nodeId, text: "", key: "handOff" }];
    }
    if (effect.type !== "send") {
      return [];
    }
    const { content } = effect;
    const address = "url" in content && typeof content.url === "string" ? ` ${content.url}` : "";
    return [{ flowId, nodeId, text: contentInWords(content) + address, key: keyOf(content) }];
  });
}

/** A tap's payload follows from the step's id, which nobody sees. */
function keyOf(content: object): string {
  return JSON.stringify(content, (name, value: unknown) =>
    name === "payload" ? undefined : value,
  );
}
