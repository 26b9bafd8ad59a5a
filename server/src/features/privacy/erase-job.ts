import mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { idsOfContact } from "../../records/contact-merge-model.ts";
import { contacts } from "../../records/contact-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import { jobs, type StoredJob } from "../../records/job-model.ts";
import { keptReasons } from "../../records/personal-data.ts";
import { erasures } from "../../records/privacy-models.ts";
import { writeAudit } from "../../records/write-audit.ts";
import { seal, unseal } from "../../secrets/secret-box.ts";
import { addMissing } from "../../store/add-missing.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import type { NewJob } from "../jobs/insert-job.ts";
import type { JobWork, PageResult } from "../jobs/run-jobs.ts";
import { eraseConversation } from "./erase-conversation.ts";
import { eraseMentions, searched } from "./erase-mentions.ts";
import { erasedHash, eraseRecords } from "./erase-records.ts";
import { type Identifiers, identifiersOf } from "./identifiers-of.ts";

/** The plan of the job. */
interface ErasePlan {
  /** The contact's id and those of contacts that were merged into it. */
  readonly contactIds: readonly string[];
  /** The identifiers, encrypted: they are needed after the contact's own data is gone. Absent once everything is erased. */
  readonly sealed?: string;
}

/** Describes the job that erases a contact. `_id` makes a job that exists only once. */
export async function planErasure(
  { connection, config }: ServerContext,
  workspaceId: string | ObjectId,
  contact: ContactDoc,
  { by, _id = new mongoose.Types.ObjectId() }: { readonly by: string; readonly _id?: ObjectId },
): Promise<NewJob> {
  const identifiers = await identifiersOf(connection, workspaceId, contact);
  const contactIds = idsOfContact(contact);
  const total = await conversations(connection)
    .in(workspaceId)
    .count({ contactId: { $in: contactIds } });
  const sealed = seal(config.secretKey, JSON.stringify(identifiers), String(_id));
  const plan: ErasePlan = { contactIds, sealed };
  return { _id, kind: "eraseContact", title: "", plan, total: total + searched.length + 2, by };
}

/**
 * The work of erasing a contact. Its conversations go first, one a page, so that no turn begins any more; then what is found by its id; then
 * mentions in logs and uploads; the contact goes last. Ends with a certificate.
 */
export function eraseJob(context: ServerContext): JobWork {
  const { connection, config, now } = context;
  return {
    async runPage(job) {
      const { contactIds, sealed } = job.plan as ErasePlan;
      const { workspaceId, position } = job;
      if (!sealed) {
        return { position, counts: {}, done: true };
      }
      const text = unseal(config.secretKey, sealed, String(job._id));
      const identifiers = JSON.parse(text) as Identifiers;
      if (job.cursor !== undefined) {
        return searchOn(job, identifiers);
      }
      const conversation = await conversations(connection)
        .in(workspaceId)
        .findOne({ contactId: { $in: [...contactIds] } }, { projection: { _id: 1 } });
      if (conversation) {
        const counts = await eraseConversation(context, workspaceId, conversation._id);
        return { position: position + 1, counts, done: false };
      }
      const counts = await eraseRecords(context, workspaceId, contactIds, identifiers);
      return { position: position + 1, counts, done: false, cursor: cursorAt(0) };
    },
    finish: certify,
  };

  async function searchOn(job: StoredJob, identifiers: Identifiers): Promise<PageResult> {
    const { contactIds } = job.plan as ErasePlan;
    const { workspaceId, position } = job;
    const place = JSON.parse(job.cursor ?? "[0]") as readonly [number, string?, string?];
    const [index, type, id] = place;
    const collection = searched[index];
    if (!collection) {
      const count = await contacts(connection)
        .in(workspaceId)
        .deleteMany({ _id: { $in: [...contactIds] } });
      return { position: position + 1, counts: { contacts: count }, done: true };
    }
    const last = type === "id" ? new mongoose.Types.ObjectId(id) : id;
    const { erased, next } = await eraseMentions(connection, workspaceId, collection, identifiers, {
      last,
      except: job._id,
    });
    const counts = { [collection.name]: erased };
    return next === undefined
      ? { position: position + 1, counts, done: false, cursor: cursorAt(index + 1) }
      : { position, counts, done: false, cursor: cursorAt(index, next) };
  }

  /** Writes the certificate. It is the last use of the identifiers, which are deleted with it. */
  async function certify(job: StoredJob): Promise<void> {
    const { contactIds } = job.plan as ErasePlan;
    const { workspaceId, _id, by, createdAt } = job;
    const [contactId = ""] = contactIds;
    const erased = Object.entries(job.counts).filter(([, count]) => count > 0);
    await addMissing(erasures(connection).in(workspaceId), [
      {
        _id,
        contactHash: erasedHash(context, contactId),
        by,
        startedAt: createdAt,
        endedAt: now(),
        erased: Object.fromEntries(erased),
        kept: Object.entries(keptReasons()).map(([collection, why]) => ({ collection, why })),
      },
    ]);
    await writeAudit(context, String(workspaceId), _id, {
      at: now(),
      by: { kind: "system", id: "system", name: "" },
      action: "contact.erasureEnded",
      kind: "contact",
      object: { id: contactId, name: "" },
      address: "",
      outcome: "done",
      changes: erased.map(([field, count]) => ({ field, before: String(count), after: "0" })),
    });
    await jobs(connection)
      .in(workspaceId)
      .updateOne({ _id }, { $unset: { "plan.sealed": "" } });
  }
}

function cursorAt(index: number, last?: unknown): string {
  if (last === undefined) {
    return JSON.stringify([index]);
  }
  const type = last instanceof mongoose.Types.ObjectId ? "id" : "text";
  return JSON.stringify([index, type, String(last)]);
}
