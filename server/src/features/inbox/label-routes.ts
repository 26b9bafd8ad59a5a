import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { facet } from "../../domain/facets-of.ts";
import { answer } from "../../http/answer.ts";
import { conversations } from "../../records/conversation-model.ts";
import { labels } from "../../records/label-model.ts";
import { openLabels } from "../../records/label-store.ts";

const mostCounted = 1_000;

/** Routes of the labels that conversations can have. */
export function labelRoutes(api: Router, { connection, now }: ServerContext): void {
  const { inbox: declared } = routes;

  const labelsIn = (workspaceId: string) =>
    openLabels(labels(connection).in(workspaceId), now, (id) =>
      conversations(connection)
        .in(workspaceId)
        .count({ resolved: false, facets: facet.label(id) }, mostCounted),
    );

  answer(api, declared.listLabels, async ({ workspaceId }) => ({
    items: await labelsIn(workspaceId).list(),
  }));

  answer(api, declared.createLabel, ({ workspaceId, body }) => labelsIn(workspaceId).create(body));

  answer(api, declared.updateLabel, ({ workspaceId, params, body }) =>
    labelsIn(workspaceId).update(params.labelId, body),
  );

  answer(api, declared.deleteLabel, async ({ workspaceId, params: { labelId } }) => {
    await labelsIn(workspaceId).remove(labelId);
    // The version tells those who work on a conversation that it changed.
    await conversations(connection)
      .in(workspaceId)
      .updateMany(
        { resolved: { $in: [false, true] }, facets: facet.label(labelId) },
        { $pull: { labelIds: labelId, facets: facet.label(labelId) }, $inc: { version: 1 } },
      );
    return {};
  });
}
