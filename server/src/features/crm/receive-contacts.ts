import { defined } from "@chatloom/flows-schema";
import type { CrmContact } from "../../crm/crm.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { factsFromCrm, theirValues, valuesForCrm } from "../../domain/crm-values.ts";
import { importedContact, updatedByImport } from "../../domain/import-contact.ts";
import { renameConversations } from "../../pipeline/turn/rename-conversations.ts";
import { findMergedContact } from "../../records/contact-merge-model.ts";
import { contacts } from "../../records/contact-model.ts";
import {
  crmExchanges,
  crmRecords,
  type StoredCrmRecord,
} from "../../records/crm-exchange-model.ts";
import { derivedId } from "../../store/derived-id.ts";
import { tellContactChange } from "../contacts/tell-contact-change.ts";
import { digestOf } from "./digest-of.ts";
import type { ExchangeRun } from "./exchange-run.ts";

/** HubSpot's search shows a change a little later; a change that is read again changes nothing. */
const overlapMs = 60_000;
const readAtOnce = 100;

/** Reads the contacts that the CRM's webhook named, then all that changed since the last run. */
export async function receiveContacts(run: ExchangeRun): Promise<void> {
  const { connected, exchange, ask, wanted, services } = run;
  const { channel: crm, workspaceId, id } = connected;
  const model = crmExchanges(services.context.connection).in(workspaceId);
  if (crm.read && exchange.named.length > 0) {
    const ids = exchange.named.slice(0, readAtOnce);
    for (const contact of await ask(crm.read, { ids, fields: wanted })) {
      await receiveContact(run, contact);
    }
    await model.updateOne({ _id: id }, { $pull: { named: { $in: ids } } });
  }
  if (!crm.listChanged) {
    return;
  }
  let { since, after } = exchange;
  do {
    const from = after === undefined ? Math.max(0, since - overlapMs) : since;
    const page = await ask(crm.listChanged, { since: from, after, fields: wanted });
    for (const contact of page.contacts) {
      await receiveContact(run, contact);
    }
    const newest = page.contacts.at(-1)?.changedAt ?? since;
    after = page.next;
    // The place in a search belongs to its beginning.
    since = after === undefined ? Math.max(since, newest) : from;
    const $set = { since, ...defined({ after }) };
    await model.updateOne(
      { _id: id },
      after === undefined ? { $set, $unset: { after: 1 } } : { $set },
    );
  } while (after !== undefined && !run.isOver());
}

/** Takes over what the CRM has of a contact, unless it is what we wrote or read before. */
export async function receiveContact(run: ExchangeRun, theirs: CrmContact): Promise<void> {
  const { connected, exchange, services, shapes } = run;
  const { workspaceId, id: connectionId } = connected;
  const { context } = services;
  const { fields, createHere } = exchange.rules;
  const records = crmRecords(context.connection).in(workspaceId);
  const there = digestOf(theirValues(theirs.values, fields));
  const record = await records.findOne({ connectionId, crmId: theirs.id, kind: "contact" });
  if (record?.there === there) {
    return;
  }
  const facts = factsFromCrm(theirs.values, fields, shapes);
  const before = await contactOf(record);
  if (!before && (record || !createHere || (!facts.email && !facts.phone))) {
    return;
  }
  const contact = before ?? (await make());
  const after = updatedByImport(contact, facts, "update", context.now());
  if (after !== contact) {
    await services.contacts.change(contact, after);
    await tellContactChange(services, `crm:${connectionId}:${theirs.id}:${there}`, contact, after, {
      crm: connectionId,
    });
    if (after.name !== contact.name) {
      await renameConversations(services, after);
    }
  }
  const set = {
    connectionId,
    kind: "contact",
    contactId: contact._id,
    crmId: theirs.id,
    // The next run sends fields that differ here.
    here: digestOf(valuesForCrm(after, fields)),
    there,
    state: "linked",
    at: context.now(),
  } as const;
  const _id = `${connectionId}:${contact._id}`;
  await records.updateOne({ _id }, { $set: set, $unset: { problem: 1 } }, { upsert: true });

  async function contactOf(known: StoredCrmRecord | undefined): Promise<ContactDoc | undefined> {
    const { connection } = context;
    if (known) {
      return findMergedContact(connection, workspaceId, known.contactId);
    }
    const model = contacts(connection).in(workspaceId);
    const byEmail = facts.email ? await model.findOne({ email: facts.email }) : undefined;
    return byEmail ?? (facts.phone ? await model.findOne({ phone: facts.phone }) : undefined);
  }

  async function make(): Promise<ContactDoc> {
    const { _id: _, ...workspace } = exchange;
    const made = importedContact(
      facts,
      {
        _id: derivedId(`crm:${connectionId}:${theirs.id}`),
        workspaceId: workspace.workspaceId,
        identities: [],
      },
      context.now(),
    );
    await services.contacts.make(made);
    await services.webhooks.tell(workspaceId, [
      {
        id: `created:${made._id}`,
        type: "contact.created",
        at: context.now(),
        data: { contactId: made._id },
      },
    ]);
    return made;
  }
}
