import type { ChannelEvent, IncomingSender } from "../../channels/channel.ts";
import { channelOf } from "../../channels/index.ts";
import type { DeskEvent } from "../../desks/desk.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import type { ContactProfile, ConversationDoc } from "../../domain/conversation-doc.ts";
import type { InboundEvent, WaitingInbound } from "../../domain/inbound-doc.ts";
import { inventedName } from "../../domain/invented-name.ts";
import { isThreadChange } from "../../domain/is-thread-change.ts";
import { factsOf } from "../../domain/learn-profile.ts";
import { type ConversationPartners, newConversation } from "../../domain/new-conversation.ts";
import { newId } from "../../domain/new-id.ts";
import type { VerifiedFact } from "../../records/contact-store.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { workspaceLanguage } from "../../records/workspace-language.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import type { PipelineServices } from "../pipeline-services.ts";

/**
 * Finds or makes the conversation that an event belongs to; undefined where the event may begin none. Many at once end up
 * with the same one.
 */
export async function openConversation(
  services: PipelineServices,
  inbound: WaitingInbound,
  channelType: string,
): Promise<ConversationDoc | undefined> {
  const person = personOf(inbound.event);
  if (!person) {
    return undefined;
  }
  const { event } = inbound;
  const former = event.kind === "addressChanged" ? [event.previous] : [];
  const keys = keysOf(inbound.channelId, person, former);
  const known = await firstKnown(services, keys);
  if (known) {
    return withKeys(services, known, keys);
  }
  if (!mayBegin(event)) {
    return undefined;
  }

  const { context } = services;
  const imported = await importedContact(services, inbound, person, channelType);
  const contactId = imported?._id ?? newId();
  const told = person.anonymous
    ? inventedName(contactId, await workspaceLanguage(context.connection, inbound.workspaceId))
    : nameOf(person);
  const name = imported?.name || told;
  const partners: ConversationPartners = {
    _id: newId(),
    workspaceId: inbound.workspaceId,
    channelId: inbound.channelId,
    channelType,
    contactId,
    profile: profileOf(person, told),
    keys,
    address: person.id,
    contactName: name,
    pictureUrl: person.profile?.pictureUrl || undefined,
  };
  const fresh = newConversation(partners, context.now());
  const made = await services.conversations.insert(fresh);
  if (made) {
    // Most platforms tell who it is with every message.
    if (name === person.id || person.profileId !== undefined) {
      services.fetchProfile(made, person.profileId);
    }
  }
  return made ?? (await firstKnown(services, keys));
}

/** Finds the contact that an import or a program gave this address, or of whom a website vouched for it, before it ever wrote. */
async function importedContact(
  { contacts }: PipelineServices,
  { channelId, workspaceId }: WaitingInbound,
  { id, aliases = [] }: IncomingSender,
  type: string,
): Promise<ContactDoc | undefined> {
  const found = await Promise.all(
    [id, ...aliases].map((address) => contacts.byAddress({ channelId, address })),
  );
  const fact = factOfAddress(type, id);
  return (
    found.find((it) => it !== undefined) ??
    (fact && (await contacts.byVerified({ workspaceId, ...fact })))
  );
}

/** The e-mail or phone number that an address is, on a channel where it is one. */
function factOfAddress(
  channelType: string,
  address: string,
): Pick<VerifiedFact, "name" | "value"> | undefined {
  if (!channelOf(channelType)?.addressOf) {
    return undefined;
  }
  return address.includes("@")
    ? { name: "email", value: address.toLowerCase() }
    : { name: "phone", value: `+${address.replace(/^\+/, "")}` };
}

/** Whoever was never heard of has no messages that could change, and no address that could move. */
function mayBegin(event: InboundEvent): boolean {
  if (event.kind === "message") {
    return event.onlyIfKnown !== true;
  }
  return event.kind !== "addressChanged" && !isThreadChange(event);
}

/** Who an event is from, or to. */
function personOf(event: InboundEvent): IncomingSender | undefined {
  switch (event.kind) {
    case "input":
    case "account":
    case "lead":
    case "ignored":
    case "agentMessage":
    case "caseTaken":
    case "caseChanged":
      return undefined;
    case "status":
    case "echo":
      return event.to;
    default:
      return (event as Extract<ChannelEvent, { from: IncomingSender }>).from;
  }
}

/** Whose turn it is to process an event: the key of its conversation, `#` and its id, or the channel's statuses or leads. */
export function waitingKey(channelId: string, event: ChannelEvent | DeskEvent): string | undefined {
  if (event.kind === "ignored" || event.kind === "account") {
    return undefined;
  }
  if ("case" in event) {
    const { id, conversationId } = event.case;
    return conversationId === undefined ? `${channelId}:${id}` : `#${conversationId}`;
  }
  if (event.kind === "status" || event.kind === "lead") {
    return `${event.kind}:${channelId}`;
  }
  if (event.kind === "addressChanged") {
    return `${channelId}:${event.previous}`;
  }
  const person = personOf(event);
  return person && `${channelId}:${person.id}`;
}

function keysOf(
  channelId: string,
  { id, aliases = [] }: IncomingSender,
  former: readonly string[],
): readonly string[] {
  return [...new Set([id, ...aliases, ...former])].map((it) => `${channelId}:${it}`);
}

async function firstKnown(
  { conversations }: PipelineServices,
  keys: readonly string[],
): Promise<ConversationDoc | undefined> {
  const found = await Promise.all(keys.map((key) => conversations.byKey(key)));
  return found.find((it) => it !== undefined);
}

/** A conversation that was known by an alias only learns the others. */
async function withKeys(
  { conversations, context }: PipelineServices,
  known: ConversationDoc,
  keys: readonly string[],
): Promise<ConversationDoc | undefined> {
  const missing = keys.filter((it) => !known.keys.includes(it));
  if (missing.length === 0) {
    return known;
  }
  try {
    await conversationsOf(context.connection).updateOne(
      { _id: known._id },
      { $addToSet: { keys: { $each: missing } }, $inc: { version: 1 } },
    );
  } catch (error) {
    if (!isDuplicateKey(error)) {
      throw error;
    }
  }
  return conversations.byId(known._id);
}

function nameOf({ profile, id }: IncomingSender): string {
  const parts = [profile?.firstName, profile?.lastName].filter(Boolean).join(" ");
  return profile?.name || parts || profile?.username || profile?.phone || id;
}

function profileOf({ profile }: IncomingSender, name: string): ContactProfile {
  return { ...factsOf(profile), name };
}
