import type { FailedTest } from "@chatloom/api-schema";
import {
  checkFlow,
  defined,
  type Flow,
  isUnchanged,
  readFlow,
  summarizeChanges,
} from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { flowApprovals } from "../../records/flow-approval-model.ts";
import { flowErrors } from "../../records/flow-errors.ts";
import { flows, flowVersions, headOnly } from "../../records/flow-model.ts";
import { announceFlow, findFlow } from "../../records/flow-store.ts";
import { neighbourOutline } from "../../records/outline.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { findFailingTests } from "../flow-tests/run-flow-tests.ts";
import { findCheckContext } from "./find-check-context.ts";
import { flowsChanged } from "./flows-changed.ts";

/** The flow to publish, and the options. */
export interface Publication {
  readonly revision: number;
  readonly note: string;
  readonly activate: boolean;
  readonly by: string;
  /** The percentage of conversations that get it first; absent: all get it. */
  readonly share?: number | undefined;
}

/** The number of the new version, and the tests that fail in it. */
export interface Published {
  readonly version: number;
  readonly failingTests: FailedTest[];
}

/**
 * Publishes the draft as an immutable version and activates it. Throws when the draft was saved since `revision`, has errors, fails
 * tests that block, equals the newest version, or while a version is on trial. Writes the version before the flow points at it, so that a crash in between leaves nothing half done.
 */
export async function publishFlow(
  context: ServerContext,
  workspaceId: string,
  flowId: string,
  { revision, note, activate, by, share }: Publication,
): Promise<Published> {
  const found = await findFlow(context, workspaceId, flowId);
  const { draft, draftRevision, version: newest, canary } = found;
  if (canary) {
    throw flowErrors.canaryRunning(canary.version);
  }
  if (share !== undefined && (newest === undefined || !found.active)) {
    throw flowErrors.canaryFirst();
  }
  if (draftRevision !== revision) {
    throw flowErrors.draftChanged(revision, draftRevision);
  }
  if (newest !== undefined) {
    await refuseUnchanged(context, workspaceId, flowId, newest, draft);
  }
  await refuseUnapproved(context, workspaceId, flowId, revision);
  const findings = checkFlow(draft, await findCheckContext(context, workspaceId, flowId));
  if (findings.some((it) => it.severity === "error")) {
    throw flowErrors.hasFindings(findings);
  }
  const failingTests = await findFailingTests(context, workspaceId, flowId, readFlow(draft));
  if (failingTests.length > 0 && draft.settings.failingTests === "block") {
    throw flowErrors.testsFail(failingTests);
  }

  const model = flows(context.connection).in(workspaceId);
  const numbered = await model.findOneAndUpdate(
    { _id: flowId, draftRevision: revision, canary: { $exists: false } },
    { $inc: { lastVersion: 1 } },
    { projection: headOnly },
  );
  if (!numbered) {
    throw await draftChanged(context, workspaceId, flowId, revision);
  }
  const version = numbered.lastVersion;
  const publishedAt = new Date(context.now());
  await flowVersions(context.connection).in(workspaceId).insert({
    flowId: numbered._id,
    version,
    flow: draft,
    note,
    publishedAt,
    publishedBy: by,
  });
  const outline = neighbourOutline(draft);
  const canaryOf = { version, share, revision, outline, startedAt: publishedAt.getTime(), by };
  const changes = {
    ...(share === undefined
      ? { version, publishedRevision: revision, publishedOutline: outline }
      : { canary: canaryOf }),
    newestUsed: version,
    updatedAt: publishedAt,
    updatedBy: by,
    ...defined({ active: activate ? true : undefined }),
  };
  const published = await model.findOneAndUpdate(
    {
      _id: flowId,
      canary: { $exists: false },
      $or: [{ version: { $exists: false } }, { version: { $lt: version } }],
    },
    { $set: changes, $inc: { changes: 1 } },
    { projection: headOnly },
  );
  await flowsChanged(context, workspaceId);
  if (published) {
    await announceFlow(context, published);
  }
  return { version, failingTests };
}

async function refuseUnapproved(
  { connection }: ServerContext,
  workspaceId: string,
  flowId: string,
  revision: number,
): Promise<void> {
  const workspace = await findWorkspace(connection, workspaceId);
  if (!workspace?.publishing?.approval) {
    return;
  }
  const approved = { flowId, revision, state: "approved" };
  if ((await flowApprovals(connection).in(workspaceId).count(approved, 1)) === 0) {
    throw flowErrors.needsApproval();
  }
}

async function refuseUnchanged(
  context: ServerContext,
  workspaceId: string,
  flowId: string,
  newest: number,
  draft: Flow,
): Promise<void> {
  const versions = flowVersions(context.connection).in(workspaceId);
  const published = await versions.findOne({ flowId, version: newest });
  if (published && isUnchanged(summarizeChanges(readFlow(published.flow), readFlow(draft)))) {
    throw flowErrors.unchanged(newest);
  }
}

async function draftChanged(
  context: ServerContext,
  workspaceId: string,
  flowId: string,
  revision: number,
): Promise<Error> {
  const { draftRevision } = await findFlow(context, workspaceId, flowId);
  return flowErrors.draftChanged(revision, draftRevision);
}
