import { type FoundText, routes } from "@chatloom/api-schema";
import { findTexts, nodeTypeOf, readFlow, type TextSearch } from "@chatloom/flows-schema";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { flows } from "../../records/flow-model.ts";

const mostFound = 200;
/** An excerpt around a hit, in UTF-16 code units on each side. */
const around = 120;

/** Adds the route that finds a text in all flows. */
export function searchRoutes(api: Router, { connection }: ServerContext): void {
  answer(api, routes.flows.searchFlowTexts, async ({ workspaceId, body }) => {
    const { matchCase = false, wholeWord = false, values = false, requests = false } = body;
    const { query, language } = body;
    const search: TextSearch = { query, matchCase, wholeWord, language, values, requests };
    const own = flows(connection).in(workspaceId);
    const heads = await own.find({}, { sort: { updatedAt: -1 }, projection: { name: 1 } });
    const items: FoundText[] = [];
    // One draft at a time: all of them may not fit into memory.
    for (const { _id } of heads) {
      const flow = await own.findById(_id);
      if (flow) {
        items.push(...foundIn(String(_id), flow.name, flow.draft, search));
      }
      if (items.length > mostFound) {
        break;
      }
    }
    return { items: items.slice(0, mostFound), more: items.length > mostFound };
  });
}

function foundIn(
  flowId: string,
  flowName: string,
  stored: unknown,
  search: TextSearch,
): readonly FoundText[] {
  const flow = readFlow(stored);
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  return findTexts(flow, search)
    .slice(0, mostFound + 1)
    .map(({ nodeId, title, language, text, start, end }) => {
      const node = nodeId === undefined ? undefined : nodes.get(nodeId);
      const from = Math.max(0, start - around);
      return {
        flowId,
        flowName,
        node: node && { id: node.id, type: node.type, summary: summaryOf(node) },
        title,
        language,
        text: text.slice(from, end + around),
        start: start - from,
        end: end - from,
      };
    });
}

function summaryOf(node: ReturnType<typeof readFlow>["nodes"][number]): string {
  return nodeTypeOf(node).summary(node.data).slice(0, around);
}
