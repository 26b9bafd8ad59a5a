import type { ServerContext } from "../../context/server-context.ts";
import type { Desk } from "../../desks/desk.ts";
import { desks } from "../../desks/index.ts";
import type { DeskCase } from "../../domain/desk-case.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import {
  type ConnectedDesk,
  isDeskAccount,
  loadAccountsOfType,
} from "../../records/connected-channel.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { type CallServices, notingClient } from "../outbound/noting-client.ts";
import { callTimeoutMs } from "../outbound/platform-client.ts";
import { runAction } from "../outbound/run-action.ts";
import type { ReceiveEvents } from "./receive-events.ts";

/** Reads what happened in open cases while no webhook arrived. */
export interface CaseCatchUp {
  /** Reads all open cases at once, then every ten minutes. */
  readonly start: () => void;
  /** Reads the open cases of one helpdesk. */
  readonly now: (desk: ConnectedDesk) => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface CatchUpParts extends CallServices {
  readonly receive: ReceiveEvents;
}

const everyMs = 10 * 60_000;
/** Clocks differ, and a webhook may be under way while its case is read. */
const overlapMs = 10 * 60_000;
/** Calls of a catch-up leave room for replies. */
const betweenCasesMs = 200;

/** Made once per server. */
export function createCaseCatchUp(parts: CatchUpParts): CaseCatchUp {
  const { context } = parts;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let stopped = false;

  return {
    start: () => look(true),
    now: catchUp,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };

  function look(unasked: boolean): void {
    running = all(unasked)
      .catch((error: unknown) => context.log.error({ err: error }, "failed to read open cases"))
      .finally(() => {
        if (!stopped) {
          timer = setTimeout(() => look(false), everyMs);
          timer.unref();
        }
      });
  }

  async function all(unasked: boolean): Promise<void> {
    for (const { type, catchUp: known } of Object.values<Desk>(desks)) {
      const found = known ? (await loadAccountsOfType(context, type)).filter(isDeskAccount) : [];
      for (const desk of found) {
        // One process is enough, except for what happened while this one was away.
        if (!stopped && desk.status === "connected" && (unasked || (await isDue(context, desk)))) {
          await catchUp(desk);
        }
      }
    }
  }

  async function catchUp(desk: ConnectedDesk): Promise<void> {
    const action = desk.channel.catchUp;
    if (!action) {
      return;
    }
    const begunAt = context.now();
    const account = await channelAccounts(context.connection)
      .in(desk.workspaceId)
      .findById(desk.id);
    const last = account?.caughtUpAt ?? 0;
    const client = notingClient(parts, desk);
    let whole = true;
    for await (const { conversationId, deskCase } of openCases(context, desk.id)) {
      if (stopped) {
        return;
      }
      const { id = "", memory = {}, openedAt } = deskCase;
      const since = Math.max(openedAt, last) - overlapMs;
      const request = { conversationId, case: { id, memory }, since };
      const deadline = Date.now() + callTimeoutMs;
      const result = await runAction(client, context, desk, action, request, deadline);
      if ("done" in result) {
        await parts.receive(result.done.events.map((event) => ({ connected: desk, event })));
      } else {
        whole = false;
        const { code } = result.reason;
        context.log.warn({ deskId: desk.id, conversationId, code }, "failed to read an open case");
      }
      await new Promise((resolve) => setTimeout(resolve, betweenCasesMs));
    }
    if (whole) {
      await channelAccounts(context.connection)
        .in(desk.workspaceId)
        .updateOne({ _id: desk.id }, { $set: { caughtUpAt: begunAt } });
    }
  }
}

async function isDue(context: ServerContext, desk: ConnectedDesk): Promise<boolean> {
  const now = context.now();
  const { modified } = await channelAccounts(context.connection)
    .in(desk.workspaceId)
    .updateOne(
      {
        _id: desk.id,
        $or: [
          { catchUpClaimedAt: { $exists: false } },
          { catchUpClaimedAt: { $lte: now - everyMs / 2 } },
        ],
      },
      { $set: { catchUpClaimedAt: now } },
    );
  return modified > 0;
}

const pageSize = 100;

async function* openCases(
  { connection }: ServerContext,
  deskId: string,
): AsyncGenerator<{ readonly conversationId: string; readonly deskCase: DeskCase }> {
  let after = "";
  for (;;) {
    const page = await conversationsOf(connection)
      .find({ "deskCase.deskId": deskId, "deskCase.state": "open", _id: { $gt: after } })
      .project<{ _id: string; deskCase: DeskCase }>({ deskCase: 1 })
      .sort({ _id: 1 })
      .limit(pageSize)
      .toArray();
    for (const { _id: conversationId, deskCase } of page) {
      yield { conversationId, deskCase };
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) {
      return;
    }
    after = last._id;
  }
}
