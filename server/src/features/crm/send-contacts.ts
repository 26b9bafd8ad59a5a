import type { Reason } from "@chatloom/api-schema";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { valuesForCrm } from "../../domain/crm-values.ts";
import { isSampleId } from "../../domain/sample-id.ts";
import { contacts } from "../../records/contact-model.ts";
import {
  crmExchanges,
  crmRecords,
  type StoredCrmRecord,
} from "../../records/crm-exchange-model.ts";
import { digestOf } from "./digest-of.ts";
import { CrmRefused, type ExchangeRun } from "./exchange-run.ts";
import { receiveContact } from "./receive-contacts.ts";

const pageSize = 200;
/** A change may be stored a little later than it is dated; a contact that is looked at again is sent only if it differs. */
const overlapMs = 10_000;

/** Sends contacts that differ from what the CRM has of them: first those that were asked for again, then all that changed since the last run. */
export async function sendContacts(run: ExchangeRun): Promise<void> {
  const { connected, exchange, services } = run;
  const { workspaceId, id: connectionId } = connected;
  const { connection } = services.context;
  const records = crmRecords(connection).in(workspaceId);
  const people = contacts(connection).in(workspaceId);
  const again = await records.find(
    { connectionId, kind: "contact", state: "again" },
    { limit: pageSize },
  );
  const asked = await people.find({ _id: { $in: again.map((it) => it.contactId) } });
  for (const contact of asked) {
    await sendContact(
      run,
      contact,
      again.find((it) => it.contactId === contact._id),
    );
  }
  let place = { at: Math.max(0, exchange.sentAt - overlapMs), id: "" };
  while (!run.isOver()) {
    const page = await people.find(
      {
        $or: [{ updatedAt: { $gt: place.at } }, { updatedAt: place.at, _id: { $gt: place.id } }],
      },
      { sort: { updatedAt: 1, _id: 1 }, limit: pageSize },
    );
    const ids = page.map((it) => `${connectionId}:${it._id}`);
    const found = await records.find({ _id: { $in: ids } });
    const known = new Map(found.map((it) => [it.contactId, it]));
    for (const contact of page) {
      await sendContact(run, contact, known.get(contact._id));
      place = { at: contact.updatedAt, id: contact._id };
      if (run.isOver()) {
        break;
      }
    }
    await crmExchanges(connection)
      .in(workspaceId)
      .updateOne({ _id: connectionId }, { $set: { sentAt: place.at, sentId: place.id } });
    if (page.length < pageSize) {
      return;
    }
  }
}

async function sendContact(
  run: ExchangeRun,
  contact: ContactDoc,
  record: StoredCrmRecord | undefined,
): Promise<void> {
  const { connected, exchange, ask, wanted, services } = run;
  if (isSampleId(contact._id)) {
    return;
  }
  const { channel: crm, id: connectionId, workspaceId } = connected;
  const { fields, createThere } = exchange.rules;
  const values = valuesForCrm(contact, fields);
  const here = digestOf(values);
  const unchanged = record?.here === here && record.state !== "again";
  if (unchanged || record?.state === "gone" || Object.keys(values).length === 0) {
    return;
  }
  try {
    const crmId =
      record?.crmId ??
      (contact.email === "" && contact.phone === ""
        ? undefined
        : (await ask(crm.find, { email: contact.email, phone: contact.phone, fields: wanted }))
            ?.id);
    const reachable = contact.email !== "" || contact.phone !== "";
    if (crmId === undefined && (!createThere || !reachable)) {
      return;
    }
    const written = await ask(crm.write, { crmId, values, fields: wanted });
    if (written === "gone") {
      // A contact that was deleted in the CRM is not made again.
      await note({ state: "gone" });
      return;
    }
    await note({ state: "linked", crmId: written.id });
    // What we wrote is in step; what else the CRM has is taken over, and later changes are seen as such.
    await receiveContact(run, { ...written, values: { ...written.values, ...values } });
  } catch (error) {
    if (!(error instanceof CrmRefused)) {
      throw error;
    }
    await note({ state: "failed", problem: error.reason });
  }

  function note(
    part: Pick<StoredCrmRecord, "state"> & {
      readonly crmId?: string;
      readonly problem?: Reason;
    },
  ): Promise<unknown> {
    const { now, connection } = services.context;
    const set = { connectionId, kind: "contact", contactId: contact._id, here, at: now(), ...part };
    return crmRecords(connection)
      .in(workspaceId)
      .updateOne(
        { _id: `${connectionId}:${contact._id}` },
        part.problem ? { $set: set } : { $set: set, $unset: { problem: 1 } },
        { upsert: true },
      );
  }
}
