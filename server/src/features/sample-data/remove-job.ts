import type { ServerContext } from "../../context/server-context.ts";
import { contactDefinitions } from "../../records/contact-definition-model.ts";
import { contacts } from "../../records/contact-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import type { StoredJob } from "../../records/job-model.ts";
import { personalData } from "../../records/personal-data.ts";
import { reportProgress } from "../../records/report-models.ts";
import { type SampleItem, sampleData } from "../../records/sample-data-model.ts";
import { segments } from "../../records/segment-model.ts";
import { deleteFlow } from "../flows/delete-flow.ts";
import { flowsChanged } from "../flows/flows-changed.ts";
import type { JobWork } from "../jobs/run-jobs.ts";
import { eraseConversation } from "../privacy/erase-conversation.ts";
import { changedItems } from "./changed-items.ts";

/** Collections that hold what belongs to contacts beside those that `personalData` finds by the contact. */
const alsoByContact = ["broadcastRecipients", "conversationHours", "consents"];

/** The work of removing the sample data: a conversation a page, then the rest. A page that runs again finds less to do. */
export function removeJob(context: ServerContext): JobWork {
  const { connection } = context;
  return {
    async runPage(job) {
      const { workspaceId, position } = job;
      const found = await sampleData(connection).in(workspaceId).findById(workspaceId);
      if (!found) {
        return { position, counts: {}, done: true };
      }
      const contactIds = idsOf(found.items, "contact");
      const conversation = await conversations(connection)
        .in(workspaceId)
        .findOne({ contactId: { $in: contactIds } }, { projection: { _id: 1 } });
      if (conversation) {
        await eraseConversation(context, workspaceId, conversation._id);
        return { position: position + 1, counts: { conversations: 1 }, done: false };
      }
      const stay = await changedItems(context, String(workspaceId), found);
      const kept = new Set(stay.filter((it) => it.stays).map((it) => it.id));
      const items = found.items.filter((it) => !kept.has(it.id));
      await removeAuthored(job, items);
      await removeContacts(job, contactIds);
      await sampleData(connection).in(workspaceId).deleteOne({ _id: workspaceId });
      const counts = { contacts: contactIds.length, kept: kept.size };
      return { position: position + 1, counts, done: true };
    },
  };

  async function removeAuthored(
    { workspaceId }: StoredJob,
    items: readonly SampleItem[],
  ): Promise<void> {
    const workspace = String(workspaceId);
    for (const flowId of idsOf(items, "flow")) {
      await deleteFlow(context, workspace, flowId);
    }
    await segments(connection)
      .in(workspaceId)
      .deleteMany({ _id: { $in: idsOf(items, "segment") } });
    const definitions = [...idsOf(items, "field"), ...idsOf(items, "tag")];
    await contactDefinitions(connection)
      .in(workspaceId)
      .deleteMany({ _id: { $in: definitions } });
    await flowsChanged(context, workspace);
  }

  /** Invented people need no retention, so their figures are deleted too. */
  async function removeContacts(
    { workspaceId }: StoredJob,
    contactIds: readonly string[],
  ): Promise<void> {
    for (const [name, it] of Object.entries(personalData)) {
      if ("ofContact" in it) {
        const filter = { workspaceId, ...it.ofContact({ contactIds }) };
        await connection.collection<Record<string, unknown>>(name).deleteMany(filter);
      }
    }
    for (const name of alsoByContact) {
      const filter = { workspaceId, contactId: { $in: [...contactIds] } };
      await connection.collection<Record<string, unknown>>(name).deleteMany(filter);
    }
    await contacts(connection)
      .in(workspaceId)
      .deleteMany({ _id: { $in: [...contactIds] } });
    // The sums of reports are added up anew from what is left.
    await reportProgress(connection)
      .in(workspaceId)
      .updateOne({ _id: workspaceId }, { $set: { sumFrom: Number.MIN_SAFE_INTEGER } });
  }
}

function idsOf(items: readonly SampleItem[], kind: SampleItem["kind"]): string[] {
  return items.filter((it) => it.kind === kind).map((it) => it.id);
}
