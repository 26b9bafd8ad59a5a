import mongoose from "mongoose";
import { messageEventId } from "../../desks/desk-event.ts";
import { applyCaseOutcome } from "../../domain/apply-case-outcome.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import type { CaseEntry } from "../../domain/desk-case.ts";
import { knownForMs } from "../../domain/input-event.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { type ConnectedDesk, markConnected } from "../../records/connected-channel.ts";
import { deliverForward, type ForwardResult } from "../outbound/deliver-forward.ts";
import { notingClient } from "../outbound/noting-client.ts";
import { callTimeoutMs } from "../outbound/platform-client.ts";
import type { WaitingSend } from "../outbound/send-queue.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import type { ConversationLease } from "./conversation-lease.ts";
import { traceWork } from "./trace-work.ts";

/** How long entries for a paused helpdesk rest, unless it goes on before. */
const pausedMs = 30_000;

/** The work in a helpdesk for one conversation: one entry at a time, so that nothing overtakes. */
export interface Forwarding {
  /** Begins with the first entry. That it is being carried out is stored before the helpdesk is called. */
  readonly begin: () => Promise<void>;
  /** The entry whose answer is awaited, or is there and not noted yet. */
  readonly underWay: () => string | undefined;
  readonly answered: () => boolean;
  /** Whether the first entry waited for the helpdesk's rate and may begin now. */
  readonly granted: () => boolean;
  /** Notes what came of it. */
  readonly settle: () => Promise<void>;
}

interface Begun {
  readonly entry: CaseEntry;
  readonly desk: ConnectedDesk | undefined;
  result?: ForwardResult;
}

/** `raise` is called when the helpdesk has answered. */
export function createForwarding(
  services: PipelineServices,
  lease: ConversationLease,
  raise: () => void,
): Forwarding {
  const { context, pace } = services;
  const { now } = context;
  let begun: Begun | undefined;

  return {
    begin,
    underWay: () => begun?.entry.id,
    answered: () => begun?.result !== undefined,
    granted() {
      const [head] = lease.state.forwards ?? [];
      return head !== undefined && pace.granted(destination(head), head.id);
    },
    settle,
  };

  async function begin(): Promise<void> {
    const [head] = lease.state.forwards ?? [];
    if (!head) {
      return;
    }
    const desk = await services.desk(head.deskId);
    if (desk?.status === "paused") {
      return putOff(head, now() + pausedMs);
    }
    const place =
      desk && pace.request(destination(head), waitingSend(head), desk.channel.abilities.rate);
    if (place && place.waitMs > 0) {
      return putOff(head, now() + place.waitMs);
    }
    let underWay = false;
    try {
      underWay = await start(head, desk, place?.done);
    } finally {
      if (!underWay) {
        place?.done();
      }
    }
  }

  /** Stores that the entry begins, then calls the helpdesk. `done` follows its answer. False if nothing is on its way. */
  async function start(
    head: CaseEntry,
    desk: ConnectedDesk | undefined,
    done: () => void = () => {},
  ): Promise<boolean> {
    // The first attempt must not look for an earlier one.
    const entry = head;
    await lease.write((state) => markBegun(state, head.id));
    if (lease.timeLeft < callTimeoutMs) {
      await lease.write();
    }
    const [marked] = lease.state.forwards ?? [];
    if (marked?.id !== head.id || marked.state !== "sending") {
      return false;
    }
    const current: Begun = { entry, desk };
    begun = current;
    const deadline = Date.now() + Math.min(callTimeoutMs, lease.timeLeft);
    const { trace, attempts } = entry;
    const work = { trace, again: attempts > 0, facts: { attempt: attempts + 1 } };
    const span = traceWork(services, lease.state, "call helpdesk", work);
    void attempt(current, lease.state, deadline).then((result) => {
      done();
      current.result = result;
      span?.add({ outcome: result.kind });
      span?.end("reason" in result ? result.reason.code : undefined);
      raise();
    });
    return true;
  }

  function waitingSend({ id }: CaseEntry): WaitingSend {
    const wake = () => services.nudge(lease.state._id);
    return { id, order: id, campaign: false, wake };
  }

  async function attempt(
    { entry, desk }: Begun,
    state: ConversationDoc,
    deadline: number,
  ): Promise<ForwardResult> {
    if (!desk) {
      return { kind: "failed", failure: "auth", reason: disconnected };
    }
    try {
      const [contact, channel, message] = await Promise.all([
        services.contacts.byId(state.contactId),
        services.sendingChannel(state),
        entry.kind === "message" ? messageOf(state, entry.messageId) : undefined,
      ]);
      const channelName = channel.account?.channel.title ?? state.channelType;
      const client = notingClient(services, desk);
      const parts = { context, client, desk, contact, channelName, message };
      return await deliverForward(parts, state, entry, deadline);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { kind: "later", reason: { code: "store.away", message }, afterMs: undefined };
    }
  }

  async function settle(): Promise<void> {
    if (!begun?.result) {
      return;
    }
    const { entry, desk, result } = begun;
    await rememberWritten(entry, result.written ?? []);
    begun = undefined;
    const moment = { now: now(), chance: Math.random() };
    lease.amend((state) => applyCaseOutcome(state, entry.id, result, moment));
    if (result.kind === "failed" && result.failure === "auth" && desk) {
      await services.accountRefused(desk, result.reason);
    }
    if (result.kind === "done" && desk?.status === "needsReconnecting") {
      await markConnected(context, desk, undefined);
    }
    await lease.write();
  }

  /** Stores the ids of messages that we wrote as processed events, because they return as webhooks. */
  async function rememberWritten({ deskId }: CaseEntry, ids: readonly string[]): Promise<void> {
    const receivedAt = now();
    await Promise.all(
      ids.map((id) =>
        services.inbound.add({
          _id: `${deskId}:${messageEventId(id)}`,
          workspaceId: new mongoose.Types.ObjectId(String(lease.state.workspaceId)),
          channelId: deskId,
          receivedAt,
          expireAt: new Date(receivedAt + knownForMs),
        }),
      ),
    );
  }

  async function messageOf(state: ConversationDoc, id: string): Promise<MessageDoc | undefined> {
    const written = await services.messages.byId(id);
    return written ?? state.pendingWrites.messages.find((it) => it._id === id);
  }

  function destination({ deskId }: CaseEntry) {
    return { channelId: deskId, address: lease.state._id };
  }

  function putOff(head: CaseEntry, nextAt: number): void {
    lease.amend((state) =>
      changed(state, {
        forwards: (state.forwards ?? []).map((it) => (it.id === head.id ? { ...it, nextAt } : it)),
      }),
    );
  }
}

function markBegun(state: ConversationDoc, id: string): ConversationDoc {
  const forwards = (state.forwards ?? []).map(
    (it): CaseEntry => (it.id === id ? { ...it, state: "sending", begun: true } : it),
  );
  return changed(state, { forwards });
}

const disconnected = {
  code: "desk.disconnected",
  message: "The helpdesk is disconnected",
};
