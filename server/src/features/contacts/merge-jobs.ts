import type { JobKind } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { contactWords } from "../../domain/contact-words.ts";
import { changed } from "../../domain/conversation-shape.ts";
import { mergeContacts, unmergeContacts } from "../../domain/merge-contacts.ts";
import { readConversation } from "../../domain/stored-conversation.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { reportSwitch } from "../../pipeline/switches/follow-switch.ts";
import { changeConversation } from "../../pipeline/turn/change-conversation.ts";
import { renameConversations } from "../../pipeline/turn/rename-conversations.ts";
import { channelSwitches } from "../../records/channel-switch-model.ts";
import { contactMerges, type StoredMerge } from "../../records/contact-merge-model.ts";
import { contacts } from "../../records/contact-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import type { StoredJob } from "../../records/job-model.ts";
import { moveMemberships } from "../../records/segment-watch-model.ts";
import { JobProblem, type JobWork } from "../jobs/run-jobs.ts";

/** The plan of both kinds. */
export interface MergePlan {
  readonly mergeId: string;
  /** The link to another channel with which the contact came. */
  readonly switchId?: string | undefined;
}

const finished = { position: 1, counts: {}, done: true } as const;

/** The work of merging two contacts and of undoing it. Every step may be repeated after a crash. */
export function mergeJobs({
  services,
  wake,
}: Pipeline): Pick<Record<JobKind, JobWork>, "mergeContacts" | "undoMerge"> {
  const { context } = services;
  const { connection, now } = context;

  return {
    mergeContacts: {
      async runPage(job) {
        const merge = await snapshot(await find(job));
        const { workspaceId, keptId, absorbedId, absorbed, take } = merge;
        if (merge.state !== "merging") {
          await report(job);
          return finished;
        }
        await move(merge, absorbedId, keptId);
        const kept = await contactOf(merge, keptId);
        if (absorbed) {
          const merged = { ...mergeContacts(kept, absorbed, take), updatedAt: now() };
          await services.contacts.change(kept, merged);
          await moveMemberships(connection, workspaceId, absorbedId, keptId);
          await contacts(connection).in(workspaceId).deleteOne({ _id: absorbedId });
          // Someone may have written from the absorbed contact's address meanwhile.
          await move(merge, absorbedId, keptId);
          await renameConversations(services, merged);
        }
        const data = { contactId: keptId, absorbedId };
        await services.webhooks.tell(workspaceId, [
          { id: `merged:${merge._id}`, type: "contact.merged", at: merge.at, data },
        ]);
        await setState(merge, "merged");
        await report(job);
        return finished;
      },
    },
    undoMerge: {
      async runPage(job) {
        const merge = await find(job);
        const { workspaceId, keptId, absorbedId, kept, absorbed, take, conversationIds } = merge;
        if (merge.state !== "undoing" || !kept || !absorbed) {
          return finished;
        }
        const current = await contactOf(merge, keptId);
        const model = contacts(connection).in(workspaceId);
        if (current.mergedIds?.includes(absorbedId)) {
          const undone = unmergeContacts(current, { kept, absorbed, take });
          if (!(await model.findOne({ _id: absorbedId }))) {
            const { workspaceId: _, ...rest } = undone.absorbed;
            await model.insert({ ...rest, words: contactWords(rest), updatedAt: now() });
          }
          await move(merge, keptId, absorbedId, conversationIds);
          await services.contacts.change(current, { ...undone.kept, updatedAt: now() });
        }
        await renameConversations(services, await contactOf(merge, keptId));
        await renameConversations(services, await contactOf(merge, absorbedId));
        await setState(merge, "undone");
        return finished;
      },
    },
  };

  /** Lets the flow go on that waits for the contact's link to another channel. */
  async function report({ plan, workspaceId }: StoredJob): Promise<void> {
    const { switchId } = plan as MergePlan;
    const followed =
      switchId === undefined
        ? undefined
        : await channelSwitches(connection).in(workspaceId).findById(switchId);
    if (followed) {
      await reportSwitch({ ...services, wake }, followed);
    }
  }

  async function find({ plan, workspaceId }: StoredJob): Promise<StoredMerge> {
    const { mergeId } = plan as MergePlan;
    const merge = await contactMerges(connection).in(workspaceId).findOne({ _id: mergeId });
    if (!merge) {
      throw new JobProblem("merge.deleted", "The merge is unknown");
    }
    return merge;
  }

  /** Keeps both contacts as they are before the merge changes them. */
  async function snapshot(merge: StoredMerge): Promise<StoredMerge> {
    const { workspaceId, _id, keptId, absorbedId } = merge;
    if (merge.absorbed || merge.state !== "merging") {
      return merge;
    }
    const kept = await contactOf(merge, keptId);
    const absorbed = await contactOf(merge, absorbedId);
    const set = { kept: withoutWords(kept), absorbed: withoutWords(absorbed) };
    await contactMerges(connection).in(workspaceId).updateOne({ _id }, { $set: set });
    return { ...merge, ...set };
  }

  async function contactOf({ workspaceId }: StoredMerge, _id: string): Promise<ContactDoc> {
    const found = await contacts(connection).in(workspaceId).findOne({ _id });
    if (!found) {
      throw new JobProblem("merge.contact-gone", "One of the two contacts was deleted");
    }
    return found;
  }

  /** Gives conversations to another contact; all of them, or the named ones. */
  async function move(
    { workspaceId, _id: mergeId }: StoredMerge,
    from: string,
    to: string,
    only?: readonly string[],
  ): Promise<void> {
    const found = await conversations(connection)
      .in(workspaceId)
      .find({ contactId: from, ...defined({ _id: only ? { $in: only } : undefined }) });
    for (const stored of found) {
      if (!only) {
        await contactMerges(connection)
          .in(workspaceId)
          .updateOne({ _id: mergeId }, { $addToSet: { conversationIds: stored._id } });
      }
      await changeConversation(services, readConversation(stored), (state) =>
        state.contactId === to ? state : changed(state, { contactId: to }),
      );
    }
  }

  async function setState(
    { workspaceId, _id }: StoredMerge,
    state: StoredMerge["state"],
  ): Promise<void> {
    await contactMerges(connection).in(workspaceId).updateOne({ _id }, { $set: { state } });
  }
}

function withoutWords({ words: _, ...contact }: ContactDoc): ContactDoc {
  return contact;
}
