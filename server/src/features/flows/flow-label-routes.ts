import { type FlowSummary, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { Conflict, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { flows, headOnly } from "../../records/flow-model.ts";
import { announceFlow } from "../../records/flow-store.ts";
import { flowLabels } from "../../records/label-model.ts";
import { openLabels } from "../../records/label-store.ts";

const mostCounted = 1_000;
const mostOnFlow = 20;

/** Routes of the labels that flows can have. */
export function flowLabelRoutes(api: Router, context: ServerContext): void {
  const { connection, now } = context;
  const { flowLabels: declared } = routes;

  const labelsIn = (workspaceId: string) =>
    openLabels(flowLabels(connection).in(workspaceId), now, (id) =>
      flows(connection).in(workspaceId).count({ labelIds: id }, mostCounted),
    );

  answer(api, declared.listFlowLabels, async ({ workspaceId }) => ({
    items: await labelsIn(workspaceId).list(),
  }));

  answer(api, declared.createFlowLabel, ({ workspaceId, body }) =>
    labelsIn(workspaceId).create(body),
  );

  answer(api, declared.updateFlowLabel, ({ workspaceId, params, body }) =>
    labelsIn(workspaceId).update(params.flowLabelId, body),
  );

  answer(api, declared.deleteFlowLabel, async ({ workspaceId, params: { flowLabelId } }) => {
    await labelsIn(workspaceId).remove(flowLabelId);
    const model = flows(connection).in(workspaceId);
    const having = await model.find({ labelIds: flowLabelId }, { projection: { _id: 1 } });
    for (const { _id } of having) {
      await change(workspaceId, String(_id), [], [flowLabelId]);
    }
    return {};
  });

  answer(api, declared.labelFlows, async ({ workspaceId, body }) => {
    const { flowIds, add = [], remove = [] } = body;
    const known = await flowLabels(connection)
      .in(workspaceId)
      .count({ _id: { $in: add } }, add.length + 1);
    if (known < add.length) {
      throw new NotFound("label");
    }
    const found = await flows(connection)
      .in(workspaceId)
      .find({ _id: { $in: flowIds } }, { projection: { labelIds: 1, name: 1 } });
    for (const { labelIds = [], name } of found) {
      const after = new Set([...labelIds, ...add]);
      for (const gone of remove) {
        after.delete(gone);
      }
      if (after.size > mostOnFlow) {
        throw new Conflict("flow.too-many-labels", `“${name}” would have more than 20 labels`);
      }
    }
    const items: FlowSummary[] = [];
    const missing: string[] = [];
    for (const flowId of flowIds) {
      const changed = await change(workspaceId, flowId, add, remove);
      if (changed) {
        items.push(changed);
      } else {
        missing.push(flowId);
      }
    }
    return { items, missing };
  });

  /** Changes a flow's labels one by one, so that two members who label it at once do not undo each other. */
  async function change(
    workspaceId: string,
    flowId: string,
    add: readonly string[],
    remove: readonly string[],
  ): Promise<FlowSummary | undefined> {
    const model = flows(connection).in(workspaceId);
    const write = (update: Parameters<typeof model.findOneAndUpdate>[1]) =>
      model.findOneAndUpdate(
        { _id: flowId },
        { ...update, $inc: { changes: 1 } },
        { projection: headOnly },
      );
    const added = add.length > 0 && (await write({ $addToSet: { labelIds: { $each: [...add] } } }));
    const changed =
      remove.length > 0 ? await write({ $pull: { labelIds: { $in: [...remove] } } }) : added;
    return changed ? announceFlow(context, changed) : undefined;
  }
}
