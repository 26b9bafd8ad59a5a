import { type ReportedQuestion, routes } from "@chatloom/api-schema";
import { call } from "../api/call.ts";
import type { Period } from "../figures/use-period.ts";

/** The flow whose answers are shown, and its version; absent: all. */
export interface AnswerFilter {
  readonly flowId: string;
  readonly version?: number;
}

/** Reads all different answers to a question, at most 20,000. */
export async function readAllAnswers(
  { nodeId, name = "" }: ReportedQuestion,
  period: Period,
  { flowId, version }: AnswerFilter,
) {
  const all = [];
  let cursor: string | undefined = "";
  for (let page = 0; page < 20 && cursor !== undefined; page += 1) {
    const { items, next } = await call(routes.reports.listAnswers, {
      params: { flowId, nodeId },
      query: {
        ...period,
        name,
        limit: 1_000,
        ...(version !== undefined && { version }),
        ...(cursor !== "" && { cursor }),
      },
    });
    all.push(...items);
    cursor = next;
  }
  return all;
}
