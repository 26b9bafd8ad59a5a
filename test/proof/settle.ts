import type { StoreView } from "./inspect-store.ts";
import type { Ledger } from "./ledger.ts";

/** After this time without progress, unfinished work counts as stuck. */
const patienceMs = 45_000;
/** Late repetitions arrive within this time. */
const aftermathMs = 2_000;

/** Waits until all inputs are answered and no work is left. Returns what is stuck. */
export async function settle(
  view: StoreView,
  ledger: Ledger,
  learnUnknown: () => Promise<void>,
): Promise<readonly string[]> {
  let movedAt = Date.now();
  let before = "";
  for (;;) {
    // A store that lives in its server is away while that restarts after its last kill.
    const busy = await learnUnknown()
      .then(() => view.busy())
      .catch(() => undefined);
    const missing = ledger.missing().length;
    if (missing === 0 && busy === 0) {
      break;
    }
    const state = `${missing} ${busy} ${ledger.received}`;
    if (state !== before) {
      movedAt = Date.now();
    }
    before = state;
    if (Date.now() - movedAt > patienceMs) {
      if (busy === undefined) {
        return ["the store cannot be reached"];
      }
      return busy === 0
        ? []
        : [`${busy} conversations or stored events still have something to do`];
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await new Promise((resolve) => setTimeout(resolve, aftermathMs));
  return [];
}
