import type { Reason } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { ServerContext } from "../context/server-context.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { type AlertOccurrence, alerts, mostOccurrences } from "./alert-model.ts";
import { presentAlerts } from "./present-alerts.ts";

/** The content of an alert and the object it concerns. */
export interface NewAlert {
  readonly code: string;
  readonly message: string;
  /** Why, where the alert is about a failure with a code of its own. */
  readonly reason?: Reason | undefined;
  readonly conversationId?: string;
  readonly flowId?: string;
  readonly channelId?: string;
}

/** A notification that a flow sends to the team. */
export interface FlowNotification {
  /** The effect that sends it, `<conversation>.<turn>:<index>`; the same id is the same notification. */
  readonly effectId: string;
  readonly message: string;
  readonly conversationId: string;
  readonly flowId: string;
}

const dayMs = 86_400_000;

/** Reports an error to the workspace. The same error within a day is one alert that counts and keeps its conversations. */
export async function raiseAlert(
  context: ServerContext,
  workspaceId: string | ObjectId,
  { code, message, reason, conversationId, flowId, channelId }: NewAlert,
): Promise<void> {
  const now = context.now();
  const about = flowId || channelId || "";
  const same = `${Math.floor(now / dayMs)}:${code}:${about}`;
  const occurrence: AlertOccurrence = {
    ...defined({ conversationId: conversationId || undefined }),
    message,
    ...defined({ reason: reason || undefined }),
    at: now,
  };
  const update = {
    $inc: { count: 1, version: 1 },
    $set: { code, message, at: now, seen: false, ...known({ conversationId, flowId, channelId }) },
    $push: { occurrences: { $each: [occurrence], $slice: -mostOccurrences } },
  };
  const raise = () =>
    alerts(context.connection).in(workspaceId).findOneAndUpdate({ same }, update, { upsert: true });
  let alert: Awaited<ReturnType<typeof raise>>;
  try {
    alert = await raise();
  } catch (error) {
    // Two processes inserted it at once; the second attempt finds it.
    if (!isDuplicateKey(error)) {
      throw error;
    }
    alert = await raise();
  }
  if (alert) {
    await announce(context, workspaceId, alert);
  }
}

/** Shows a flow's notification to the workspace. Each one is an alert of its own; showing it twice changes nothing. */
export async function raiseNotification(
  context: ServerContext,
  workspaceId: string | ObjectId,
  { effectId, message, conversationId, flowId }: FlowNotification,
): Promise<void> {
  const now = context.now();
  try {
    const alert = await alerts(context.connection)
      .in(workspaceId)
      .insert({
        same: `notice:${effectId}`,
        code: "notice",
        message,
        conversationId,
        flowId,
        count: 1,
        occurrences: [{ conversationId, message, at: now }],
        version: 1,
        at: now,
        seen: false,
      });
    await announce(context, workspaceId, alert);
  } catch (error) {
    if (!isDuplicateKey(error)) {
      throw error;
    }
  }
}

type StoredAlert = Parameters<typeof presentAlerts>[2][number];

async function announce(
  context: ServerContext,
  workspaceId: string | ObjectId,
  alert: StoredAlert,
): Promise<void> {
  const [presented] = await presentAlerts(context, workspaceId, [alert]);
  if (presented) {
    context.announce(String(workspaceId), "alert.raised", presented);
  }
}

function known(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(values).filter((it): it is [string, string] => Boolean(it[1]));
  return Object.fromEntries(entries);
}
