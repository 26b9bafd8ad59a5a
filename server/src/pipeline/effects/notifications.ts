import type { ServerContext } from "../../context/server-context.ts";
import { type NotificationDoc, notificationsOf } from "../../records/notification-model.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { isStoreAway } from "../../store/is-store-away.ts";
import type { EffectDoer } from "./effect-doer.ts";

/** Sends notifications by e-mail and to webhooks in their own time, beside the turns. */
export interface Notifications {
  /** Keeps a notification until it is sent; one that is kept already stays as it is. */
  readonly add: (notification: Omit<NotificationDoc, "nextAt" | "attempts">) => Promise<void>;
  /** Begins to look for those that others left. */
  readonly start: () => void;
  /** Waits a while for those that are being sent; the others stay for the next start. */
  readonly close: () => Promise<void>;
}

/** Longer than any attempt takes: whoever has not come back by then is dead. */
const attemptMs = 120_000;
/** After a crash a notification may be sent once more, but not with every crash. */
const mostAttempts = 3;
const mostAtOnce = 5;
const lookEveryMs = 5_000;
const closingMs = 5_000;

/** Made once per server. */
export function createNotifications(
  context: ServerContext,
  effects: Pick<EffectDoer, "carryOut">,
): Notifications {
  const { connection, now, log } = context;
  const notifications = notificationsOf(connection);
  const sending = new Set<Promise<void>>();
  let looking = Promise.resolve();
  let closing = false;
  let timer: NodeJS.Timeout | undefined;

  /** Takes what is due, as much as may be sent at once; one look after the other. */
  function look(): void {
    looking = looking.then(takeDue).catch((error: unknown) => {
      if (!closing && !isStoreAway(error)) {
        log.error({ err: error }, "notices cannot be looked at");
      }
    });
  }

  async function takeDue(): Promise<void> {
    while (sending.size < mostAtOnce && !closing) {
      const taken = await take();
      if (!taken) {
        return;
      }
      const work = send(taken)
        .catch((error: unknown) => {
          if (!closing) {
            log.error({ err: error, notification: taken._id }, "a notification stays for later");
          }
        })
        .finally(() => {
          sending.delete(work);
          look();
        });
      sending.add(work);
    }
  }

  /** Nobody else takes it up while this process is at it. */
  async function take(): Promise<NotificationDoc | undefined> {
    const moment = now();
    const taken = await notifications.findOneAndUpdate(
      { nextAt: { $lte: moment } },
      { $set: { nextAt: moment + attemptMs }, $inc: { attempts: 1 } },
      { sort: { nextAt: 1 }, returnDocument: "after" },
    );
    return taken ?? undefined;
  }

  async function send({ _id, workspaceId, conversationId, effect, attempts }: NotificationDoc) {
    const outcome =
      attempts > mostAttempts
        ? { error: { code: "notice.interrupted", message: "each attempt was interrupted" } }
        : await effects.carryOut(effect, { workspaceId: String(workspaceId) });
    if ("error" in outcome) {
      // A server that goes down cuts its connections: that is no answer.
      if (closing) {
        await notifications.updateOne({ _id }, { $set: { nextAt: now() } });
        return;
      }
      await raiseAlert(context, workspaceId, {
        code: outcome.error.code,
        message: `A notification could not be sent: ${outcome.error.message}`,
        reason: { code: outcome.error.code, message: outcome.error.message },
        conversationId,
        flowId: effect.flowId,
      });
    }
    await notifications.deleteOne({ _id });
  }

  return {
    async add(notification) {
      try {
        await notifications.insertOne({ ...notification, nextAt: now(), attempts: 0 });
      } catch (error) {
        if (!isDuplicateKey(error)) {
          throw error;
        }
      }
      look();
    },
    start() {
      timer = setInterval(look, lookEveryMs);
      look();
    },
    async close() {
      closing = true;
      clearInterval(timer);
      const patience = new Promise((resolve) => setTimeout(resolve, closingMs).unref());
      await Promise.race([looking.then(() => Promise.all(sending)), patience]);
    },
  };
}
