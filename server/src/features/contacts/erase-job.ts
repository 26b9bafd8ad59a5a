import type { Pipeline } from "../../pipeline/pipeline.ts";
import type { JobWork } from "../jobs/run-jobs.ts";
import { createContactEraser } from "./contact-eraser.ts";

/** The plan of the job. */
export interface ErasePlan {
  /** The contact's id and those of contacts that were merged into it. */
  readonly contactIds: readonly string[];
}

/** The work of erasing a contact. A page deletes one conversation; the last one deletes all else. */
export function eraseJob(pipeline: Pipeline): JobWork {
  const { eraseConversation, eraseRest } = createContactEraser(pipeline);
  return {
    async runPage({ plan, workspaceId, position }) {
      const { contactIds } = plan as ErasePlan;
      if (await eraseConversation(workspaceId, contactIds)) {
        return { position: position + 1, counts: { conversations: 1 }, done: false };
      }
      await eraseRest(workspaceId, contactIds);
      return { position: position + 1, counts: {}, done: true };
    },
  };
}
