import { type Condition, emptyFlow, type FlowNode } from "@chatloom/flows-schema";
import mongoose, { type Connection } from "mongoose";
import { pino } from "pino";
import type { ContactDoc } from "../domain/contact-doc.ts";
import { newContact } from "../domain/new-contact.ts";
import { newConversation } from "../domain/new-conversation.ts";
import { watchWorkspace } from "../features/segment-watch/watch-workspace.ts";
import { contactDefinitions } from "../records/contact-definition-model.ts";
import { contactsOf } from "../records/contact-model.ts";
import { conversationsOf } from "../records/conversation-model.ts";
import { compileFor, matchingPage } from "../records/find-matching.ts";
import { flows, flowVersions } from "../records/flow-model.ts";
import { inboundOf } from "../records/inbound-model.ts";
import { createInboundStore, type InboundStore } from "../records/inbound-store.ts";
import { segments } from "../records/segment-model.ts";
import { segmentMembers, segmentWatches } from "../records/segment-watch-model.ts";
import { workspaces } from "../records/workspace.ts";

const { ObjectId } = mongoose.Types;
const minute = 60_000;
const log = pino({ level: "fatal" });

/** A workspace with one segment, and a flow that starts when somebody enters or leaves it. */
export async function watchedShop(connection: Connection, condition: Condition) {
  const workspaceId = new ObjectId();
  const clock = { now: Date.parse("2026-11-02T08:00:00Z") };
  await workspaces(connection).insertMany([
    { _id: workspaceId, name: "Shop", timeZone: "UTC", variables: {}, definitionsComplete: true },
  ]);
  await contactDefinitions(connection).acrossWorkspaces.insertMany(
    ["vip", "VIP", "new"].map((key) => ({ workspaceId, kind: "tag", key, title: key })),
  );
  const made = await segments(connection)
    .in(workspaceId)
    .insert({ name: "S", condition, sizes: [], createdAt: clock.now, updatedAt: clock.now });
  const segmentId = String(made._id);
  const nodes = (["segmentEntered", "segmentLeft"] as const).map(
    (change, index): FlowNode => ({
      id: `n${index}`,
      position: { x: 0, y: 0 },
      type: "trigger.contact",
      data: { change, name: segmentId },
    }),
  );
  const [flowId, at] = [new ObjectId(), new Date(clock.now)];
  const flow = { ...emptyFlow("F"), nodes };
  await flowVersions(connection)
    .in(workspaceId)
    .insert({ flowId, version: 1, flow, note: "", publishedAt: at });
  await flows(connection).acrossWorkspaces.insertMany([
    { _id: flowId, workspaceId, name: "F", active: true, version: 1, draft: flow },
  ]);
  const fresh = { segments: [], ended: [], followed: {}, sweptTo: "", nextAt: 0 };
  await segmentWatches(connection)
    .in(workspaceId)
    .insert({ _id: workspaceId, ...fresh });

  return {
    workspaceId,
    clock,
    async addContact(known: Partial<ContactDoc> = {}, options = { reachable: true }) {
      const _id = new ObjectId().toHexString();
      const contact = newContact({ _id, workspaceId, ...known }, clock.now);
      await contactsOf(connection).insertOne(contact);
      const channelId = new ObjectId().toHexString();
      const partners = { channelId, channelType: "http", workspaceId, contactId: _id } as const;
      const conversation = newConversation(
        { _id: `c${_id}`, ...partners, contactName: "", address: _id, keys: [_id], profile: {} },
        clock.now,
      );
      const { pendingWrites: _, ...stored } = conversation;
      await conversationsOf(connection).insertOne({ ...stored, ...options });
      return _id;
    },
    change: (_id: string, set: Partial<ContactDoc>) =>
      contactsOf(connection).updateOne({ _id }, { $set: { updatedAt: clock.now, ...set } }),
    edit: (changed: Condition) =>
      segments(connection)
        .in(workspaceId)
        .updateOne({ _id: made._id }, { $set: { condition: changed } }),
    async deactivate() {
      await flows(connection)
        .in(workspaceId)
        .updateOne({}, { $set: { active: false } });
      await workspaces(connection).updateOne({ _id: workspaceId }, { $inc: { flowsStamp: 1 } });
    },
    /** A process takes over, whoever had the lease, and makes passes until there is no more to do. */
    async pass(inbound: InboundStore = createInboundStore(connection)) {
      clock.now += minute;
      const context = { connection, log, now: () => clock.now };
      const telling = { context, inbound, wake: () => undefined, busy: () => 0 };
      for (;;) {
        const owner = new ObjectId().toHexString();
        const taken = await segmentWatches(connection)
          .in(workspaceId)
          .findOneAndUpdate({ _id: workspaceId }, { $set: { owner } });
        const result = taken && (await watchWorkspace(telling, taken));
        if (result !== "more") {
          return result;
        }
      }
    },
    /** The events that flows got: `entered` or `left`, with the contact. */
    async told() {
      const found = await inboundOf(connection)
        .find({ workspaceId })
        .sort({ receivedAt: 1 })
        .toArray();
      return found.map(({ event, waiting }) =>
        event?.kind === "input" && event.input.type === "contactChanged"
          ? `${event.input.change} ${waiting?.slice(2)}`
          : "",
      );
    },
    async members() {
      const found = await segmentMembers(connection).in(workspaceId).find({ inside: true });
      return found.map((it) => it.contactId).sort();
    },
    /** Whom the condition fits, by looking at everybody. */
    async fitting() {
      const segment = await segments(connection).in(workspaceId).findById(made._id);
      const compiled = await compileFor(
        connection,
        workspaceId,
        segment?.condition ?? condition,
        clock.now,
      );
      const page = { after: "", limit: 1_000 };
      const { items } = await matchingPage(connection, workspaceId, compiled, page);
      return items.map((it) => it._id).sort();
    },
  };
}

/** A store of events whose process dies before or after it stores the first one. */
export function dyingInbound(connection: Connection, when: "before" | "after"): InboundStore {
  const inbound = createInboundStore(connection);
  return {
    ...inbound,
    async add(event) {
      if (when === "after") {
        await inbound.add(event);
      }
      throw new Error("The process died");
    },
  };
}
