/** Lets one waiter be woken early. */
export interface Signal {
  readonly raise: () => void;
  /** Resolves when raised, at once if it was since the last wait, or after the time. */
  readonly wait: (ms: number) => Promise<void>;
}

/** Made for one waiter. */
export function createSignal(): Signal {
  let raised = false;
  let wake: (() => void) | undefined;
  return {
    raise() {
      raised = true;
      wake?.();
    },
    wait: (ms) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          wake = undefined;
          raised = false;
          resolve();
        };
        const timer = setTimeout(done, ms);
        wake = done;
        if (raised) {
          done();
        }
      }),
  };
}
