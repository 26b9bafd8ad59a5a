import type { AnswerCount } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { countName } from "../../domain/reports/counts.ts";
import { conversationHours } from "../../records/report-models.ts";
import { type Days, momentsOf } from "./report-period.ts";

/** The answers to the questions of a flow in a period. */
export interface AnswerQuery {
  readonly flowId: string;
  readonly version: number | undefined;
  readonly days: Days;
  readonly timeZone: string;
}

/** One question of a flow. */
export interface AnswerPlace {
  readonly nodeId: string;
  /** The variable that keeps the answers. */
  readonly name: string;
}

/** Counts all answers to each question of a flow. */
export async function countAllAnswers(
  { connection }: ServerContext,
  workspaceId: string,
  query: AnswerQuery,
): Promise<readonly (AnswerPlace & { readonly count: number })[]> {
  const found = await conversationHours(connection)
    .in(workspaceId)
    .aggregate<{ readonly _id: AnswerPlace; readonly count: number }>([
      ...answersOf(query),
      {
        $group: {
          _id: { nodeId: "$answers.nodeId", name: "$answers.name" },
          count: { $sum: 1 },
        },
      },
    ]);
  return found.map(({ _id, count }) => ({ ..._id, count }));
}

/** Counts the different answers to a question, most frequent first. `part` is a part of their folded text. */
export async function countAnswers(
  { connection }: ServerContext,
  workspaceId: string,
  query: AnswerQuery,
  { nodeId, name }: AnswerPlace,
  {
    limit,
    skip = 0,
    part,
  }: { readonly limit: number; readonly skip?: number; readonly part?: string | undefined },
): Promise<readonly AnswerCount[]> {
  const found = await conversationHours(connection)
    .in(workspaceId)
    .aggregate<{ readonly _id: string; readonly value: string; readonly count: number }>([
      ...answersOf(query),
      {
        $match: {
          "answers.nodeId": nodeId,
          "answers.name": name,
          ...defined({ "answers.key": part === undefined ? undefined : { $regex: escaped(part) } }),
        },
      },
      {
        $group: { _id: "$answers.key", value: { $first: "$answers.value" }, count: { $sum: 1 } },
      },
      { $sort: { count: -1, _id: 1 } },
      ...(skip > 0 ? [{ $skip: skip }] : []),
      { $limit: limit },
    ]);
  return found.map(({ _id: key, value, count }) => ({ key, value, count }));
}

/** Returns the stages that make a document of each answer. */
function answersOf({ flowId, version, days, timeZone }: AnswerQuery) {
  const { from, to } = momentsOf(days, timeZone);
  return [
    {
      $match: {
        "groups.group": countName("f", flowId),
        hour: { $gte: from, $lt: to },
        "answers.flowId": flowId,
      },
    },
    { $project: { answers: 1 } },
    { $unwind: "$answers" },
    {
      $match: {
        "answers.flowId": flowId,
        ...defined({ "answers.version": version }),
      },
    },
  ];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
