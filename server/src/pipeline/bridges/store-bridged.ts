import { bridgePrefix, type CaseMessage } from "../../desks/case-message.ts";
import type { BridgedMessage } from "../../domain/inbound-doc.ts";
import { knownForMs } from "../../domain/input-event.ts";
import { type Bridge, bridgeLinks, bridges } from "../../records/bridge-model.ts";
import {
  type ConnectedAccount,
  type ConnectedDesk,
  isDeskAccount,
} from "../../records/connected-channel.ts";
import { derivedId } from "../../store/derived-id.ts";
import type { PipelineServices } from "../pipeline-services.ts";

type Parts = Pick<PipelineServices, "context" | "inbound">;

/** The prefix of the keys under which messages wait for a link of a bridge. */
export const waitingPrefix = "bridge:";

/** The key under which messages wait for a link. */
export function waitingKeyOfLink(linkId: string): string {
  return waitingPrefix + linkId;
}

/** The id of the event that tells of a message, the same at every redelivery. */
export function bridgedEventId(bridgeId: string, deskId: string, messageId: string): string {
  return `${bridgeId}:${deskId}:message:${messageId}`;
}

/** Stores the messages that a verified webhook tells, for the bridges of its accounts. Gives the links that they wait for. */
export async function storeBridged(
  parts: Parts,
  accounts: readonly ConnectedAccount[],
  content: unknown,
): Promise<readonly string[]> {
  const { connection, now } = parts.context;
  const links: string[] = [];
  for (const account of accounts.filter(isDeskAccount)) {
    const messages = account.channel.readMessages?.(content, account.settings, now()) ?? [];
    const own = account.channel.account(account.settings);
    const mine = messages.filter((it) => it.account === undefined || it.account === own);
    if (mine.length === 0) {
      continue;
    }
    const known = await bridges(connection).in(account.workspaceId).find({ deskIds: account.id });
    for (const bridge of known) {
      for (const message of mine) {
        links.push((await store(parts, bridge, account, message)) ?? "");
      }
    }
  }
  return links.filter((it) => it !== "");
}

/** A case that neither helpdesk of the bridge opens in the other one begins no link. */
async function store(
  { context, inbound }: Parts,
  bridge: Bridge,
  from: ConnectedDesk,
  message: CaseMessage,
): Promise<string | undefined> {
  const { connection, now } = context;
  const { _id, workspaceId, deskIds } = bridge;
  const bridgeId = String(_id);
  const to = deskIds.find((it) => it !== from.id) ?? "";
  const linkId =
    message.linkId ?? `${bridgePrefix}${derivedId(`${bridgeId}:${from.id}:${message.caseId}`)}`;
  const links = bridgeLinks(connection).in(workspaceId);
  const link = await links.findById(linkId);
  // A case of another bridge, or of one that is gone.
  const foreign = link ? link.bridgeId !== bridgeId : message.linkId !== undefined;
  if (foreign || (!link && !bridge.from.includes(from.id))) {
    return undefined;
  }
  if (!link) {
    const fresh = { bridgeId, cases: {}, attempts: 0, nextAt: 0, until: 0, failures: [] };
    await links.updateOne({ _id: linkId }, { $setOnInsert: fresh }, { upsert: true });
  }
  const receivedAt = now();
  const event: BridgedMessage = { kind: "bridged", at: message.at, bridgeId, to, message };
  const isNew = await inbound.add({
    _id: bridgedEventId(bridgeId, from.id, message.id),
    workspaceId,
    channelId: from.id,
    waiting: waitingKeyOfLink(linkId),
    receivedAt,
    event,
    expireAt: new Date(receivedAt + knownForMs),
  });
  return isNew ? linkId : undefined;
}
