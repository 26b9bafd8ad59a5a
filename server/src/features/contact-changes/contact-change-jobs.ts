import type { ContactAction, ContactSelection, JobKind } from "@chatloom/api-schema";
import { contactLimits, defined } from "@chatloom/flows-schema";
import { type JsonValue, startsAt } from "@chatloom/runtime";
import mongoose from "mongoose";
import {
  applyBulkAction,
  isRecordAction,
  type RecordAction,
  undoneBulkAction,
  valueBefore,
} from "../../domain/bulk-action.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { readConversation } from "../../domain/stored-conversation.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { reportContactChanges } from "../../pipeline/turn/report-contact-changes.ts";
import { contactChange, contactChanges } from "../../records/contact-change-model.ts";
import { contacts } from "../../records/contact-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import { jobs, type StoredJob } from "../../records/job-model.ts";
import { loadPrograms } from "../../records/load-programs.ts";
import { addMissing } from "../../store/add-missing.ts";
import { derivedId } from "../../store/derived-id.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { addConsent } from "../contacts/add-consent.ts";
import { tellContactChange } from "../contacts/tell-contact-change.ts";
import { insertJob } from "../jobs/insert-job.ts";
import { JobProblem, type JobWork } from "../jobs/run-jobs.ts";
import { planErasure } from "../privacy/erase-job.ts";
import { selectedPage } from "./selected-contacts.ts";
import { startFlowForContacts } from "./start-flow-for-contacts.ts";

/** The plan of a bulk action. */
export interface ChangePlan {
  readonly selection: ContactSelection;
  /** Absent: the contacts are deleted. */
  readonly action?: ContactAction;
}

/** The plan of taking one back. */
export interface UndoPlan {
  readonly jobId: string;
}

type Counts = Record<string, number>;

const pageSize = 200;
/** Deleting a contact deletes conversations with many messages. */
const erasedAtOnce = 10;

/** The work of bulk actions, and of taking them back. Each contact is changed once, also when a page runs again. */
export function contactChangeJobs(
  pipeline: Pipeline,
): Pick<Record<JobKind, JobWork>, "changeContacts" | "undoContactChange"> {
  const { services, wake } = pipeline;
  const { context, inbound } = services;
  const { connection, now } = context;
  const startFlow = startFlowForContacts(pipeline);

  return {
    changeContacts: {
      async runPage(job) {
        const { selection, action } = job.plan as ChangePlan;
        const limit = action ? pageSize : erasedAtOnce;
        const page = await selectedPage(context, job.workspaceId, selection, {
          after: job.cursor,
          limit,
        });
        const counts = await act(job, action, page.items);
        const { next: cursor } = page;
        return {
          position: job.position + page.items.length + page.missing,
          counts: page.missing === 0 ? counts : { ...counts, missing: page.missing },
          done: cursor === undefined,
          ...defined({ cursor }),
        };
      },
    },
    undoContactChange: { runPage: undoPage },
  };

  async function act(
    job: StoredJob,
    action: ContactAction | undefined,
    items: readonly ContactDoc[],
  ): Promise<Counts> {
    if (!action) {
      for (const contact of items) {
        await erase(job, contact);
      }
      return { erased: items.length };
    }
    if (isRecordAction(action)) {
      return changeRecords(job, action, items);
    }
    if (action.type === "startFlow") {
      return startFlow(job, action, items);
    }
    const { type: _, ...facts } = action;
    await Promise.all(
      items.map(({ _id: contactId, workspaceId }) =>
        addConsent(services, workspaceId, {
          ...facts,
          _id: `${job._id}:${contactId}`,
          contactId,
          // A contact who says stop meanwhile has the newer entry.
          at: job.createdAt,
          by: job.by,
        }),
      ),
    );
    return { recorded: items.length };
  }

  /** Each contact gets a job of its own, which ends with a certificate. */
  async function erase({ _id: jobId, by }: StoredJob, contact: ContactDoc): Promise<void> {
    const _id = new mongoose.Types.ObjectId(derivedId(`erase:${jobId}:${contact._id}`));
    const erasure = await planErasure(context, contact.workspaceId, contact, { by, _id });
    await insertJob(context, contact.workspaceId, erasure).catch((error: unknown) => {
      // The page runs again after a crash.
      if (!isDuplicateKey(error)) {
        throw error;
      }
    });
  }

  async function changeRecords(
    { _id, workspaceId }: StoredJob,
    action: RecordAction,
    items: readonly ContactDoc[],
  ): Promise<Counts> {
    const model = contactChanges(connection).in(workspaceId);
    const jobId = String(_id);
    const known = await model.find({ _id: { $in: items.map((it) => `${jobId}:${it._id}`) } });
    const earlier = new Map(known.map((it) => [it.contactId, it.before as JsonValue]));
    const counts = { changed: 0, unchanged: 0, tooManyFields: 0 };
    const changes = items.flatMap((contact) => {
      const done = earlier.get(contact._id);
      // A page that runs again after a crash tells the same news.
      const before = done === undefined ? contact : undoneBulkAction(contact, action, done, now());
      const { contact: after, news } = applyBulkAction(before, action, now());
      if (after === before) {
        counts.unchanged += 1;
        return [];
      }
      if (
        Object.keys(after.fields).length > contactLimits.fields &&
        Object.keys(before.fields).length < Object.keys(after.fields).length
      ) {
        counts.tooManyFields += 1;
        return [];
      }
      counts.changed += 1;
      return [{ contact, before, after, news }];
    });
    // First what was there before, so that every change can be taken back.
    await addMissing(
      model,
      changes.map(({ before }) =>
        contactChange(jobId, before._id, { before: valueBefore(before, action) }, now()),
      ),
    );
    const { active } = await loadPrograms(context, String(workspaceId));
    const heard = changes.filter(({ news }) =>
      news.some((input) => active.some((it) => startsAt(it, input))),
    );
    const starting = await newestConversations(
      workspaceId,
      heard.map((it) => it.before._id),
    );
    await Promise.all(
      changes.map(async ({ contact, before, after, news }) => {
        const id = `${jobId}:${before._id}`;
        await services.contacts.change(contact, after);
        await tellContactChange(services, id, before, after, action);
        const conversation = starting.get(before._id);
        if (conversation) {
          const reporting = { context, inbound, wake, activeFlows: async () => active };
          await reportContactChanges(reporting, conversation, id, news);
        }
      }),
    );
    return counts;
  }

  async function newestConversations(
    workspaceId: StoredJob["workspaceId"],
    contactIds: readonly string[],
  ) {
    const found =
      contactIds.length === 0
        ? []
        : await conversations(connection)
            .in(workspaceId)
            .find({ contactId: { $in: [...contactIds] } }, { sort: { updatedAt: 1 } });
    return new Map(found.map((it) => [it.contactId, readConversation(it)]));
  }

  async function undoPage(job: StoredJob) {
    const { jobId } = job.plan as UndoPlan;
    const { workspaceId } = job;
    const done = await jobs(connection).in(workspaceId).findById(jobId);
    const { action } = (done?.plan ?? {}) as Partial<ChangePlan>;
    if (!isRecordAction(action)) {
      throw new JobProblem("job.failed", "The bulk action does not exist any more");
    }
    const changes = await contactChanges(connection)
      .in(workspaceId)
      .find(
        { jobId, ...defined({ _id: job.cursor === undefined ? undefined : { $gt: job.cursor } }) },
        { sort: { _id: 1 }, limit: pageSize },
      );
    const found = await contacts(connection)
      .in(workspaceId)
      .find({ _id: { $in: changes.map((it) => it.contactId) } });
    const known = new Map(found.map((it) => [it._id, it]));
    const counts = { restored: 0, kept: 0 };
    await Promise.all(
      changes.map(async ({ contactId, before }) => {
        const contact = known.get(contactId);
        const after = contact && undoneBulkAction(contact, action, before as JsonValue, now());
        if (!contact || !after || after === contact) {
          counts.kept += 1;
          return;
        }
        await services.contacts.change(contact, after);
        await tellContactChange(services, `${job._id}:${contactId}`, contact, after, {
          undo: action,
        });
        counts.restored += 1;
      }),
    );
    const last = changes.at(-1)?._id;
    return {
      position: job.position + changes.length,
      counts,
      done: changes.length < pageSize,
      ...defined({ cursor: last }),
    };
  }
}
