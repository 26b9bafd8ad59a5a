import type { ServerContext } from "../context/server-context.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { alerts, presentAlert } from "./alert-model.ts";

/** What an alert says, and what it is about. */
export interface NewAlert {
  readonly code: string;
  readonly message: string;
  readonly conversationId?: string;
  readonly flowId?: string;
  readonly channelId?: string;
}

const dayMs = 86_400_000;

/** Tells the workspace that something needs a look. What happens often within a day becomes one alert that counts. */
export async function raiseAlert(
  context: ServerContext,
  workspaceId: string | ObjectId,
  { code, message, conversationId, flowId, channelId }: NewAlert,
): Promise<void> {
  const now = context.now();
  const about = flowId || channelId || "";
  const same = `${Math.floor(now / dayMs)}:${code}:${about}`;
  const update = {
    $inc: { count: 1 },
    $set: { code, message, at: now, seen: false, ...known({ conversationId, flowId, channelId }) },
  };
  const raise = () =>
    alerts(context.connection).in(workspaceId).findOneAndUpdate({ same }, update, { upsert: true });
  let alert: Awaited<ReturnType<typeof raise>>;
  try {
    alert = await raise();
  } catch (error) {
    // Two at once made it; now it is there.
    if (!isDuplicateKey(error)) throw error;
    alert = await raise();
  }
  if (alert) context.announce(String(workspaceId), "alert.raised", presentAlert(alert));
}

function known(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(values).filter((it): it is [string, string] => Boolean(it[1]));
  return Object.fromEntries(entries);
}
