import { setImmediate } from "node:timers/promises";
import type { ServerContext } from "../../context/server-context.ts";
import { readConversation } from "../../domain/stored-conversation.ts";
import { conversations } from "../../records/conversation-model.ts";
import { flowComparisons, type StoredResult } from "../../records/flow-comparison-model.ts";
import { JobProblem, type JobWork } from "../jobs/run-jobs.ts";
import { createComparer } from "./compare-stored.ts";

/** The plan of a comparison's job. */
export interface ComparisonPlan {
  readonly comparisonId: string;
}

/** How many conversations a page compares. */
const pageSize = 5;

/** The work of comparing a draft with real conversations. A page that runs again writes the same results. */
export function comparisonJob(context: ServerContext): JobWork {
  const { connection } = context;
  return {
    async runPage({ workspaceId, plan, position }) {
      const { comparisonId } = plan as ComparisonPlan;
      const model = flowComparisons(connection).in(workspaceId);
      const comparison = await model.findById(comparisonId);
      if (!comparison) {
        throw new JobProblem("comparison.gone", "The flow was deleted, or compared again");
      }
      const ids = comparison.conversationIds.slice(position, position + pageSize);
      const stored = await conversations(connection)
        .in(workspaceId)
        .find({ _id: { $in: [...ids] } });
      const compare = await createComparer(context, comparison);
      const results: Record<string, StoredResult> = {};
      for (const [index, id] of ids.entries()) {
        const conversation = stored.find((it) => it._id === id);
        if (conversation) {
          const { state, at } = await compare(readConversation(conversation));
          results[`results.c${position + index}`] = { state, at };
        }
        await setImmediate();
      }
      if (Object.keys(results).length > 0) {
        await model.updateOne({ _id: comparison._id }, { $set: results });
      }
      const next = position + ids.length;
      return { position: next, counts: {}, done: next >= comparison.conversationIds.length };
    },
  };
}
