import type { BreakTask } from "@chatloom/runtime/chat";
import { useEffect, useRef, useState } from "react";
import type { BreakAnswer } from "./break-worker.ts";
import BreakWorker from "./break-worker.ts?worker";

/** A search for ways to break the flow: how far it is, and how to start and stop it. */
export interface BreakRun {
  readonly answer: BreakAnswer | undefined;
  readonly running: boolean;
  start: (task: BreakTask) => void;
  stop: () => void;
}

/** Runs one search at a time in a worker. */
export function useBreakRun(): BreakRun {
  const worker = useRef<Worker>(undefined);
  const [answer, setAnswer] = useState<BreakAnswer>();
  const [running, setRunning] = useState(false);
  const stop = () => {
    worker.current?.terminate();
    setRunning(false);
  };
  useEffect(() => () => worker.current?.terminate(), []);
  return {
    answer,
    running,
    stop,
    start: (task) => {
      stop();
      const thread = new BreakWorker();
      worker.current = thread;
      thread.addEventListener("message", ({ data }: MessageEvent<BreakAnswer>) => {
        setAnswer(data);
        if (data === "notRunnable" || data.done) {
          stop();
        }
      });
      setAnswer(undefined);
      setRunning(true);
      thread.postMessage(task);
    },
  };
}
