import type { Pipeline } from "./pipeline.ts";

const mostBusy = 200;
const checkEveryMs = 20;

/** Waits until at most 200 conversations are being worked on, so that a job starts no more than the server can process. */
export async function waitWhileBusy(busy: Pipeline["busy"]): Promise<void> {
  while (busy() > mostBusy) {
    await new Promise((resolve) => setTimeout(resolve, checkEveryMs));
  }
}
