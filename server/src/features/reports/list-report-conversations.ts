import {
  type ListedFigure,
  type QueryOf,
  type ReplyOf,
  type routes,
  stepFigures,
} from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import { Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { countName } from "../../domain/reports/counts.ts";
import { conversations } from "../../records/conversation-model.ts";
import { conversationHours, everyVersionOf } from "../../records/report-models.ts";
import { groupOf, momentsOf, readDays, readStanding } from "./report-period.ts";

type Declared = typeof routes.reports.listReportConversations;

type StepFigure = (typeof stepFigures)[number];

/** The count of a step that is above zero in the hours behind its figure. */
const countOfStep: Readonly<Record<StepFigure, string>> = {
  entered: "entered",
  dropped: "dropped",
  stepFailed: "failed",
  answered: "left",
};

/** The count that is above zero in the hours behind a figure. */
const countOf: Readonly<
  Record<Exclude<ListedFigure, "conversations" | "newContacts" | StepFigure>, string>
> = {
  messagesIn: "in",
  messagesOut: "out",
  sessions: "sessions",
  withPeople: "withPeople",
  handedOff: "handedOff",
  takenOver: "takenOver",
  resolved: "resolved",
  goals: "goals",
  failed: "delivery:failed",
  aiCalls: "aiCalls",
};

/** Lists the conversations behind a figure. A conversation that counted in several hours is listed once on a page. */
export async function listReportConversations(
  context: ServerContext,
  workspaceId: string,
  query: QueryOf<Declared>,
): Promise<ReplyOf<Declared>> {
  const { connection } = context;
  const { limit = 50, cursor } = query;
  const group = groupOf(query);
  const days = readDays(query);
  const { timeZone } = await readStanding(context, workspaceId);
  const { from, to } = momentsOf(days, timeZone);
  const [lastHour, lastId = ""] = cursor?.split(":", 2) ?? [];
  const place = lastHour === undefined ? undefined : Number(lastHour);
  const found = await conversationHours(connection)
    .in(workspaceId)
    .find(
      {
        hour: { $gte: from, $lt: to, ...defined({ $lte: place }) },
        ...filterOf(query, group),
        ...defined({
          $or:
            place === undefined
              ? undefined
              : [{ hour: { $lt: place } }, { hour: place, conversationId: { $gt: lastId } }],
        }),
      },
      {
        sort: { hour: -1, conversationId: 1 },
        limit: limit + 1,
        projection: { conversationId: 1, contactId: 1, hour: 1 },
      },
    );
  const page = found.slice(0, limit);
  const known = await conversations(connection)
    .in(workspaceId)
    .find(
      { _id: { $in: page.map((it) => it.conversationId) } },
      { projection: { contactName: 1, channelId: 1 } },
    );
  const byId = new Map(known.map((it) => [it._id, it]));
  const listed = new Set<string>();
  const last = page.at(-1);
  return {
    items: page.flatMap(({ conversationId, contactId, hour }) => {
      const conversation = byId.get(conversationId);
      if (!conversation || listed.has(conversationId)) {
        return [];
      }
      listed.add(conversationId);
      const { contactName, channelId } = conversation;
      const at = new Date(hour).toISOString();
      return [{ conversationId, contactId, contactName, channelId, at }];
    }),
    next: found.length > limit && last ? `${last.hour}:${last.conversationId}` : undefined,
  };
}

function filterOf(
  { figure, flowId, nodeId, version, answer, name }: QueryOf<Declared>,
  group: string,
): Readonly<Record<string, unknown>> {
  if (isStepFigure(figure)) {
    if (flowId === undefined || nodeId === undefined) {
      throw new Invalid("reports.no-step", "The figure is one of a step", [
        { at: "", message: "must have flowId and nodeId" },
      ]);
    }
    if (figure === "answered" && name !== undefined) {
      const given = {
        flowId,
        nodeId,
        name,
        ...defined({ version, key: answer }),
      };
      return { "groups.group": group, answers: { $elemMatch: given } };
    }
    if (figure === "answered" && answer === undefined) {
      throw new Invalid("reports.no-step", "The figure is one of a question", [
        { at: "", message: "must have answer or name" },
      ]);
    }
    const port = figure === "answered" && answer !== undefined ? [answer] : [];
    const steps = {
      group:
        version === undefined ? everyVersionOf(flowId) : countName("v", flowId, String(version)),
      [`counts.${countName(countOfStep[figure], nodeId, ...port)}`]: { $gt: 0 },
    };
    return { "groups.group": group, own: { $elemMatch: steps } };
  }
  if (figure === "conversations") {
    return { "groups.group": group };
  }
  if (figure === "newContacts") {
    const fresh = { group, [`counts.${countName("wrote", "new")}`]: { $gt: 0 } };
    return { "groups.group": group, groups: { $elemMatch: fresh } };
  }
  return { "groups.group": group, [`counts.${countOf[figure]}`]: { $gt: 0 } };
}

function isStepFigure(figure: ListedFigure): figure is StepFigure {
  return stepFigures.some((it) => it === figure);
}
