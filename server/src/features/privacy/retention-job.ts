import type { RetentionRules } from "@chatloom/api-schema";
import mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import type { PipelineServices } from "../../pipeline/pipeline-services.ts";
import { retentionRules, type StoredRetention } from "../../records/privacy-models.ts";
import { writeAudit } from "../../records/write-audit.ts";
import { derivedId } from "../../store/derived-id.ts";
import { type DueWork, startDueWork } from "../../store/due-work.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { insertJob } from "../jobs/insert-job.ts";
import type { JobWork } from "../jobs/run-jobs.ts";
import { retentionKinds, retentionOrder } from "./retention-kinds.ts";

const dayMs = 86_400_000;
const lookEveryMs = 60_000;

/** The plan of the job. Rules that change meanwhile count from the next day on. */
interface RetentionPlan {
  readonly rules: RetentionRules;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The work of the retention rules: one kind after the other, a page at a time. */
export function retentionJob(services: PipelineServices): JobWork {
  const { context } = services;
  const kinds = retentionKinds(services);
  return {
    async runPage({ plan, workspaceId, position }) {
      const { rules, at } = plan as RetentionPlan;
      const name = retentionOrder[position];
      if (name === undefined) {
        return { position, counts: {}, done: true };
      }
      const days = rules[name];
      const deleted =
        days === undefined ? 0 : await kinds[name].trim(workspaceId, at - days * dayMs);
      return {
        position: deleted > 0 ? position : position + 1,
        counts: deleted > 0 ? { [name]: deleted } : {},
        done: false,
      };
    },
    async finish({ _id, workspaceId, counts }) {
      await writeAudit(context, String(workspaceId), _id, {
        at: context.now(),
        by: { kind: "system", id: "system", name: "" },
        action: "privacy.retained",
        kind: "privacy",
        object: { id: String(workspaceId), name: "" },
        address: "",
        outcome: "done",
        changes: Object.entries(counts).map(([field, count]) => ({
          field,
          before: String(count),
          after: "0",
        })),
      });
    },
  };
}

/** Begins a job for each workspace whose retention rules are due: once a day. */
export function startRetention(context: ServerContext, begun: () => void): DueWork {
  const { connection, log, now } = context;
  const due = startDueWork<StoredRetention>({
    log,
    name: "retention rules",
    lookEveryMs,
    mostAtOnce: 1,
    take: async () => {
      const at = now();
      const taken = await retentionRules(connection)
        .acrossWorkspaces.findOneAndUpdate(
          { nextAt: { $lte: at } },
          { $set: { nextAt: at + dayMs } },
          { sort: { nextAt: 1 } },
        )
        .lean();
      return (taken as StoredRetention | null) ?? undefined;
    },
    async work({ workspaceId, rules }) {
      const at = now();
      const day = Math.floor(at / dayMs);
      const plan: RetentionPlan = { rules, at };
      await insertJob(context, workspaceId, {
        _id: new mongoose.Types.ObjectId(derivedId(`retention:${workspaceId}:${day}`)),
        kind: "applyRetention",
        title: "",
        plan,
        total: retentionOrder.length,
        by: "",
      }).catch((error: unknown) => {
        if (!isDuplicateKey(error)) {
          throw error;
        }
      });
      begun();
    },
    idsOf: ({ workspaceId }) => ({ workspaceId: String(workspaceId) }),
  });
  due.look();
  return due;
}
