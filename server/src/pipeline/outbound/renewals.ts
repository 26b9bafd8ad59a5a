import { setTimeout as sleep } from "node:timers/promises";
import { channels } from "../../channels/index.ts";
import type { RenewalResult, RenewalTimes } from "../../channels/renewal.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { type ConnectedChannel, loadChannelsOfType } from "../../records/connected-channel.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import {
  type LockedChannel,
  lockForRenewal,
  markLost,
  readAccount,
  sameCredentials,
  storeRenewed,
  unlockAfterRenewal,
} from "../../records/renewal-store.ts";
import { callTimeoutMs, type PlatformClient } from "./platform-client.ts";

/** Renews the credentials of channels before they expire. */
export interface Renewals {
  /** Gives the channel with credentials that work; waits only where those it has are expired. */
  readonly fresh: (connected: ConnectedChannel) => Promise<ConnectedChannel>;
  /** After the platform refused credentials: says whether a call with the stored ones may succeed. */
  readonly mayTryAgain: (
    used: Pick<ConnectedChannel, "id" | "workspaceId" | "channel" | "settings">,
  ) => Promise<boolean>;
  /** Renews everything that is due, now and every minute; what did not succeed a little later. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

type Renewed = "renewed" | "later" | "lost";

const lookEveryMs = 60_000;
/** As long as another process may renew. */
const lookAgainMs = 15_000;
/** Credentials this new are not the reason for a refusal. */
const surelyGoodMs = 5 * 60_000;
/** How long new credentials are kept in memory for a store that is away. */
const storeForMs = 10 * 60_000;

/** Made once per server. `owner` tells this process from others; `changed` is called when a channel has new credentials. */
export function createRenewals(
  context: ServerContext,
  client: PlatformClient,
  owner: string,
  changed: () => void,
): Renewals {
  const underWay = new Map<string, Promise<Renewed>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  return {
    async fresh(connected) {
      const times = timesOf(connected);
      const now = context.now();
      if (!times || connected.credentials.lost !== undefined || now < times.due) {
        return connected;
      }
      const renewing = renew(connected);
      if (now < times.expires) {
        return connected;
      }
      await renewing;
      return (await readAccount(context, connected))?.connected ?? connected;
    },
    async mayTryAgain(used) {
      if (!used.channel.renew) {
        return false;
      }
      const current = (await readAccount(context, used))?.connected;
      if (!current || !timesOf(current)) {
        return false;
      }
      if (!sameCredentials(current, used.settings)) {
        changed();
        return true;
      }
      const { lost, renewedAt = 0 } = current.credentials;
      if (lost !== undefined || context.now() < renewedAt + surelyGoodMs) {
        return false;
      }
      // A send never outlives its conversation's lease, so it does not wait for another call.
      void renew(current);
      return true;
    },
    start() {
      look();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(underWay.values());
    },
  };

  function look(): void {
    void renewDue()
      .catch((error: unknown) => {
        context.log.error({ err: error }, "failed to look for credentials to renew");
        return false;
      })
      .then((done) => {
        if (!stopped) {
          timer = setTimeout(look, done ? lookEveryMs : lookAgainMs);
        }
      });
  }

  /** Says whether nothing is left that may succeed in a moment. */
  async function renewDue(): Promise<boolean> {
    let done = true;
    const types = Object.values(channels).filter((it) => "renew" in it);
    for (const { type } of types) {
      for (const connected of await loadChannelsOfType(context, type)) {
        const times = timesOf(connected);
        const isLost = connected.credentials.lost !== undefined;
        if (!stopped && times && !isLost && context.now() >= times.due) {
          done = (await renew(connected)) !== "later" && done;
        }
      }
    }
    return done;
  }

  /** Renews once, however many ask for it at the same time. Never throws. */
  function renew(connected: ConnectedChannel): Promise<Renewed> {
    const { id } = connected;
    const known = underWay.get(id);
    if (known) {
      return known;
    }
    const renewing = renewLocked(connected)
      .catch((error: unknown): Renewed => {
        context.log.error({ err: error, channelId: id }, "failed to renew a channel's credentials");
        return "later";
      })
      .finally(() => underWay.delete(id));
    underWay.set(id, renewing);
    return renewing;
  }

  async function renewLocked(connected: ConnectedChannel): Promise<Renewed> {
    const locked = await lockForRenewal(context, connected, owner);
    if (!locked) {
      return "later";
    }
    try {
      // Another process may have been quicker.
      const isOld = sameCredentials(locked.connected, connected.settings);
      return isOld ? await ask(locked) : "renewed";
    } finally {
      await unlockAfterRenewal(context, connected, owner);
      changed();
    }
  }

  async function ask(locked: LockedChannel): Promise<Renewed> {
    const { connected, until } = locked;
    const { channel, settings, id } = connected;
    if (!channel.renew) {
      return "later";
    }
    // Nothing leaves once another process may renew: a refresh token that is used twice is lost.
    const deadline = Date.now() + Math.min(callTimeoutMs, until - context.now());
    const result = await client.call(channel.renew.ask(settings), { deadline });
    if (!("reply" in result)) {
      const reason = "lost" in result ? result.lost : result.notSent;
      context.log.warn({ channelId: id, reason }, "failed to renew credentials; tried again later");
      return "later";
    }
    const read = channel.renew.read(result.reply, context.now());
    if (read.ok) {
      return (await keep(connected, read)) ? "renewed" : "later";
    }
    const { kind, message, code } = read.failure;
    if (kind === "busy" || kind === "unknown") {
      context.log.warn({ channelId: id, code }, "failed to renew credentials; tried again later");
      return "later";
    }
    return await giveUp(locked, message);
  }

  /** Stores the new credentials before anything can use them. They exist nowhere else, so a store that is away is asked again. */
  async function keep(
    used: ConnectedChannel,
    renewed: Extract<RenewalResult, { ok: true }>,
  ): Promise<boolean> {
    const end = Date.now() + storeForMs;
    for (;;) {
      try {
        return await storeRenewed(context, used, renewed);
      } catch (error) {
        context.log.error({ err: error, channelId: used.id }, "failed to store new credentials");
        if (Date.now() > end) {
          throw error;
        }
        await sleep(1_000);
      }
    }
  }

  async function giveUp({ connected, record }: LockedChannel, reason: string): Promise<Renewed> {
    const current = await readAccount(context, connected);
    if (!current || !sameCredentials(connected, current.connected.settings)) {
      return "renewed";
    }
    const { credentials, name, channel, workspaceId, id } = connected;
    const first = await markLost(context, connected, record, { ...credentials, lost: reason });
    if (first) {
      const until = timesOf(connected)?.expires ?? 0;
      const rest =
        until > context.now()
          ? `Messages can be sent until ${new Date(until).toISOString()}.`
          : "Nothing can be sent until then.";
      await raiseAlert(context, workspaceId, {
        code: "channel.renewal-lost",
        message: `${channel.title} no longer renews the credentials of “${name}” (${reason}). Connect it again with new ones. ${rest}`,
        channelId: id,
      });
    }
    return "lost";
  }
}

function timesOf({
  channel,
  settings,
  credentials,
}: Pick<ConnectedChannel, "channel" | "settings" | "credentials">): RenewalTimes | undefined {
  return channel.renew?.when(settings, credentials);
}
