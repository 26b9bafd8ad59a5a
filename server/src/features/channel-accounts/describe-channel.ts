import type { ChannelAccount, ChannelType, CrmType, DeskType, Reason } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Channel } from "../../channels/channel.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { Crm } from "../../crm/crm.ts";
import type { Desk } from "../../desks/desk.ts";
import type { PaymentProvider } from "../../payments/payment-provider.ts";
import type { Platform } from "../../platforms/platform.ts";
import { webhookUrlOf } from "../../platforms/webhook-url-of.ts";
import type { ChannelRecord } from "../../records/channel-account-model.ts";
import { openSettings, secretsSet } from "../../records/channel-settings.ts";
import { statusOf } from "../../records/connected-channel.ts";

/** A connected account without its secrets. Secrets of the webhook are shown only to those who may change channels. */
export function toChannelAccount(
  { config, log }: ServerContext,
  channel: Platform,
  record: ChannelRecord,
  {
    mayChange,
    queue,
    health,
  }: Pick<ChannelAccount, "queue" | "health"> & { readonly mayChange: boolean },
): ChannelAccount {
  const id = String(record._id);
  const opened = readable(() => openSettings(config.secretKey, record));
  if (!opened) {
    log.error({ channelId: id }, "failed to read the secrets of a channel");
  }
  const webhookUrl = webhookUrlOf(config, channel, id);
  return {
    id,
    type: record.type,
    name: record.name,
    status: opened ? statusOf(record) : "needsReconnecting",
    problem: problemOf(record, opened !== undefined),
    chatUrl: record.chatUrl,
    settings: record.settings,
    secretsSet: opened ? secretsSet(channel, opened) : [],
    webhookUrl: mayChange ? webhookUrl : (webhookUrl.split("?")[0] ?? ""),
    verifyToken: opened && mayChange ? (channel.verifyToken?.(opened) ?? "") : "",
    lastEventAt: record.lastEventAt?.toISOString(),
    queue,
    health,
    createdAt: record.createdAt.toISOString(),
  };
}

/** A kind of channel as the studio lists it. */
export function toChannelType(channel: Channel): ChannelType {
  const { type, title, icon, settings, abilities, guide } = channel;
  const { setUp, history, templates, refLinks, addressOf } = channel;
  return {
    type,
    title,
    icon,
    settings,
    abilities,
    guide,
    canSetUp: setUp !== undefined,
    canSync: history !== undefined,
    addressedByFacts: addressOf !== undefined,
    ...defined({
      templates: templates ? { canSubmit: templates.submit !== undefined } : undefined,
      refLinks: refLinks
        ? { carries: refLinks.carries, takesPage: refLinks.takesPage === true }
        : undefined,
    }),
  };
}

/** A kind of helpdesk, payment provider or CRM as the studio lists it. */
export function toDeskType(platform: Desk | PaymentProvider | Crm): DeskType {
  const { type, title, icon, settings, guide, setUp } = platform;
  const canBridge = "readMessages" in platform && platform.readMessages !== undefined;
  return { type, title, icon, settings, guide, canSetUp: setUp !== undefined, canBridge };
}

/** A kind of CRM as the studio lists it. */
export function toCrmType(crm: Crm): CrmType {
  return {
    ...toDeskType(crm),
    reads: crm.listChanged !== undefined,
    takesNotes: crm.addNote !== undefined,
    hasLists: crm.listMembers !== undefined,
  };
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function problemOf({ problem }: ChannelRecord, readable: boolean): Reason | undefined {
  if (!readable) {
    const message = "The channel's credentials cannot be read; enter them again";
    return { code: "channel.unreadable", message };
  }
  return problem === undefined
    ? undefined
    : { code: "channel.needs-reconnecting", message: problem };
}
