import type { Reason } from "@chatloom/api-schema";
import mongoose from "mongoose";
import type { BridgedMessage, WaitingInbound } from "../../domain/inbound-doc.ts";
import { knownForMs } from "../../domain/input-event.ts";
import { mostAttempts, retryDelay } from "../../domain/retry-delay.ts";
import { type BridgeLink, bridgeLinks } from "../../records/bridge-model.ts";
import type { ConnectedAccount, ConnectedDesk } from "../../records/connected-channel.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import { notingClient } from "../outbound/noting-client.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import { type CarryResult, carryMessage } from "./carry-message.ts";
import { bridgedEventId, storeBridged, waitingKeyOfLink, waitingPrefix } from "./store-bridged.ts";

/** Carries messages between helpdesks, beside the turns. */
export interface Bridges {
  /** Stores the messages that a verified webhook tells, for the bridges of its accounts. */
  readonly receive: (accounts: readonly ConnectedAccount[], content: unknown) => Promise<void>;
  /** Messages wait for the link with this id. */
  readonly wait: (linkId: string) => void;
  /** A stored message was not carried yet. */
  readonly overdue: (event: WaitingInbound) => void;
  readonly idle: () => Promise<unknown>;
}

type Parts = Pick<
  PipelineServices,
  | "context"
  | "owner"
  | "client"
  | "traffic"
  | "inbound"
  | "pace"
  | "desk"
  | "accountRefused"
  | "closing"
>;

/** Longer than any attempt takes: whoever has not come back by then is dead. */
const leaseMs = 120_000;
/** The pause before messages for a paused helpdesk are tried again, in milliseconds. */
const pausedMs = 30_000;
const mostFailures = 100;

/**
 * Made once per server. A message stays in the store of events until it is written in the other helpdesk, so that a crash loses nothing:
 * the clock brings it back, and the next attempt looks for what the last one wrote. One process works on a link, one message at a time.
 * A written message returns as a webhook, so its id is stored as a known event.
 */
export function createBridges(parts: Parts): Bridges {
  const { context, owner, inbound, pace } = parts;
  const { connection, now, log } = context;
  const running = new Map<string, Promise<void>>();
  /** Links for which something arrived while they were worked on. */
  const again = new Set<string>();
  const restUntil = new Map<string, number>();

  return {
    async receive(accounts, content) {
      for (const linkId of await storeBridged(parts, accounts, content)) {
        begin(linkId);
      }
    },
    wait(linkId) {
      restUntil.delete(linkId);
      begin(linkId);
    },
    overdue: ({ waiting }) => begin(waiting.slice(waitingPrefix.length)),
    idle: () => Promise.all(running.values()),
  };

  function begin(linkId: string): void {
    if (running.has(linkId)) {
      again.add(linkId);
      return;
    }
    if (parts.closing() || (restUntil.get(linkId) ?? 0) > now()) {
      return;
    }
    restUntil.delete(linkId);
    const work = carryAll(linkId)
      .catch((error: unknown) => log.error({ err: error, linkId }, "failed to carry a message"))
      .finally(() => {
        running.delete(linkId);
        if (again.delete(linkId)) {
          begin(linkId);
        }
      });
    running.set(linkId, work);
  }

  /** Carries what waits, until nothing does or it must wait. */
  async function carryAll(linkId: string): Promise<void> {
    while (!parts.closing()) {
      const waiting = await inbound.waitingFor([waitingKeyOfLink(linkId)]);
      const link = waiting.length > 0 ? await lease(linkId) : undefined;
      // Echoes of an attempt must not overtake it.
      const event = waiting.find((it) => it._id === link?.begun) ?? waiting[0];
      if (!link || !event || (await carry(link, event))) {
        return;
      }
    }
  }

  async function lease(linkId: string): Promise<BridgeLink | undefined> {
    const at = now();
    const taken = await bridgeLinks(connection)
      .acrossWorkspaces.findOneAndUpdate(
        { _id: linkId, nextAt: { $lte: at }, $or: [{ until: { $lte: at } }, { owner }] },
        { $set: { owner, until: at + leaseMs } },
        { returnDocument: "after" },
      )
      .lean();
    return (taken ?? undefined) as BridgeLink | undefined;
  }

  /** Makes one attempt; says whether the link must rest. */
  async function carry(link: BridgeLink, waiting: WaitingInbound): Promise<boolean> {
    const { event, channelId, _id: eventId } = waiting;
    if (event.kind !== "bridged") {
      await inbound.done([eventId]);
      return false;
    }
    const [from, desk] = await Promise.all([parts.desk(channelId), parts.desk(event.to)]);
    if (!from || !desk) {
      return fail(link, waiting, event, gone);
    }
    if (desk.status === "paused") {
      return rest(link, now() + pausedMs);
    }
    const send = { id: eventId, order: eventId, campaign: false, wake: () => wake(link._id) };
    const destination = { channelId: desk.id, address: link._id };
    const { waitMs, done } = pace.request(destination, send, desk.channel.abilities.rate);
    if (waitMs > 0) {
      return rest(link, now() + waitMs);
    }
    try {
      const isAgain = link.begun === eventId;
      if (!isAgain) {
        await change(link, { begun: eventId });
      }
      const client = notingClient(parts, desk);
      const result = await carryMessage(
        { context, client, desk },
        {
          eventId,
          linkId: link._id,
          message: event.message,
          from,
          known: link.cases[desk.id],
          again: isAgain,
        },
      );
      return await settle(link, waiting, event, desk, result);
    } finally {
      done();
    }
  }

  async function settle(
    link: BridgeLink,
    waiting: WaitingInbound,
    event: BridgedMessage,
    desk: ConnectedDesk,
    result: CarryResult,
  ): Promise<boolean> {
    if (result.kind === "later") {
      const attempts = link.attempts + 1;
      if (attempts >= mostAttempts) {
        return fail(link, waiting, event, result.reason);
      }
      const nextAt = now() + retryDelay(attempts, result.afterMs, Math.random());
      return rest(link, nextAt, { attempts });
    }
    if (result.kind === "failed") {
      if (result.failure === "auth") {
        await parts.accountRefused(desk, result.reason);
      }
      return fail(link, waiting, event, result.reason);
    }
    await rememberWritten(link, desk, result.written);
    const source = { id: event.message.caseId, memory: {} };
    await change(link, {
      attempts: 0,
      until: 0,
      cases: { [waiting.channelId]: source, ...link.cases, [desk.id]: result.case },
    });
    await inbound.done([waiting._id]);
    return false;
  }

  /** Stores the ids of messages that we wrote as processed events, because they return as webhooks. */
  async function rememberWritten(
    { bridgeId, workspaceId }: BridgeLink,
    { id: deskId }: ConnectedDesk,
    written: readonly string[],
  ): Promise<void> {
    const receivedAt = now();
    for (const id of written) {
      const _id = bridgedEventId(bridgeId, deskId, id);
      const expireAt = new Date(receivedAt + knownForMs);
      const isNew = await inbound.add({
        _id,
        workspaceId: new mongoose.Types.ObjectId(String(workspaceId)),
        channelId: deskId,
        receivedAt,
        expireAt,
      });
      if (!isNew) {
        await inbound.done([_id]);
      }
    }
  }

  /** Gives a message up: it is kept for a member to try again, and the others go on. */
  async function fail(
    link: BridgeLink,
    { _id: eventId, channelId }: WaitingInbound,
    event: BridgedMessage,
    reason: Reason,
  ): Promise<boolean> {
    const failure = { eventId, channelId, event, reason, at: now() };
    const others = link.failures.filter((it) => it.eventId !== eventId);
    await change(link, {
      attempts: 0,
      until: 0,
      failures: [...others, failure].slice(-mostFailures),
    });
    await inbound.done([eventId]);
    await raiseAlert(context, link.workspaceId, {
      code: "delivery.failed",
      message: `A bridge could not carry a message: ${reason.message}`,
      reason,
      channelId: event.to,
    });
    return false;
  }

  async function rest(link: BridgeLink, nextAt: number, more: object = {}): Promise<boolean> {
    restUntil.set(link._id, nextAt);
    await change(link, { ...more, nextAt, until: 0 });
    return true;
  }

  function wake(linkId: string): void {
    restUntil.delete(linkId);
    void bridgeLinks(connection)
      .acrossWorkspaces.updateOne({ _id: linkId }, { $set: { nextAt: 0 } })
      .then(
        () => begin(linkId),
        (error: unknown) => log.error({ err: error, linkId }, "failed to wake a bridge"),
      );
  }

  async function change(link: BridgeLink, set: Partial<BridgeLink>): Promise<void> {
    const links = bridgeLinks(connection).in(link.workspaceId);
    await links.updateOne({ _id: link._id, owner }, { $set: set });
  }
}

const gone = { code: "desk.disconnected", message: "The helpdesk is disconnected" };
