import { defined } from "@chatloom/flows-schema";
import { DomainError } from "../../context/errors.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { messages } from "../../records/message-model.ts";
import { resend } from "../inbox/resend.ts";
import type { JobWork } from "../jobs/run-jobs.ts";

/** The plan of the job. */
export interface ResendPlan {
  readonly broadcastId: string;
  /** The reason for which the messages failed. */
  readonly code: string;
}

const pageSize = 50;

/** The work of sending the failed messages of a broadcast again. A message that is on its way again does not match any more. */
export function resendJob({ services, wakeConversation }: Pipeline): JobWork {
  const { context, conversations } = services;
  return {
    async runPage(job) {
      const { broadcastId, code } = job.plan as ResendPlan;
      const found = await messages(context.connection)
        .in(job.workspaceId)
        .find(
          {
            broadcastId,
            delivery: "failed",
            "failure.code": code,
            ...defined({ _id: job.cursor === undefined ? undefined : { $gt: job.cursor } }),
          },
          { sort: { _id: 1 }, limit: pageSize },
        );
      let [again, refused] = [0, 0];
      for (const message of found) {
        const conversation = await conversations.byId(message.conversationId);
        try {
          if (conversation) {
            const sent = await resend(services, conversation, message._id);
            wakeConversation(sent.conversation);
            again += 1;
          }
        } catch (error) {
          if (!(error instanceof DomainError)) {
            throw error;
          }
          refused += 1;
        }
      }
      const last = found.at(-1)?._id;
      return {
        position: job.position + found.length,
        counts: { sentAgain: again, refused },
        done: found.length < pageSize,
        ...defined({ cursor: last }),
      };
    },
  };
}
