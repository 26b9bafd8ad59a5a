import { type Label, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { facet } from "../../domain/facets-of.ts";
import { answer } from "../../http/answer.ts";
import { conversations } from "../../records/conversation-model.ts";
import {
  type LabelFields,
  labels,
  namedLabel,
  refuseTooManyLabels,
  unlessTaken,
} from "../../records/label-model.ts";
import type { Stored } from "../../store/scoped-model.ts";

const mostCounted = 1_000;

/** Routes of the labels that conversations can have. */
export function labelRoutes(api: Router, { connection, now }: ServerContext): void {
  const { inbox: declared } = routes;

  answer(api, declared.listLabels, async ({ workspaceId }) => {
    const found = await labels(connection)
      .in(workspaceId)
      .find({}, { sort: { key: 1 } });
    return { items: await Promise.all(found.map((it) => present(workspaceId, it))) };
  });

  answer(api, declared.createLabel, async ({ workspaceId, body }) => {
    const model = labels(connection).in(workspaceId);
    await refuseTooManyLabels(model);
    const { color } = body;
    const made = await unlessTaken(
      model.insert({ ...namedLabel(body.name), color, createdAt: now() }),
    );
    return present(workspaceId, made);
  });

  answer(api, declared.updateLabel, async ({ workspaceId, params, body }) => {
    const { name, color } = body;
    const $set = {
      ...(name !== undefined && namedLabel(name)),
      ...(color !== undefined && { color }),
    };
    const model = labels(connection).in(workspaceId);
    const updated =
      Object.keys($set).length === 0
        ? await model.findById(params.labelId)
        : await unlessTaken(model.findOneAndUpdate({ _id: params.labelId }, { $set }));
    if (!updated) {
      throw new NotFound("label");
    }
    return present(workspaceId, updated);
  });

  answer(api, declared.deleteLabel, async ({ workspaceId, params: { labelId } }) => {
    if ((await labels(connection).in(workspaceId).deleteOne({ _id: labelId })) === 0) {
      throw new NotFound("label");
    }
    // The version tells those who work on a conversation that it changed.
    await conversations(connection)
      .in(workspaceId)
      .updateMany(
        { resolved: { $in: [false, true] }, facets: facet.label(labelId) },
        { $pull: { labelIds: labelId, facets: facet.label(labelId) }, $inc: { version: 1 } },
      );
    return {};
  });

  async function present(workspaceId: string, label: Stored<LabelFields>): Promise<Label> {
    const id = String(label._id);
    const used = await conversations(connection)
      .in(workspaceId)
      .count({ resolved: false, facets: facet.label(id) }, mostCounted);
    return { id, name: label.name, color: label.color, used };
  }
}
