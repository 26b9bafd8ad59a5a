import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { countVariants } from "../../domain/count-results.ts";
import { answer } from "../../http/answer.ts";
import { findFlow } from "../../records/flow-store.ts";
import { trackedEvents } from "../../records/tracked-event-model.ts";

/** How many events are looked at, newest first: an answer must not read without end. */
const mostEvents = 20_000;
const newestFirst = { sort: { at: -1 as const }, limit: mostEvents };

/** Adds the routes that give the counts of goals and A/B tests. */
export function stepResultsRoutes(api: Router, context: ServerContext): void {
  answer(api, routes.flows.readStepResults, async ({ workspaceId, params }) => {
    await findFlow(context, workspaceId, params.flowId);
    const events = trackedEvents(context.connection).in(workspaceId);
    const here = await events.find({ flowId: params.flowId, nodeId: params.nodeId }, newestFirst);
    const given = here.filter((it) => it.event === "variant");
    const goals =
      given.length > 0
        ? await events.find({ event: "goal", at: { $gte: given.at(-1)?.at } }, newestFirst)
        : [];
    const reached = here.filter((it) => it.event === "goal");
    return {
      people: new Set(here.map((it) => it.contactId)).size,
      times: reached.length,
      worth: reached.reduce((sum, it) => sum + (it.value ?? 0), 0),
      variants: countVariants(given, goals),
      partial: here.length === mostEvents || goals.length === mostEvents,
    };
  });
}
