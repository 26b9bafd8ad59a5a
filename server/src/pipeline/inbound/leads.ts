import type { JsonObject } from "@chatloom/runtime";
import type { Lead } from "../../channels/lead.ts";
import { contactOfLead, leadProperties } from "../../domain/contact-of-lead.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { InboundDoc } from "../../domain/inbound-doc.ts";
import { inputEvent } from "../../domain/input-event.ts";
import { newContact } from "../../domain/new-contact.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";
import { findByLead } from "../../records/contacts-of-leads.ts";
import { listDefinitions } from "../../records/known-definitions.ts";
import { newestReachable } from "../../records/newest-reachable.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import { derivedId } from "../../store/derived-id.ts";
import { notingClient } from "../outbound/noting-client.ts";
import type { PipelineServices } from "../pipeline-services.ts";

/** The dependencies of reading leads. */
interface LeadParts
  extends Pick<PipelineServices, "context" | "client" | "traffic" | "inbound" | "contacts"> {
  readonly channel: (id: string) => Promise<ConnectedChannel | undefined>;
  readonly wake: (key: string) => void;
}

/** Fetches the forms that people filled in on platforms, beside the turns. */
export interface Leads {
  readonly arrived: (event: InboundDoc) => void;
  readonly idle: () => Promise<void>;
}

/** Waits before the next attempts, in milliseconds; after the last the lead is given up with an alert. */
const waits = [5_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 7_200_000];

/** Made once per server. The event stays stored until its contact is, so that a crash loses nothing; the clock brings it back. */
export function createLeads(parts: LeadParts): Leads {
  const { context, inbound } = parts;
  const attempts = new Map<string, { readonly count: number; readonly nextAt: number }>();
  const underWay = new Set<string>();
  // One after the other: two forms of one person make one contact.
  let last = Promise.resolve();

  return {
    arrived(doc) {
      const { _id } = doc;
      if (underWay.has(_id) || (attempts.get(_id)?.nextAt ?? 0) > context.now()) {
        return;
      }
      underWay.add(_id);
      last = last
        .then(() => receive(doc))
        .catch((error: unknown) =>
          context.log.error({ err: error, id: _id }, "failed to receive a lead"),
        )
        .finally(() => underWay.delete(_id));
    },
    idle: () => last,
  };

  async function receive(doc: InboundDoc): Promise<void> {
    const { _id, event, channelId } = doc;
    const connected = await parts.channel(channelId);
    if (event?.kind !== "lead" || !connected?.channel.leads) {
      return inbound.done([_id]);
    }
    const { leads } = connected.channel;
    const call = leads.ask(event.leadId, connected.settings);
    const result = await notingClient(parts, connected).call(call);
    const lead = "reply" in result ? leads.read(result.reply) : undefined;
    if (lead) {
      await store(doc, connected, event.leadId, lead);
      attempts.delete(_id);
      return inbound.done([_id]);
    }
    const said = "reply" in result ? connected.channel.readReply(result.reply) : undefined;
    const failure = said && !said.ok ? said.failure : undefined;
    const lasting = failure !== undefined && failure.kind !== "busy" && failure.kind !== "auth";
    const count = attempts.get(_id)?.count ?? 0;
    const wait = lasting ? undefined : waits[count];
    // A missing permission can be granted while the lead waits.
    if (wait === undefined || (failure?.kind === "auth" && count === 0)) {
      const why = failure?.message ?? "The platform gave no usable answer";
      const message = `Lead ${event.leadId}: ${why}`;
      await raiseAlert(context, doc.workspaceId, { code: "lead.not-read", message, channelId });
    }
    if (wait === undefined) {
      attempts.delete(_id);
      return inbound.done([_id]);
    }
    attempts.set(_id, { count: count + 1, nextAt: context.now() + wait });
  }

  /** Finds or makes the contact, and starts flows where it has a conversation. Doing it twice is as doing it once. */
  async function store(
    { workspaceId }: InboundDoc,
    { id: channelId, name }: ConnectedChannel,
    leadId: string,
    lead: Lead,
  ): Promise<void> {
    const { connection, now } = context;
    const known = await findByLead(connection, workspaceId, lead.profile);
    // The id follows from the lead, so that a second attempt makes the same contact.
    const _id = derivedId(`${workspaceId}:${channelId}:${leadId}`);
    const before = known ?? newContact({ _id, workspaceId }, now());
    const definitions = await listDefinitions(connection, workspaceId, "field", now());
    const typed = definitions.filter((it) => it.type !== "text").map((it) => it.key);
    const { campaignName, adName } = lead.facts;
    const source = ["Lead", name, campaignName ?? adName].filter(Boolean).join(" · ");
    const after = contactOfLead(before, lead, source, new Set(typed));
    if (!known) {
      await parts.contacts.make(before);
    }
    if (after !== before) {
      await parts.contacts.change(before, { ...after, updatedAt: now() });
    }
    const conversation = await newestReachable(connection, workspaceId, before._id);
    if (conversation) {
      await start(conversation, `lead:${channelId}:${leadId}`, leadProperties(lead));
    }
  }

  async function start(
    conversation: Pick<ConversationDoc, "_id" | "workspaceId" | "channelId">,
    key: string,
    properties: JsonObject,
  ): Promise<void> {
    const input = { type: "event", name: "lead", properties } as const;
    await inbound.add(inputEvent(conversation, key, input, context.now()));
    parts.wake(`#${conversation._id}`);
  }
}
