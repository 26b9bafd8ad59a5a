import {
  type AnswerCount,
  type ReplyOf,
  type ReportedQuestion,
  routes,
} from "@chatloom/api-schema";
import { call } from "../api/call.ts";
import type { Period } from "../figures/use-period.ts";

/** The flow whose answers are shown, and its version; absent: all. */
export interface AnswerFilter {
  readonly flowId: string;
  readonly version?: number | undefined;
}

/** Reads all different answers to a question, at most 20,000. */
export async function readAllAnswers(
  { nodeId, name = "" }: ReportedQuestion,
  period: Period,
  { flowId, version }: AnswerFilter,
) {
  const all: AnswerCount[] = [];
  let cursor: string | undefined = "";
  for (let number = 0; number < 20 && cursor !== undefined; number += 1) {
    const page: ReplyOf<typeof routes.reports.listAnswers> = await call(
      routes.reports.listAnswers,
      {
        params: { flowId, nodeId },
        query: {
          ...period,
          name,
          limit: 1_000,
          version,
          cursor: cursor || undefined,
        },
      },
    );
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}
