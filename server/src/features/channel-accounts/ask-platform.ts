import type { Reason } from "@chatloom/api-schema";
import type { AccountStanding } from "../../channels/account-standing.ts";
import type { HttpReply } from "../../channels/channel.ts";
import { refusalOf } from "../../channels/refusal-of.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { Caller } from "../../pipeline/outbound/noting-client.ts";
import { sendCall } from "../../pipeline/outbound/send-call.ts";
import { webhookUrlOf } from "../../platforms/webhook-url-of.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import {
  type ConnectedAccount,
  type ConnectedCrm,
  isChannelAccount,
  markConnected,
} from "../../records/connected-channel.ts";
import { signedIn } from "../../records/crm-sign-in.ts";
import { SecretRefused } from "../../records/secret-refused.ts";
import { storeStanding } from "../../records/store-standing.ts";
import { changeSettings } from "./connect-channel.ts";

/** A platform's answer about the credentials. */
export interface Verdict {
  readonly ok: boolean;
  readonly name?: string;
  readonly problem?: Reason;
}

/** Asks the platform whose credentials these are. */
export async function checkCredentials(
  context: ServerContext,
  client: Caller,
  connected: ConnectedAccount,
): Promise<Verdict> {
  const { channel, settings } = connected;
  if (!channel.identify) {
    return { ok: true };
  }
  for (const call of channel.identify.alsoAsk?.(settings) ?? []) {
    const result = await client.call(call);
    if (!("reply" in result)) {
      return { ok: false, problem: unreachable(result) };
    }
    if (refusalOf(channel, result.reply)) {
      return { ok: false, problem: refusal(connected, result.reply) };
    }
  }
  const result = await client.call(channel.identify.ask(settings));
  if (!("reply" in result)) {
    return { ok: false, problem: unreachable(result) };
  }
  const who = channel.identify.read(result.reply);
  if (!who) {
    return { ok: false, problem: refusal(connected, result.reply) };
  }
  if ("problem" in who) {
    return { ok: false, problem: { code: "channel.check", message: who.problem } };
  }
  await markConnected(context, connected, who.chatUrl);
  if (who.standing) {
    await storeStanding(context, connected, who.standing);
  }
  const quota = await readQuota(client, connected);
  if (quota) {
    await storeStanding(context, connected, { quota });
  }
  await keepLearned(context, connected, who.learned ?? {});
  return { ok: true, name: who.name };
}

/** Asks a CRM the same, with its connected account where it has one. */
export async function checkCrm(
  context: ServerContext,
  client: Caller,
  connected: ConnectedCrm,
): Promise<Verdict> {
  const check = (account: ConnectedCrm) => checkCredentials(context, client, account);
  try {
    return await signedIn(context, connected, check, (it) => it.problem?.code === "401");
  } catch (error) {
    if (!(error instanceof SecretRefused)) {
      throw error;
    }
    return { ok: false, problem: { code: "crm.account", message: error.message } };
  }
}

/** Asks for the month's messages of the account's plan; undefined where that fails: the credentials are good all the same. */
async function readQuota(
  client: Caller,
  connected: ConnectedAccount,
): Promise<AccountStanding["quota"]> {
  if (!isChannelAccount(connected) || !connected.channel.quota) {
    return undefined;
  }
  const { channel, settings } = connected;
  const replies: HttpReply[] = [];
  const { quota } = connected.channel;
  for (const call of quota.ask(settings)) {
    const result = await client.call(call);
    if (!("reply" in result) || refusalOf(channel, result.reply)) {
      return undefined;
    }
    replies.push(result.reply);
  }
  return quota.read(replies);
}

/** Fills empty settings with the values that the platform returned. */
async function keepLearned(
  context: ServerContext,
  { id, workspaceId, channel, settings }: ConnectedAccount,
  learned: Readonly<Record<string, unknown>>,
): Promise<void> {
  const known = settings as Readonly<Record<string, unknown>>;
  const news = Object.entries(learned).filter(([name]) => (known[name] ?? "") === "");
  if (news.length === 0) {
    return;
  }
  const record = await channelAccounts(context.connection).in(workspaceId).findOne({ _id: id });
  if (record) {
    await changeSettings(context, channel, record, Object.fromEntries(news));
  }
}

/** Registers our webhook at the platform, call by call; stops at the first refusal. */
export async function setUpWebhook(
  context: ServerContext,
  client: Caller,
  connected: ConnectedAccount,
): Promise<Verdict> {
  const { channel, settings } = connected;
  const webhookUrl = webhookUrlOf(context.config, channel, connected.id);
  const verifyToken = channel.verifyToken?.(settings) ?? "";
  const replies: HttpReply[] = [];
  const nextCall = () =>
    channel.setUp?.(settings, { webhookUrl, verifyToken }, replies).at(replies.length);
  for (let call = nextCall(); call; call = nextCall()) {
    const result = await sendCall(client, context, call);
    if ("kind" in result) {
      return { ok: false, problem: result.reason };
    }
    if (!("reply" in result)) {
      return { ok: false, problem: unreachable(result) };
    }
    if (refusalOf(channel, result.reply)) {
      return { ok: false, problem: refusal(connected, result.reply) };
    }
    replies.push(result.reply);
  }
  return { ok: true };
}

function refusal({ channel }: ConnectedAccount, reply: HttpReply): Reason {
  const failure = refusalOf(channel, reply);
  const answered = `${channel.title} answered ${reply.status}`;
  const message = failure ? `${answered}: ${failure.message}` : answered;
  return {
    code: failure?.code ?? String(reply.status),
    kind: failure?.kind ?? "content",
    message: message.slice(0, 500),
  };
}

function unreachable(result: { readonly notSent: string } | { readonly lost: string }): Reason {
  return { code: "host.away", message: "notSent" in result ? result.notSent : result.lost };
}
