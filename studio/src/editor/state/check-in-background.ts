import type { Finding } from "@chatloom/flows-schema";
import type { CheckTask } from "./check-task.ts";
import CheckWorker from "./check-worker.ts?worker";

/** Checks flows one after the other in a worker; of those that wait, only the latest is checked. */
export interface BackgroundCheck {
  check: (task: CheckTask) => void;
  stop: () => void;
}

/** Starts the worker; `onFindings` gets the findings of each task that was checked. */
export function startBackgroundCheck(
  onFindings: (findings: Finding[], task: CheckTask) => void,
): BackgroundCheck {
  const worker = new CheckWorker();
  let running: CheckTask | undefined;
  let waiting: CheckTask | undefined;
  function next(): void {
    running = waiting;
    waiting = undefined;
    if (running) {
      worker.postMessage(running);
    }
  }
  worker.addEventListener("message", ({ data }: MessageEvent<Finding[]>) => {
    if (running) {
      onFindings(data, running);
    }
    next();
  });
  return {
    check: (task) => {
      waiting = task;
      if (!running) {
        next();
      }
    },
    stop: () => worker.terminate(),
  };
}
