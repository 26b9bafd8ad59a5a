import type { ServerContext } from "../../context/server-context.ts";
import { contactDefinitions } from "../../records/contact-definition-model.ts";
import { createContactStore } from "../../records/contact-store.ts";
import { createConversationStore } from "../../records/conversation-store.ts";
import { flows } from "../../records/flow-model.ts";
import { findFlow, newFlow } from "../../records/flow-store.ts";
import type { StoredJob } from "../../records/job-model.ts";
import { createMessageStore } from "../../records/message-store.ts";
import { segments } from "../../records/segment-model.ts";
import { turns } from "../../records/turn-model.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { addMissing } from "../../store/add-missing.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { publishFlow } from "../flows/publish-flow.ts";
import { createWordsWriter, wordsOfMessage } from "../inbox/words-writer.ts";
import type { JobWork } from "../jobs/run-jobs.ts";
import { playConversations } from "./play-conversation.ts";
import { type SamplePlace, sampleCatalogue } from "./sample-catalogue.ts";

/** The plan of the job. */
export type FillPlan = Omit<SamplePlace, "workspaceId" | "fillId">;

/** Pages of the job: contacts with their fields and tags, the flow, the conversations. */
export const fillPages = 3;

/** The work of filling a workspace with sample data. Every id follows from the job's, so that a page that runs again adds nothing twice. */
export function fillJob(context: ServerContext): JobWork {
  const { connection, now } = context;
  const pages = [addAudience, addFlow, addConversations];
  return {
    async runPage(job) {
      await pages[job.position]?.(job);
      const position = job.position + 1;
      return { position, counts: {}, done: position >= fillPages };
    },
  };

  async function addAudience(job: StoredJob): Promise<void> {
    const { contacts, definitions, segment } = sampleCatalogue(placeOf(job));
    const model = contactDefinitions(connection).in(job.workspaceId);
    for (const definition of definitions) {
      // The workspace may have a field or tag of this name already; it stays the member's own.
      await model.insert(definition).catch(ignoreDuplicate);
    }
    const store = createContactStore(connection, now);
    await Promise.all(contacts.map((it) => store.make(it.contact)));
    const { at } = job.plan as FillPlan;
    const { _id, name, condition } = segment;
    const count = contacts.filter((it) => it.person.regular).length;
    const sizes = [{ at, count }];
    await addMissing(segments(connection).in(job.workspaceId), [
      { _id, name, condition, sizes, createdAt: at, updatedAt: at },
    ]);
  }

  /** The flow is published only where no other flow answers, so that it never takes messages from one of the member's own. */
  async function addFlow(job: StoredJob): Promise<void> {
    const workspaceId = String(job.workspaceId);
    const { _id, draft } = sampleCatalogue(placeOf(job)).flow;
    const moment = new Date((job.plan as FillPlan).at);
    const model = flows(connection).in(workspaceId);
    await addMissing(model, [{ _id, ...newFlow(draft, job.by, moment) }]);
    const { draftRevision, version } = await findFlow(context, workspaceId, String(_id));
    const workspace = await findWorkspace(connection, workspaceId);
    const others = await model.count({ active: true, _id: { $ne: _id } }, 1);
    if (version !== undefined || others > 0 || workspace?.publishing?.approval) {
      return;
    }
    await publishFlow(context, workspaceId, String(_id), {
      revision: draftRevision,
      note: "",
      activate: true,
      by: job.by,
    });
  }

  async function addConversations(job: StoredJob): Promise<void> {
    const place = placeOf(job);
    const played = playConversations(sampleCatalogue(place), place);
    const conversations = createConversationStore(connection, String(job._id));
    const thread = createMessageStore(connection, now);
    const writtenAt = now();
    // First, because reports pass over messages whose conversation is not there.
    await Promise.all(played.map((it) => conversations.insert(it.conversation)));
    await thread.write(played.flatMap((it) => it.messages));
    await addMissing(
      turns(connection).in(job.workspaceId),
      played.flatMap((it) => it.turns.map((turn) => ({ ...turn, writtenAt }))),
    );
    await createWordsWriter(connection)(
      played.map(({ conversation, messages }) => ({
        conversationId: conversation._id,
        workspaceId: String(job.workspaceId),
        first: 1,
        last: conversation.sequence,
        words: messages.flatMap(wordsOfMessage),
      })),
    );
  }
}

function placeOf({ _id, workspaceId, plan }: StoredJob): SamplePlace {
  return { workspaceId, fillId: String(_id), ...(plan as FillPlan) };
}

function ignoreDuplicate(error: unknown): void {
  if (!isDuplicateKey(error)) {
    throw error;
  }
}
