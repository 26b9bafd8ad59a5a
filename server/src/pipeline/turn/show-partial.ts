import type { PartialAnswer } from "@chatloom/api-schema";
import type { AnsweringEffect } from "@chatloom/runtime";
import type { ShowText } from "../effects/effect-doer.ts";
import type { Outcome } from "../effects/outcome.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import type { ConversationLease } from "./conversation-lease.ts";

/** An answer that is shown while a model writes it. Nothing of it is stored. */
export interface ShownPartial {
  readonly show: ShowText;
  /** Ends it. What is shown waits for its message where one follows, and goes at once where none does. */
  readonly end: (outcome?: Outcome) => void;
}

/** At most one change in this time is sent. */
const paceMs = 300;
/** What is shown goes by itself after `keptMs` without news, should this process die. */
const keptMs = 10_000;
const againMs = 4_000;
/** The time in which the message arrives. */
const messageMs = 3_000;
const longest = 20_000;

/** Shows the parts of an answer to those who look; undefined where nobody does, or where the answer may turn out otherwise. */
export async function openPartial(
  { listeners }: Pick<PipelineServices, "listeners">,
  lease: Pick<ConversationLease, "state">,
  effect: AnsweringEffect,
): Promise<ShownPartial | undefined> {
  if (effect.type !== "callLlm" || !effect.request.partsShown) {
    return undefined;
  }
  if (!(await listeners.seesPartial(lease.state))) {
    return undefined;
  }
  return showPartial((partial) => listeners.partial(lease.state, partial));
}

/** Sends the parts at a pace that browsers and other processes can follow. */
function showPartial(send: (partial: PartialAnswer) => void): ShownPartial {
  let shown = "";
  let newest: (() => string) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ended = false;

  function plan(ms: number): void {
    timer = setTimeout(emit, ms);
    timer.unref();
  }

  function emit(): void {
    const had = shown;
    const text = newest?.() ?? shown;
    newest = undefined;
    shown = text.length > longest ? "" : text;
    if (shown !== "" || had !== "") {
      send({ text: shown, ms: keptMs });
    }
    if (shown !== "") {
      plan(againMs);
    }
  }

  return {
    show(text) {
      if (ended) {
        return;
      }
      const idle = newest === undefined;
      newest = text;
      if (idle) {
        clearTimeout(timer);
        plan(paceMs);
      }
    },
    end(outcome) {
      if (ended) {
        return;
      }
      ended = true;
      clearTimeout(timer);
      const answer = outcome && "answer" in outcome ? outcome.answer : undefined;
      const speaks = typeof answer === "object" && answer !== null && !("calls" in answer);
      if (shown !== "") {
        send(speaks ? { text: shown, ms: messageMs } : { text: "", ms: 0 });
      }
    },
  };
}
