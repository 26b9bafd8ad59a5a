import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import { ConversationWork } from "./conversation-work.ts";
import { nextStep, type Step } from "./next-step.ts";
import { createSignal } from "./signal.ts";

/** Works on one conversation until nothing is left to do now. */
export interface ConversationRunner {
  /**
   * Something may have arrived for it, or somebody has written to it: then `version` is what is stored. False if it has come to rest
   * and will not look.
   */
  readonly wake: (version?: number) => boolean;
  /** One of its sends may begin. False if it has come to rest. */
  readonly nudge: () => boolean;
  /** Resolves when it has come to rest. */
  readonly finished: Promise<void>;
}

/**
 * Starts to work on a conversation, as soon as there is a slot. There is at most one runner for each in a process. `urgent`: one of its
 * sends was granted, which lasts for a while only.
 */
export function runConversation(
  services: PipelineServices,
  conversation: ConversationDoc,
  urgent: boolean,
): ConversationRunner {
  const { slots } = services;
  const signal = createSignal();
  const work = new ConversationWork(services, conversation, signal);
  let resting = false;

  return {
    wake(version = 0) {
      if (!resting) {
        work.expect(version);
      }
      return !resting;
    },
    nudge() {
      signal.raise();
      return !resting;
    },
    finished: slots.inside(urgent, run).finally(() => {
      resting = true;
    }),
  };

  async function run(): Promise<void> {
    // The process that takes over finds the input in the store.
    if (services.closing()) {
      return;
    }
    while (await goOn()) {}
  }

  /** Does the next step; false if nothing is left to do now. */
  async function goOn(): Promise<boolean> {
    let step: Step = { do: "refresh" };
    try {
      const paused = await services.isPaused(work.state.channelId);
      const next = nextStep(work.view(paused));
      step = next;
      if (next.do === "rest") {
        resting = true;
        return false;
      }
      await (next.do === "wait"
        ? slots.outside(() => work.perform(next, paused))
        : work.perform(next, paused));
      return true;
    } catch (error) {
      return await slots.outside(() => work.recover(step, error));
    }
  }
}
