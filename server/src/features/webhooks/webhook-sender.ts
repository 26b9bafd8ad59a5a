import { createHmac } from "node:crypto";
import type { Reason } from "@chatloom/api-schema";
import { request } from "undici";
import type { ServerContext } from "../../context/server-context.ts";
import { guardedAgent } from "../../pipeline/effects/guarded-agent.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import {
  type StoredDelivery,
  type StoredWebhook,
  webhookDeliveries,
  webhooks,
} from "../../records/webhook-model.ts";
import type { WebhookOutbox } from "../../records/webhook-outbox.ts";
import { startDueWork } from "../../store/due-work.ts";
import { inEnglish, whyFailed } from "./webhook-failure.ts";
import { filledHeaders, signingKey } from "./webhook-secrets.ts";

/** Delivers stored events to webhooks, beside everything else. */
export interface WebhookSender {
  /** Looks at once for deliveries that are due. */
  readonly look: () => void;
  readonly close: () => Promise<void>;
}

const lookEveryMs = 1_000;
const mostAtOnce = 8;
/** A slow webhook does not hold up the others. */
const mostPerWebhook = 2;
const timeoutMs = 15_000;
/** Longer than any attempt takes: whoever has not come back by then is dead. */
const leaseMs = 60_000;
const seconds = (count: number) => count * 1_000;
const hours = (count: number) => count * 3_600_000;
/** The pauses before the second and each later attempt, as Standard Webhooks suggest. */
const pauses = [
  seconds(5),
  seconds(300),
  seconds(1_800),
  hours(2),
  hours(5),
  hours(10),
  hours(14),
  hours(20),
  hours(24),
] as const;
/** A webhook is disabled after it failed for so long without any success. */
const patienceMs = hours(72);

/** Starts to deliver. Deliveries survive a crash; an attempt that a crash cut off is made again, with the same `webhook-id`. */
export function startWebhookSender(context: ServerContext, outbox: WebhookOutbox): WebhookSender {
  const { connection, config, log, now } = context;
  const agent = guardedAgent(config.outboundAllowPrivate, { connections: mostPerWebhook });
  const model = webhookDeliveries(connection).acrossWorkspaces;
  const busy = new Map<string, number>();
  let closing = false;
  const due = startDueWork({
    log,
    name: "deliveries to webhooks",
    lookEveryMs,
    mostAtOnce,
    isNeeded: outbox.inUse,
    take: takeNext,
    work: (delivery) => deliver(delivery).finally(() => count(delivery.webhookId, -1)),
    idsOf: ({ _id }) => ({ delivery: _id }),
  });

  function count(webhookId: string, by: 1 | -1): void {
    busy.set(webhookId, (busy.get(webhookId) ?? 0) + by);
  }

  async function takeNext(): Promise<StoredDelivery | undefined> {
    const moment = now();
    const full = [...busy].filter(([, it]) => it >= mostPerWebhook).map(([id]) => id);
    const taken = (await model
      .findOneAndUpdate(
        { nextAt: { $lte: moment }, webhookId: { $nin: full } },
        { $set: { nextAt: moment + leaseMs }, $inc: { attempts: 1 } },
        { sort: { nextAt: 1 }, returnDocument: "after" },
      )
      .lean()) as StoredDelivery | null;
    if (taken) {
      count(taken.webhookId, 1);
    }
    return taken ?? undefined;
  }

  async function deliver(delivery: StoredDelivery): Promise<void> {
    const { _id, workspaceId, webhookId, attempts } = delivery;
    const hooks = webhooks(connection).in(workspaceId);
    const webhook = await hooks.findById(webhookId);
    if (!webhook?.enabled) {
      const problem = { code: "webhook.off", message: "The webhook is disabled" };
      const $set = { state: "failed", problem };
      await model.updateOne({ _id }, { $set, $unset: { nextAt: 1 } });
      return;
    }
    const result = await attempt(webhook, delivery);
    if (closing && result.problem !== undefined) {
      // A server that goes down cuts its connections: that is no answer.
      await model.updateOne({ _id }, { $set: { nextAt: now() }, $inc: { attempts: -1 } });
      return;
    }
    const { status, problem } = result;
    const told = status === undefined ? {} : { status };
    if (problem === undefined) {
      const $unset = { nextAt: 1, problem: 1 };
      await model.updateOne({ _id }, { $set: { state: "delivered", ...told }, $unset });
      if (webhook.failingSince !== undefined) {
        await hooks.updateOne({ _id: webhook._id }, { $unset: { failingSince: 1 } });
      }
      return;
    }
    const pause = status === 410 ? undefined : pauses[attempts - 1];
    const $set = { problem, ...told };
    await (pause === undefined
      ? model.updateOne({ _id }, { $set: { ...$set, state: "failed" }, $unset: { nextAt: 1 } })
      : model.updateOne({ _id }, { $set: { ...$set, nextAt: now() + jittered(pause) } }));
    const since = webhook.failingSince ?? now();
    if (webhook.failingSince === undefined) {
      await hooks.updateOne({ _id: webhook._id }, { $set: { failingSince: since } });
    }
    if (status === 410 || now() - since >= patienceMs) {
      await disable(delivery, webhook.url, problem);
    }
  }

  async function disable(
    { workspaceId, webhookId }: StoredDelivery,
    url: string,
    problem: Reason,
  ): Promise<void> {
    const changed = await webhooks(connection)
      .in(workspaceId)
      .findOneAndUpdate(
        { _id: webhookId, enabled: true },
        { $set: { enabled: false, disabledFor: problem } },
      );
    if (changed) {
      const host = URL.canParse(url) ? new URL(url).host : url;
      await raiseAlert(context, workspaceId, {
        code: "webhook.disabled",
        message: `The webhook to ${host} was disabled: ${inEnglish(problem)}`,
        reason: { code: "webhook.disabled", message: problem.message },
      });
    }
  }

  async function attempt(
    webhook: StoredWebhook,
    { messageId, payload }: StoredDelivery,
  ): Promise<{ readonly status?: number; readonly problem?: Reason }> {
    const timestamp = String(Math.floor(now() / 1_000));
    try {
      const key = await signingKey(context, webhook);
      const headers = await filledHeaders(context, webhook, payload);
      const { statusCode: status, body } = await request(webhook.url, {
        method: "POST",
        headers: {
          ...headers,
          "content-type": "application/json",
          "user-agent": "Chatloom-Webhooks",
          "webhook-id": messageId,
          "webhook-timestamp": timestamp,
          "webhook-signature": signatureOf(key, messageId, timestamp, payload),
        },
        body: payload,
        dispatcher: agent,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await body.dump();
      const taken = status >= 200 && status < 300;
      const refused = { code: "http.status", message: String(status) };
      return taken ? { status } : { status, problem: refused };
    } catch (error) {
      return { problem: whyFailed(error, webhook.url, timeoutMs) };
    }
  }

  return {
    look: due.look,
    async close() {
      closing = true;
      await due.stop();
      await agent.destroy();
      await due.idle();
    },
  };
}

/** Signs as Standard Webhooks demand: version, and the HMAC of id, timestamp and body. */
function signatureOf(key: Buffer, messageId: string, timestamp: string, payload: string): string {
  const signed = createHmac("sha256", key).update(`${messageId}.${timestamp}.${payload}`);
  return `v1,${signed.digest("base64")}`;
}

function jittered(ms: number): number {
  return Math.round(ms * (0.9 + Math.random() * 0.2));
}
