import type { WebhookEvent } from "@chatloom/api-schema";
import type { ServerContext } from "../context/server-context.ts";
import { isSampleId } from "../domain/sample-id.ts";
import type { WebhookMessage } from "../domain/webhook-message.ts";
import { addMissing } from "../store/add-missing.ts";
import { derivedId } from "../store/derived-id.ts";
import { isStoreAway } from "../store/is-store-away.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { webhookDeliveries, webhooks } from "./webhook-model.ts";

/** Stores events for the webhooks of a workspace. */
export interface WebhookOutbox {
  /** Whether a webhook of the workspace wants an event; from memory. */
  readonly wants: (workspaceId: string | ObjectId, type: WebhookEvent) => boolean;
  /** Whether the workspace has any webhook; from memory. */
  readonly hasAny: (workspaceId: string | ObjectId) => boolean;
  /** Whether any workspace has a webhook; from memory. */
  readonly inUse: () => boolean;
  /** Stores the deliveries of events; an event that is stored already stays as it is. Events of sample contacts are left out. */
  readonly tell: (
    workspaceId: string | ObjectId,
    messages: readonly WebhookMessage[],
  ) => Promise<void>;
  /** Reads the webhooks anew. */
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
}

/** Webhooks that another process added or changed are known within this time. */
const refreshMs = 5_000;
const keptMs = 30 * 86_400_000;

interface Known {
  readonly id: string;
  readonly events: readonly WebhookEvent[];
}

/** Creates the outbox; once per server. */
export async function createWebhookOutbox({
  connection,
  now,
  log,
}: Pick<ServerContext, "connection" | "now" | "log">): Promise<WebhookOutbox> {
  let known: ReadonlyMap<string, readonly Known[]> = new Map();
  const timer = setInterval(() => {
    refresh().catch((error: unknown) => {
      if (!isStoreAway(error)) {
        log.error({ err: error }, "failed to read the webhooks");
      }
    });
  }, refreshMs);
  timer.unref();

  async function refresh(): Promise<void> {
    const found = await webhooks(connection)
      .acrossWorkspaces.find({ enabled: true }, { workspaceId: 1, events: 1 })
      .lean();
    const next = new Map<string, Known[]>();
    for (const { _id, workspaceId, events } of found) {
      const key = String(workspaceId);
      next.set(key, [...(next.get(key) ?? []), { id: String(_id), events }]);
    }
    known = next;
  }

  const wanting = (workspaceId: string | ObjectId, type: WebhookEvent) =>
    (known.get(String(workspaceId)) ?? []).filter(
      ({ events }) => events.length === 0 || events.includes(type),
    );

  await refresh();
  return {
    wants: (workspaceId, type) => wanting(workspaceId, type).length > 0,
    inUse: () => known.size > 0,
    hasAny: (workspaceId) => known.has(String(workspaceId)),
    async tell(workspaceId, messages) {
      const told = messages.filter((it) => !isSampleId(it.data.contactId));
      const deliveries = told.flatMap((message) =>
        wanting(workspaceId, message.type).map(({ id }) =>
          deliveryOf(
            id,
            message.id,
            message.type,
            {
              type: message.type,
              timestamp: new Date(message.at).toISOString(),
              data: message.data,
            },
            now(),
          ),
        ),
      );
      if (deliveries.length > 0) {
        await addMissing(webhookDeliveries(connection).in(workspaceId), deliveries);
      }
    },
    refresh,
    close: () => clearInterval(timer),
  };
}

/** Makes the delivery of an event to a webhook. */
export function deliveryOf(
  webhookId: string,
  eventId: string,
  event: string,
  payload: object,
  now: number,
) {
  return {
    _id: `${webhookId}:${eventId}`,
    webhookId,
    messageId: `msg_${derivedId(`${webhookId}:${eventId}`)}`,
    event,
    payload: JSON.stringify(payload),
    state: "pending",
    attempts: 0,
    nextAt: now,
    at: now,
    expireAt: new Date(now + keptMs),
  } as const;
}
