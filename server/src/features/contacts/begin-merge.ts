import mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { type ContactMergeFields, contactMerges } from "../../records/contact-merge-model.ts";
import { derivedId } from "../../store/derived-id.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import { insertJob } from "../jobs/insert-job.ts";
import type { MergePlan } from "./merge-jobs.ts";

/** A merge that does not exist yet. The same id is the same merge. */
type NewMerge = Pick<ContactMergeFields, "keptId" | "absorbedId" | "take" | "cause" | "by"> & {
  readonly _id: string;
  /** The link to another channel to report when the two are one. */
  readonly switchId?: string;
};

/** Stores a merge and the job that carries it out. A merge that was begun before, or undone, is left alone. */
export async function beginMerge(
  context: Pick<ServerContext, "connection" | "now">,
  workspaceId: string | ObjectId,
  { switchId, ...merge }: NewMerge,
): Promise<void> {
  const fresh = { ...merge, state: "merging", conversationIds: [], at: context.now() } as const;
  const model = contactMerges(context.connection).in(workspaceId);
  await ignoringDuplicate(model.insert(fresh));
  const plan: MergePlan = { mergeId: merge._id, switchId };
  await ignoringDuplicate(
    insertJob(context, workspaceId, {
      _id: new mongoose.Types.ObjectId(derivedId(`merge:${merge._id}`)),
      kind: "mergeContacts",
      title: merge.by,
      plan,
      total: 1,
      by: merge.by,
    }),
  );
}

async function ignoringDuplicate(inserting: Promise<unknown>): Promise<void> {
  await inserting.catch((error: unknown) => {
    if (!isDuplicateKey(error)) {
      throw error;
    }
  });
}
