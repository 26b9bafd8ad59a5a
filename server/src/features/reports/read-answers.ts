import type { AnswerCount, QueryOf, ReplyOf, ReportedQuestion, routes } from "@chatloom/api-schema";
import { nodeTypeOf } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { countName } from "../../domain/reports/counts.ts";
import { numbersOf } from "../../domain/reports/numbers-of.ts";
import { findFlow } from "../../records/flow-store.ts";
import { countAllAnswers, countAnswers } from "./count-answers.ts";
import { type Asked, findQuestions } from "./find-questions.ts";
import { readVersionCounts, sumOfVersions } from "./read-flow-counts.ts";
import { readDays, readStanding } from "./report-period.ts";

type Declared = typeof routes.reports.readAnswers;

const mostListed = 15;
const mostDates = 62;
const mostNumbers = 5_000;

/** Reads what contacts answered to each question of a flow, in the order of the flow's steps. */
export async function readAnswers(
  context: ServerContext,
  workspaceId: string,
  flowId: string,
  query: QueryOf<Declared>,
): Promise<ReplyOf<Declared>> {
  const flow = await findFlow(context, workspaceId, flowId);
  const days = readDays(query);
  const standing = await readStanding(context, workspaceId);
  const answers = { flowId, days, timeZone: standing.timeZone, version: query.version };
  const [versions, questions, totals] = await Promise.all([
    readVersionCounts(context, workspaceId, flowId, days),
    findQuestions(context, workspaceId, flow),
    countAllAnswers(context, workspaceId, answers),
  ]);
  const counts = sumOfVersions(versions, query.version);
  const read = questions.map(async (it): Promise<ReportedQuestion> => {
    const { node, text, kind, saveTo } = it;
    const asked = counts[countName("entered", node.id)] ?? 0;
    const about = { nodeId: node.id, name: saveTo, text, kind, asked };
    if (saveTo === undefined) {
      const listed = portsOf(it, counts);
      return { ...about, answered: sumOf(listed), answers: listed, others: 0 };
    }
    const total = totals.find((it) => it.nodeId === node.id && it.name === saveTo)?.count ?? 0;
    if (total === 0) {
      return { ...about, answered: 0, answers: [], others: 0 };
    }
    const place = { nodeId: node.id, name: saveTo };
    const values = await countAnswers(context, workspaceId, answers, place, {
      limit: kind === "number" ? mostNumbers : kind === "date" ? mostDates : mostListed,
    });
    const listed = kind === "date" ? values.toSorted(byValue) : values.slice(0, mostListed);
    // More may have been counted since the total was read.
    const answered = Math.max(total, sumOf(values));
    return {
      ...about,
      answered,
      answers: [...listed],
      others: answered - sumOf(listed),
      numbers: kind === "number" ? numbersOf(values) : undefined,
    };
  });
  const all = await Promise.all(read);
  return { ...standing, questions: all.filter((it) => it.asked + it.answered > 0) };
}

/** The options of a question of which each is a port, with the number of runs that left by it. */
function portsOf({ node }: Asked, counts: Readonly<Record<string, number>>): AnswerCount[] {
  return nodeTypeOf(node)
    .ports(node.data)
    .filter((it) => it.kind === "option")
    .map(({ id, label }) => ({
      key: id,
      value: label,
      count: counts[countName("left", node.id, id)] ?? 0,
    }));
}

function byValue(a: AnswerCount, b: AnswerCount): number {
  return a.value < b.value ? -1 : 1;
}

function sumOf(values: readonly { readonly count: number }[]): number {
  return values.reduce((sum, it) => sum + it.count, 0);
}
