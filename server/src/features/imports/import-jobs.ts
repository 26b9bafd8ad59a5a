import type { JobKind } from "@chatloom/api-schema";
import { contactLimits } from "@chatloom/flows-schema";
import { channelOf } from "../../channels/index.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import {
  importDifference,
  importedContact,
  undoneImport,
  updatedByImport,
} from "../../domain/import-contact.ts";
import type { ImportedFacts } from "../../domain/import-row.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { renameConversations } from "../../pipeline/turn/rename-conversations.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { consents } from "../../records/consent-store.ts";
import {
  contactImports,
  type ImportChangeFields,
  importChanges,
  importKeys,
  importPages,
  rowsPerPage,
  type StoredImport,
} from "../../records/contact-import-model.ts";
import { contactsOf } from "../../records/contact-model.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import type { StoredJob } from "../../records/job-model.ts";
import { createKnownDefinitions } from "../../records/known-definitions.ts";
import { addMissing } from "../../store/add-missing.ts";
import { derivedId } from "../../store/derived-id.ts";
import type { Stored } from "../../store/scoped-model.ts";
import { JobProblem, type JobWork } from "../jobs/run-jobs.ts";
import { recordConsents, withdrawConsent } from "./import-consents.ts";
import { type GoodRow, judgePage, storeProblems } from "./import-rows.ts";
import { type ToldRow, tellImport, waitsForWebhooks } from "./tell-import.ts";

/** The plan of all three kinds. */
export interface ImportPlan {
  readonly importId: string;
}

/** The work of checking, importing and undoing a table of contacts. A page is 500 rows. */
export function importJobs({
  services,
}: Pipeline): Pick<Record<JobKind, JobWork>, "checkContacts" | "importContacts" | "undoImport"> {
  const { context, contacts } = services;
  const { connection, now } = context;
  const definitions = createKnownDefinitions(connection, now);

  return {
    checkContacts: {
      async runPage(job) {
        const found = await findImport(job);
        const page = await judgePage(connection, found, pageOf(job), now());
        await storeProblems(connection, found, page.bad);
        const known = page.good.filter((it) => it.known !== undefined).length;
        const { existing } = found.settings;
        return {
          position: job.position + page.rows,
          counts: {
            created: page.good.length - known,
            [existing === "skip" ? "skipped" : "updated"]: known,
            invalid: page.badRows,
          },
          done: job.position + page.rows >= found.rows,
        };
      },
      finish: (job) => setStage(job, "checked"),
    },
    importContacts: {
      async runPage(job) {
        const found = await findImport(job);
        const notBefore = await waitsForWebhooks(services, found);
        if (notBefore !== undefined) {
          return { position: job.position, counts: {}, done: false, notBefore };
        }
        const page = await judgePage(connection, found, pageOf(job), now());
        const counts = await importPage(found, page.good);
        return {
          position: job.position + page.rows,
          counts: { ...counts, invalid: page.badRows },
          done: job.position + page.rows >= found.rows,
        };
      },
      async finish(job) {
        const { importId, workspaceId } = planOf(job);
        // The rows are personal data, and nothing needs them any more.
        await importPages(connection).in(workspaceId).deleteMany({ importId });
        await importKeys(connection).in(workspaceId).deleteMany({ importId });
        await setStage(job, "imported");
      },
    },
    undoImport: {
      async runPage(job) {
        const found = await findImport(job);
        const changes = await importChanges(connection)
          .in(found.workspaceId)
          .find(
            { importId: found._id, row: { $gte: job.position } },
            { sort: { row: 1 }, limit: rowsPerPage },
          );
        const counts = await undoPage(found, changes);
        const last = changes.at(-1);
        const done = last === undefined || changes.length < rowsPerPage;
        return { position: done ? job.total : last.row + 1, counts, done };
      },
      async finish(job) {
        const { importId, workspaceId } = planOf(job);
        await importChanges(connection).in(workspaceId).deleteMany({ importId });
        await setStage(job, "undone");
      },
    },
  };

  async function findImport(job: StoredJob): Promise<StoredImport> {
    const { importId, workspaceId } = planOf(job);
    const found = await contactImports(connection).in(workspaceId).findById(importId);
    if (!found) {
      throw new JobProblem("import.deleted", "The table was deleted");
    }
    return found;
  }

  async function setStage(job: StoredJob, stage: StoredImport["stage"]): Promise<void> {
    const { importId, workspaceId } = planOf(job);
    await contactImports(connection)
      .in(workspaceId)
      .updateOne({ _id: importId }, { $set: { stage } });
  }

  async function importPage(found: StoredImport, rows: readonly GoodRow[]) {
    const { _id, workspaceId, settings } = found;
    const model = importChanges(connection).in(workspaceId);
    const before = await model.find({ _id: { $in: rows.map((it) => changeId(found, it.row)) } });
    const done = new Map(before.map((it) => [it._id, it]));
    const addresses = await addressMakers(found);
    const counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, tooManyFields: 0 };
    const writes: (() => Promise<void>)[] = [];
    const changes: (ImportChangeFields & { readonly _id: string })[] = [];
    const touched: { readonly row: number; readonly contactId: string }[] = [];
    const told: ToldRow[] = [];

    for (const { row, facts, known } of rows) {
      const change = { _id: changeId(found, row), importId: _id, row };
      const earlier = done.get(change._id);
      if (!known || (earlier && earlier.difference === undefined)) {
        const id = earlier?.contactId ?? derivedId(change._id);
        const made = { _id: id, workspaceId, identities: addresses(facts) };
        const contact = importedContact(facts, made, now());
        changes.push({ ...change, contactId: id });
        writes.push(() => contacts.make(contact));
        await definitions.note(workspaceId, contact);
        touched.push({ row, contactId: id });
        told.push({ row, contactId: id, name: contact.name, difference: undefined });
        counts.created += 1;
        continue;
      }
      touched.push({ row, contactId: known._id });
      const after = updatedByImport(known, facts, settings.existing, now());
      if (after === known) {
        const same = earlier ? "updated" : settings.existing === "skip" ? "skipped" : "unchanged";
        counts[same] += 1;
        if (earlier) {
          // A crash may have come between the change and its webhooks.
          told.push(toldOf(earlier, known.name));
        }
        continue;
      }
      if (Object.keys(after.fields).length > contactLimits.fields) {
        counts.tooManyFields += 1;
        continue;
      }
      const difference = importDifference(known, after);
      const changed = { ...change, contactId: known._id, difference };
      changes.push(changed);
      told.push(toldOf(changed, after.name));
      writes.push(() => write(known, after));
      counts.updated += 1;
    }

    // First what was there before, so that every change can be undone.
    await addMissing(model, changes);
    await Promise.all(writes.map((it) => it()));
    await recordConsents(services, found, touched);
    await tellImport(services, found, "import", told);
    return counts;
  }

  async function write(before: ContactDoc, after: ContactDoc): Promise<void> {
    await contacts.change(before, after);
    if (after.name !== before.name) {
      await renameConversations(services, after);
    }
  }

  /** Gives what makes the addresses of a person on the chosen channels. */
  async function addressMakers({ workspaceId, settings }: StoredImport) {
    const accounts = await channelAccounts(connection)
      .in(workspaceId)
      .find({ _id: { $in: [...settings.channelIds] } });
    return ({ email, phone }: ImportedFacts): ContactDoc["identities"] =>
      accounts.flatMap(({ _id, type }) => {
        const address = channelOf(type)?.addressOf?.({ email, phone });
        return address === undefined ? [] : [{ channelId: String(_id), address }];
      });
  }

  async function undoPage(
    found: StoredImport,
    changes: readonly Stored<ImportChangeFields, string>[],
  ) {
    const { workspaceId } = found;
    const ids = changes.map((it) => it.contactId);
    const there = await contactsOf(connection)
      .find({ workspaceId, _id: { $in: ids } })
      .toArray();
    const known = new Map(there.map((it) => [it._id, it]));
    const talked = new Set(
      await conversationsOf(connection).distinct("contactId", {
        workspaceId,
        contactId: { $in: ids },
      }),
    );
    const counts = { deleted: 0, restored: 0, kept: 0 };
    const told: ToldRow[] = [];
    for (const { contactId, difference, row } of changes) {
      const contact = known.get(contactId);
      if (!contact) {
        continue;
      }
      if (difference) {
        const restored = undoneImport(contact, difference, now());
        await write(contact, restored);
        const changed = importDifference(contact, restored);
        told.push({ row, contactId, name: restored.name, difference: changed });
        await withdrawConsent(services, found, row, contact);
        counts.restored += 1;
      } else if (talked.has(contactId) || contact.updatedAt !== contact.createdAt) {
        counts.kept += 1;
      } else {
        await contactsOf(connection).deleteOne({ _id: contactId, workspaceId });
        await consents(connection).in(workspaceId).deleteMany({ contactId });
        counts.deleted += 1;
      }
    }
    await tellImport(services, found, "undo", told);
    return counts;
  }
}

function toldOf({ row, contactId, difference }: ImportChangeFields, name: string): ToldRow {
  return { row, contactId, name, difference };
}

function planOf({ plan, workspaceId }: StoredJob) {
  return { importId: (plan as ImportPlan).importId, workspaceId };
}

function pageOf({ position }: StoredJob): number {
  return Math.floor(position / rowsPerPage);
}

function changeId({ _id }: StoredImport, row: number): string {
  return `${_id}:${row}`;
}
