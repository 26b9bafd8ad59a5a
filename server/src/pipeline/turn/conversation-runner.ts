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

/** Starts to work on a conversation. There is at most one runner for each in a process. */
export function runConversation(
  services: PipelineServices,
  conversation: ConversationDoc,
): ConversationRunner {
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
    finished: run().finally(() => {
      resting = true;
    }),
  };

  async function run(): Promise<void> {
    for (;;) {
      let step: Step = { do: "refresh" };
      try {
        const paused = await services.isPaused(work.state.channelId);
        step = nextStep(work.view(paused));
        if (step.do === "rest") {
          resting = true;
          return;
        }
        await work.perform(step, paused);
      } catch (error) {
        if (!(await work.recover(step, error))) {
          return;
        }
      }
    }
  }
}
