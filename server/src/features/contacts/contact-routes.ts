import { routes } from "@chatloom/api-schema";
import { contactLimits } from "@chatloom/flows-schema";
import {
  applyContactChanges,
  type ContactChange,
  type JsonObject,
  type JsonValue,
} from "@chatloom/runtime";
import type { Router } from "express";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { Invalid, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { withCalledName } from "../../domain/called-name.ts";
import { type ConsentEntry, everyChannel } from "../../domain/consent-entry.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { inputEvent } from "../../domain/input-event.ts";
import { newId } from "../../domain/new-id.ts";
import { presentConsent } from "../../domain/present-consent.ts";
import { presentContact } from "../../domain/present-contact.ts";
import { readConversation } from "../../domain/stored-conversation.ts";
import { answer } from "../../http/answer.ts";
import { clientKey } from "../../http/client-address.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { renameConversations } from "../../pipeline/turn/rename-conversations.ts";
import { reportContactChanges } from "../../pipeline/turn/report-contact-changes.ts";
import { consents } from "../../records/consent-store.ts";
import { findMergedContact, idsOfContact } from "../../records/contact-merge-model.ts";
import { conversations, conversationsOf } from "../../records/conversation-model.ts";
import { addConsent } from "./add-consent.ts";
import { callbackErrors } from "./errors.ts";
import { inTheirTypes } from "./in-their-types.ts";
import { listContacts } from "./list-contacts.ts";
import { refuseLargeField } from "./refuse-large-field.ts";
import { refuseWrongFacts } from "./refuse-wrong-facts.ts";
import { tellContactChange } from "./tell-contact-change.ts";
import { viewWithActivities } from "./view-with-activities.ts";

/** Routes for contacts, for events about them, and for the callbacks of waiting runs. */
export function contactRoutes(api: Router, pipeline: Pipeline): void {
  const { services, wake } = pipeline;
  const { context, inbound } = services;
  const { contacts: declared } = routes;
  const record = (workspaceId: string, facts: Omit<ConsentEntry, "_id" | "at" | "source">) =>
    addConsent(services, workspaceId, {
      ...facts,
      _id: newId(),
      at: context.now(),
      source: facts.by === "" ? "api" : "agent",
    });
  const activeFlows = async (conversation: ConversationDoc) =>
    (await services.loadEnvironment(conversation)).turnContext.programs.active;

  answer(api, declared.listContacts, ({ workspaceId, query }) =>
    listContacts(context, workspaceId, query),
  );
  answer(api, declared.readContact, async ({ workspaceId, params }) =>
    presentContact(await findContact(context, workspaceId, params.contactId)),
  );
  answer(api, declared.readContactView, async ({ workspaceId, params }) => {
    const contact = await findContact(context, workspaceId, params.contactId);
    return { contact: await viewWithActivities(context, contact) };
  });
  answer(api, declared.listConsents, async ({ workspaceId, params }) => {
    const contact = await findContact(context, workspaceId, params.contactId);
    const found = await consents(context.connection)
      .in(workspaceId)
      .find(
        { contactId: { $in: idsOfContact(contact) } },
        { sort: { at: -1 }, limit: mostShownConsents },
      );
    return { items: found.map(presentConsent) };
  });
  answer(api, declared.recordConsent, async ({ workspaceId, params, body, member }) => {
    const { _id: contactId } = await findContact(context, workspaceId, params.contactId);
    const { wording = "", ...facts } = body;
    await record(workspaceId, { contactId, ...facts, wording, by: member.name });
    return presentContact(await findContact(context, workspaceId, contactId));
  });
  answer(api, declared.updateContact, async ({ workspaceId, params, body, member }) => {
    const before = await findContact(context, workspaceId, params.contactId);
    refuseWrongFacts(body);
    const fitting = body.fields && (await inTheirTypes(context, workspaceId, body.fields));
    const changes = changesOf(before, { ...body, fields: fitting });
    const { contact: changed, news } = applyContactChanges(before, changes);
    const contact = withCalledName(before, changed);
    const fields = Object.keys(contact.fields).length;
    if (fields > contactLimits.fields && fields > Object.keys(before.fields).length) {
      const message = `A contact has at most ${contactLimits.fields} fields; this one would have ${fields}`;
      throw new Invalid("contact.too-many-fields", message, [{ at: "/fields", message }]);
    }
    const blocked = body.blocked ?? before.blocked ?? false;
    const after = { ...contact, blocked, updatedAt: context.now() };
    await tellContactChange(services, newId(), before, after, body);
    await services.contacts.change(before, after);
    if (body.optedIn !== undefined && body.optedIn !== before.optedIn) {
      const state = body.optedIn ? "given" : "withdrawn";
      const facts = { channelId: everyChannel, purpose: "marketing", state, wording: "" } as const;
      await record(workspaceId, { contactId: after._id, ...facts, by: member.name });
    }
    if (after.name !== before.name) {
      await renameConversations(services, after);
    }
    const [newest] = await conversationsWith(context, workspaceId, after._id);
    if (newest) {
      await reportContactChanges({ context, inbound, wake, activeFlows }, newest, newId(), news);
    }
    return presentContact(after);
  });
  answer(api, declared.reportEvent, async ({ workspaceId, body }) => {
    const { _id: contactId } = await findContact(context, workspaceId, body.contactId);
    const found = await conversationsWith(context, workspaceId, contactId);
    const reached = found.filter(
      (it) => body.channelId === undefined || it.channelId === body.channelId,
    );
    const key = `event:${body.key ?? newId()}`;
    const properties = (body.properties ?? {}) as JsonObject;
    const input = { type: "event", name: body.name, properties } as const;
    const now = context.now();
    await Promise.all(reached.map((it) => inbound.add(inputEvent(it, key, input, now))));
    for (const it of reached) {
      wake(`#${it._id}`);
    }
    return { conversations: reached.length };
  });
  const unknownCallbacks = new RateLimiterMemory({ points: 60, duration: 60 });
  answer(api, declared.callBack, async ({ params, body, request }) => {
    const { token } = params;
    const client = clientKey(request.ip ?? "");
    const tries = await unknownCallbacks.get(client);
    if (tries && tries.remainingPoints <= 0) {
      throw callbackErrors.tooMany(tries.msBeforeNext);
    }
    const [_id = ""] = token.split(".", 1);
    const $or = [{ "run.waiting.token": token }, { "run.parked.waiting.token": token }];
    const waiting = await conversationsOf(context.connection).findOne({ _id, $or });
    if (!waiting) {
      await unknownCallbacks.consume(client).catch(() => {});
      throw callbackErrors.unknown();
    }
    const expiresAt = callbackExpiry(waiting, token);
    if (expiresAt !== undefined && expiresAt <= context.now()) {
      throw callbackErrors.expired(expiresAt);
    }
    const input = { type: "callback", token, body: body as JsonValue } as const;
    await inbound.add(inputEvent(waiting, `callback:${token}`, input, context.now()));
    wake(`#${waiting._id}`);
    return {};
  });
}

/** The newest entries of a ledger are shown. */
const mostShownConsents = 500;

function callbackExpiry({ run }: Pick<ConversationDoc, "run">, token: string): number | undefined {
  const found = [run, ...(run?.parked ?? [])].find(
    (it) => it?.waiting.for === "callback" && it.waiting.token === token,
  );
  return found?.waiting.for === "callback" ? found.waiting.expiresAt : undefined;
}

async function findContact(
  { connection }: ServerContext,
  workspaceId: string,
  contactId: string,
): Promise<ContactDoc> {
  const found = await findMergedContact(connection, workspaceId, contactId);
  if (!found) {
    throw new NotFound("contact");
  }
  return found;
}

/** The newest first. */
async function conversationsWith(
  { connection }: ServerContext,
  workspaceId: string,
  contactId: string,
): Promise<readonly ConversationDoc[]> {
  const found = await conversations(connection)
    .in(workspaceId)
    .find({ contactId }, { sort: { updatedAt: -1 } });
  return found.map(readConversation);
}

interface ContactPatch {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly language?: string | undefined;
  readonly country?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
  readonly optedIn?: boolean | undefined;
}

/** Returns the changes as a flow would make them, so that flows receive the same events. A field set to null is cleared. */
function changesOf(before: ContactDoc, patch: ContactPatch): ContactChange[] {
  const changes: ContactChange[] = [];
  for (const name of ["name", "email", "phone", "language", "country", "timeZone"] as const) {
    const value = patch[name];
    if (value !== undefined) {
      changes.push({ action: "setField", name, value });
    }
  }
  for (const [name, value] of Object.entries(patch.fields ?? {})) {
    refuseLargeField(name, value);
    if (value === null) {
      changes.push({ action: "clearField", name });
    } else {
      changes.push({ action: "setField", name, value: value as JsonValue });
    }
  }
  if (patch.tags) {
    const wanted = patch.tags;
    for (const name of before.tags) {
      if (!wanted.includes(name)) {
        changes.push({ action: "removeTag", name });
      }
    }
    for (const name of wanted) {
      changes.push({ action: "addTag", name });
    }
  }
  if (patch.optedIn !== undefined) {
    changes.push({ action: patch.optedIn ? "optIn" : "optOut" });
  }
  return changes;
}
