import type { Effect } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import type { EffectPlace } from "../effects/effect-place.ts";
import { createFairQueue, QueueFull } from "../effects/fair-queue.ts";
import { failed, type Outcome } from "../effects/outcome.ts";
import { Refused, SheetTask } from "./sheet-task.ts";
import { createSheetsClient, type SheetsClient } from "./sheets-client.ts";

type SheetEffect = Extract<Effect, { type: "callSheet" }>;

/** Reads and writes spreadsheets. */
export interface Sheets extends SheetsClient {
  /**
   * Carries out what a step asks. Never throws: what goes wrong is an outcome with a stable code. May be carried out again after a crash,
   * but for a row that is appended without a key.
   */
  readonly carryOut: (
    effect: SheetEffect,
    place: EffectPlace,
    signal?: AbortSignal,
  ) => Promise<Outcome>;
}

const callLimits = { atOnce: 20, atOncePerOwner: 4, waitingPerOwner: 1_000 };

/** Made once per server. */
export function createSheets(context: ServerContext): Sheets {
  const client = createSheetsClient(context);
  const queue = createFairQueue(callLimits);
  return {
    ...client,
    async carryOut({ id, sheet }, { workspaceId }, signal) {
      const { account } = sheet;
      const task = new SheetTask(
        (call) => client.call({ workspaceId, account }, { ...call, signal }),
        sheet,
        id,
      );
      try {
        return { answer: { ...(await queue.add(workspaceId, () => task.run())) } };
      } catch (error) {
        if (error instanceof QueueFull) {
          return failed("sheets.busy", error.message);
        }
        if (error instanceof Refused) {
          return error.outcome;
        }
        context.log.error({ err: error, effectId: id }, "failed to carry out a sheet effect");
        return failed("sheets.failed", "The spreadsheet could not be asked");
      }
    },
  };
}
