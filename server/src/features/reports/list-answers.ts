import type { ParamsOf, QueryOf, ReplyOf, routes } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { answerKey } from "../../domain/reports/counted-answer.ts";
import { findFlow } from "../../records/flow-store.ts";
import { countAnswers } from "./count-answers.ts";
import { readDays, readStanding } from "./report-period.ts";

type Declared = typeof routes.reports.listAnswers;

/** Lists the different answers to a question. The cursor is the number of answers on earlier pages. */
export async function listAnswers(
  context: ServerContext,
  workspaceId: string,
  { flowId, nodeId }: ParamsOf<Declared>,
  { limit = 50, cursor, name, search, version, ...period }: QueryOf<Declared>,
): Promise<ReplyOf<Declared>> {
  await findFlow(context, workspaceId, flowId);
  const days = readDays(period);
  const { timeZone } = await readStanding(context, workspaceId);
  const skip = Math.max(0, Math.floor(Number(cursor) || 0));
  const found = await countAnswers(
    context,
    workspaceId,
    { flowId, version, days, timeZone },
    { nodeId, name },
    { limit: limit + 1, skip, part: search === undefined ? undefined : answerKey(search) },
  );
  return {
    items: found.slice(0, limit),
    next: found.length > limit ? String(skip + limit) : undefined,
  };
}
