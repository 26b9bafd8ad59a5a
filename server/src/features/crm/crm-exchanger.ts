import type { Pipeline } from "../../pipeline/pipeline.ts";
import type { ConnectedAccount, ConnectedCrm } from "../../records/connected-channel.ts";
import { isCrmAccount, loadAccounts } from "../../records/connected-channel.ts";
import { crmExchanges, type StoredExchange } from "../../records/crm-exchange-model.ts";
import { listDefinitions } from "../../records/known-definitions.ts";
import { reportRefused } from "../../records/report-refused.ts";
import { startDueWork } from "../../store/due-work.ts";
import { CrmRefused, type ExchangeRun, ExchangeStopped } from "./exchange-run.ts";
import { receiveContacts } from "./receive-contacts.ts";
import { sendContacts } from "./send-contacts.ts";
import { sendNotes } from "./send-notes.ts";
import { syncLists } from "./sync-lists.ts";

/** Exchanges contacts with CRMs, beside everything else. */
export interface CrmExchanger {
  /** Looks at once for exchanges that are due. */
  readonly look: () => void;
  readonly close: () => Promise<void>;
}

const lookEveryMs = 1_000;
const everyMs = 60_000;
const longestRunMs = 30_000;
/** Longer than a run with its last call. */
const leaseMs = 120_000;
const firstPauseMs = 15_000;
const longestPauseMs = 3_600_000;

/** Starts the exchange with all CRMs. A run that a crash cut off is made again; what it did already changes nothing. */
export function startCrmExchanger({ services }: Pipeline): CrmExchanger {
  const { context, crm } = services;
  const { connection, log, now } = context;
  const model = crmExchanges(connection);
  let closing = false;
  const due = startDueWork({
    log,
    name: "exchanges with CRMs",
    lookEveryMs,
    mostAtOnce: 4,
    take,
    work,
    idsOf: ({ _id }) => ({ connectionId: _id }),
  });
  return {
    look: due.look,
    async close() {
      closing = true;
      await due.stop();
      await due.idle();
    },
  };

  async function take(): Promise<StoredExchange | undefined> {
    const at = now();
    const taken = (await model.acrossWorkspaces
      .findOneAndUpdate(
        { nextAt: { $lte: at }, leasedUntil: { $not: { $gt: at } } },
        { $set: { leasedUntil: at + leaseMs } },
        { sort: { nextAt: 1 }, returnDocument: "after" },
      )
      .lean()) as StoredExchange | null;
    return taken ?? undefined;
  }

  async function work(exchange: StoredExchange): Promise<void> {
    const { _id, workspaceId, failures } = exchange;
    const own = model.in(workspaceId);
    const [account] = await loadAccounts(context, [_id]);
    if (!account) {
      await own.deleteOne({ _id });
      return;
    }
    if (!isUsable(account)) {
      await end(exchange, {}, now() + everyMs);
      return;
    }
    try {
      const more = await run(account, exchange);
      await own.updateOne({ _id }, { $unset: { problem: 1 } });
      await end(exchange, { failures: 0, lastRunAt: now() }, now() + (more ? 0 : everyMs));
    } catch (error) {
      const stopped = error instanceof ExchangeStopped ? error : undefined;
      if (!stopped && !(error instanceof CrmRefused)) {
        log.error({ err: error, connectionId: _id }, "failed to exchange contacts with a CRM");
      }
      if (stopped?.kind === "auth") {
        await reportRefused(context, account, stopped.reason.message);
      }
      const problem = problemOf(error);
      // The breaker: every failure in a row doubles the pause.
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 10));
      const nextAt = closing ? now() : now() + Math.max(pause, stopped?.afterMs ?? 0);
      await end(exchange, { failures: failures + 1, problem, lastRunAt: now() }, nextAt);
    }
  }

  /** Ends a run. A time that was set meanwhile, by an event or a member, stays. */
  async function end(
    { _id, workspaceId, nextAt: begun }: StoredExchange,
    $set: Partial<StoredExchange>,
    nextAt: number,
  ): Promise<void> {
    const own = model.in(workspaceId);
    await own.updateOne({ _id, nextAt: begun }, { $set: { nextAt } });
    await own.updateOne({ _id }, { $set, $unset: { leasedUntil: 1 } });
  }

  /** Returns whether there is more to do at once. */
  async function run(connected: ConnectedCrm, exchange: StoredExchange): Promise<boolean> {
    const end = Date.now() + longestRunMs;
    const definitions = await listDefinitions(connection, exchange.workspaceId, "field", now());
    const current: ExchangeRun = {
      services,
      connected,
      exchange,
      wanted: [...new Set(exchange.rules.fields.map((it) => it.theirs))],
      shapes: new Map(
        definitions.map(({ key, type = "text", choices = [] }) => [key, { type, choices }]),
      ),
      isOver: () => closing || Date.now() > end,
      async ask(action, request) {
        const answer = await crm.call(connected, action, request);
        if ("done" in answer) {
          return answer.done;
        }
        if (answer.kind === "refused") {
          throw new CrmRefused(answer.reason);
        }
        const afterMs = answer.kind === "later" ? answer.afterMs : undefined;
        throw new ExchangeStopped(answer.kind, answer.reason, afterMs);
      },
    };
    await receiveContacts(current);
    await sendContacts(current);
    await sendNotes(current);
    await syncLists(current);
    return current.isOver() && !closing;
  }
}

function isUsable(account: ConnectedAccount): account is ConnectedCrm {
  return isCrmAccount(account) && account.status === "connected";
}

function problemOf(error: unknown) {
  return error instanceof ExchangeStopped || error instanceof CrmRefused
    ? error.reason
    : { code: "crm.failed", message: "An internal error occurred" };
}
