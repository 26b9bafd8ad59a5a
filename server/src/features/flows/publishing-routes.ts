import { routes } from "@chatloom/api-schema";
import { checkFlow, readFlow } from "@chatloom/flows-schema";
import type { Router } from "express";
import { Invalid, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { flowErrors } from "../../records/flow-errors.ts";
import { type FlowVersion, flowVersions } from "../../records/flow-model.ts";
import { changeFlow, findFlow, replaceDraft } from "../../records/flow-store.ts";
import { openRunsByNode, openRunsByVersion } from "../../records/positions.ts";
import { findCheckContext } from "./find-check-context.ts";
import { flowsChanged } from "./flows-changed.ts";
import { publishFlow } from "./publish-flow.ts";

const chapter = routes.flows;

/** Moves the open runs of a flow to a version, where they can; returns how many moved. */
export type MoveOpenRuns = (
  workspaceId: string,
  flowId: string,
  version: number,
) => Promise<number>;

/** Checking and publishing drafts, and what has been published. */
export function publishingRoutes(
  api: Router,
  context: ServerContext,
  moveOpenRuns: MoveOpenRuns,
): void {
  answer(api, chapter.validateFlow, async ({ workspaceId, params }) => {
    const { draft } = await findFlow(context, workspaceId, params.flowId);
    const checkContext = await findCheckContext(context, workspaceId, params.flowId);
    return { findings: checkFlow(readFlow(draft), checkContext) };
  });

  answer(api, chapter.publishFlow, async ({ workspaceId, member, params, body }) => {
    if (body.share !== undefined && body.moveOpenRuns) {
      throw new Invalid(
        "flow.canary-moves",
        "Open conversations are moved once all get the version",
        [{ at: "/moveOpenRuns", message: "must not be given together with share" }],
      );
    }
    const { version, failingTests } = await publishFlow(context, workspaceId, params.flowId, {
      revision: body.revision,
      note: body.note ?? "",
      activate: body.activate ?? true,
      by: member.name,
      share: body.share,
    });
    const movedRuns = body.moveOpenRuns
      ? await moveOpenRuns(workspaceId, params.flowId, version)
      : 0;
    return { version, movedRuns, failingTests };
  });

  answer(api, chapter.listVersions, async ({ workspaceId, params }) => {
    const flow = await findFlow(context, workspaceId, params.flowId);
    const filter = {
      flowId: params.flowId,
      version: { $lte: flow.newestUsed ?? flow.version ?? 0 },
    };
    const [found, open] = await Promise.all([
      flowVersions(context.connection)
        .in(workspaceId)
        .find(filter, { sort: { version: -1 }, limit: 500, projection: { flow: 0 } }),
      openRunsByVersion(context, workspaceId, params.flowId),
    ]);
    return { items: found.map((it) => toVersion(it, open)) };
  });

  answer(api, chapter.readVersion, async ({ workspaceId, params }) => {
    const found = await findVersion(workspaceId, params);
    const open = await openRunsByVersion(context, workspaceId, params.flowId);
    return { version: toVersion(found, open), flow: readFlow(found.flow) };
  });

  answer(api, chapter.restoreVersion, async ({ workspaceId, member, params }) => {
    const { flow } = await findVersion(workspaceId, params);
    const { draftRevision } = await findFlow(context, workspaceId, params.flowId);
    const change = { revision: draftRevision, draft: readFlow(flow), by: member.name };
    const revision = await replaceDraft(context, workspaceId, params.flowId, change);
    const { flowId } = params;
    context.announce(workspaceId, "flow.draftSaved", { flowId, revision, memberId: member.id });
    return { revision };
  });

  answer(api, chapter.activateFlow, async ({ workspaceId, params }) => {
    const { version } = await findFlow(context, workspaceId, params.flowId);
    if (version === undefined) {
      throw flowErrors.notPublished();
    }
    return setActive(workspaceId, params.flowId, true);
  });

  answer(api, chapter.deactivateFlow, ({ workspaceId, params }) =>
    setActive(workspaceId, params.flowId, false),
  );

  answer(api, chapter.readPositions, async ({ workspaceId, params }) => {
    await findFlow(context, workspaceId, params.flowId);
    return { nodes: await openRunsByNode(context, workspaceId, params.flowId) };
  });

  async function setActive(workspaceId: string, flowId: string, active: boolean) {
    const summary = await changeFlow(context, workspaceId, flowId, { active });
    await flowsChanged(context, workspaceId);
    return summary;
  }

  async function findVersion(
    workspaceId: string,
    { flowId, version }: { readonly flowId: string; readonly version: number },
  ): Promise<FlowVersion> {
    const found = await flowVersions(context.connection)
      .in(workspaceId)
      .findOne({ flowId, version });
    if (!found) {
      throw new NotFound("version");
    }
    return found;
  }
}

function toVersion(it: Omit<FlowVersion, "flow">, open: ReadonlyMap<string, number>) {
  return {
    version: it.version,
    publishedAt: it.publishedAt.toISOString(),
    publishedBy: it.publishedBy,
    note: it.note,
    openRuns: open.get(String(it.version)) ?? 0,
  };
}
