import type { Reason } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { maskBody } from "../../domain/mask-body.ts";
import { newId } from "../../domain/new-id.ts";
import type { PlatformClient } from "../../pipeline/outbound/platform-client.ts";
import {
  conversionDatasets,
  conversionEvents,
  type StoredConversion,
  type StoredConversionDataset,
} from "../../records/conversion-model.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import { startDueWork } from "../../store/due-work.ts";
import { prepareEvent } from "./prepare-event.ts";
import { sendBatch } from "./send-batch.ts";

/** Sends conversion events, beside everything else. */
export interface ConversionSender {
  /** Looks at once for events that are due. */
  readonly look: () => void;
  readonly close: () => Promise<void>;
}

/** An event that this process may work on. */
type Taken = StoredConversion & { readonly batch: string };

const lookEveryMs = 1_000;
/** Meta takes 1,000. Fewer keep the request small and the search for a refused event short. */
const mostPerBatch = 200;
/** Longer than preparing a batch and its request take: whoever has not come back by then is dead. */
const leaseMs = 60_000;
const seconds = (count: number) => count * 1_000;
const hours = (count: number) => count * 3_600_000;
/** The pauses before the second and each later attempt. */
const pauses = [
  seconds(5),
  seconds(60),
  seconds(300),
  seconds(1_800),
  hours(2),
  hours(6),
  hours(12),
  hours(24),
  hours(24),
] as const;
const disabledPauseMs = seconds(300);

/** Starts to send. A batch that a crash cut off is sent again with the same ids, which Meta counts once. */
export function startConversionSender(
  context: ServerContext,
  client: PlatformClient,
): ConversionSender {
  const { connection, log, now } = context;
  const model = conversionEvents(connection).acrossWorkspaces;
  let closing = false;
  const due = startDueWork({
    log,
    name: "conversion events",
    lookEveryMs,
    mostAtOnce: 2,
    take,
    work,
    idsOf: ([first]) => ({ dataset: first?.dataset }),
  });

  /** Takes the due events of one dataset. */
  async function take(): Promise<readonly Taken[] | undefined> {
    const at = now();
    const isDue = { nextAt: { $lte: at } };
    const first = (await model
      .findOne(isDue)
      .sort({ nextAt: 1 })
      .lean()) as StoredConversion | null;
    if (!first) {
      return undefined;
    }
    const { dataset, alone } = first;
    const batch = newId();
    const among = alone ? { _id: first._id } : { dataset, alone: { $ne: true } };
    const found = (await model
      .find({ ...among, ...isDue }, { _id: 1 })
      .sort({ nextAt: 1 })
      .limit(alone ? 1 : mostPerBatch)
      .lean()) as Pick<StoredConversion, "_id">[];
    // The guard leaves out what another process took meanwhile.
    await model.updateMany(
      { _id: { $in: found.map((it) => it._id) }, ...isDue },
      { $set: { nextAt: at + leaseMs, batch } },
    );
    return (await model.find({ batch }).lean()) as Taken[];
  }

  async function work(taken: readonly Taken[]): Promise<void> {
    const [first] = taken;
    if (!first) {
      return;
    }
    const dataset = await conversionDatasets(connection)
      .in(first.workspaceId)
      .findById(first.dataset);
    if (!dataset) {
      await model.deleteMany({ dataset: first.dataset });
      return;
    }
    if (!dataset.enabled) {
      await postpone(taken, disabledPauseMs);
      return;
    }
    const ready: { readonly event: Taken; readonly body: object }[] = [];
    for (const event of taken) {
      const prepared = await prepareEvent(context, dataset, event);
      if ("body" in prepared) {
        ready.push({ event, body: prepared.body });
      } else {
        await settle(event, { state: prepared.state, reason: prepared.reason });
      }
    }
    if (ready.length > 0) {
      await send(dataset, ready);
    }
  }

  async function send(
    dataset: StoredConversionDataset,
    ready: readonly { readonly event: Taken; readonly body: object }[],
  ): Promise<void> {
    const events = ready.map((it) => it.event);
    const outcome = await sendBatch(
      context,
      client,
      dataset,
      ready.map((it) => ({ ...it.body })),
    );
    if (outcome.kind !== "sent" && closing) {
      // A server that goes down cuts its connections: that is no answer.
      await postpone(events, 0);
      return;
    }
    if (outcome.kind === "sent") {
      for (const { event, body } of ready) {
        await settle(event, { state: "sent", body: JSON.stringify(maskBody(body)) });
      }
      await clearProblem(dataset);
      return;
    }
    const { reason } = outcome;
    if (outcome.kind === "refused") {
      await clearProblem(dataset);
      if (events.length > 1) {
        await model.updateMany(idsOf(events), {
          $set: { alone: true, nextAt: now() },
          $unset: { batch: 1 },
        });
        return;
      }
      for (const { event, body } of ready) {
        await settle(event, { state: "failed", reason, body: JSON.stringify(maskBody(body)) });
      }
      return;
    }
    if (outcome.kind === "auth") {
      await noteProblem(dataset, reason);
    }
    const afterMs = outcome.kind === "later" ? (outcome.afterMs ?? 0) : 0;
    for (const event of events) {
      const pause = pauses[event.attempts];
      await (pause === undefined
        ? settle(event, { state: "failed", reason })
        : model.updateOne(
            { _id: event._id, batch: event.batch },
            {
              $set: { reason, nextAt: now() + Math.max(pause, afterMs) },
              $inc: { attempts: 1 },
              $unset: { batch: 1 },
            },
          ));
    }
  }

  /** Ends an event, unless its lease ran out and another process has it. */
  async function settle(
    { _id, batch }: Taken,
    result: { readonly state: string; readonly reason?: Reason; readonly body?: string },
  ): Promise<void> {
    await model.updateOne(
      { _id, batch },
      {
        $set: result,
        $inc: { attempts: 1 },
        $unset: { nextAt: 1, batch: 1, ...defined({ reason: result.reason ? undefined : 1 }) },
      },
    );
  }

  async function postpone(events: readonly Taken[], pauseMs: number): Promise<void> {
    const $set = { nextAt: now() + pauseMs };
    await model.updateMany(idsOf(events), { $set, $unset: { batch: 1 } });
  }

  async function clearProblem({ _id, workspaceId, problem }: StoredConversionDataset) {
    if (problem) {
      await conversionDatasets(connection)
        .in(workspaceId)
        .updateOne({ _id }, { $unset: { problem: 1 } });
    }
  }

  async function noteProblem(dataset: StoredConversionDataset, problem: Reason): Promise<void> {
    const { _id, workspaceId, name } = dataset;
    await conversionDatasets(connection).in(workspaceId).updateOne({ _id }, { $set: { problem } });
    if (!dataset.problem) {
      await raiseAlert(context, workspaceId, {
        code: "conversions.refused",
        message: `Meta refuses the conversion events of ${name}: ${problem.message}`,
        reason: { code: "conversions.refused", message: problem.message },
      });
    }
  }

  return {
    look: due.look,
    async close() {
      closing = true;
      await due.stop();
      await due.idle();
    },
  };
}

function idsOf(events: readonly Taken[]) {
  const batches = [...new Set(events.map((it) => it.batch))];
  return { _id: { $in: events.map((it) => it._id) }, batch: { $in: batches } };
}
