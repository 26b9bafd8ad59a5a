import type { ServerContext } from "../context/server-context.ts";
import { deleteFile, markUsed, unusedUploads } from "./file-store.ts";
import { flows, flowVersions } from "./flow-model.ts";

/** How long an upload may wait until something refers to it, in milliseconds. */
const graceMs = 24 * 3_600_000;
const mostAtOnce = 50;

/**
 * Deletes uploads that no message used within a day. What a member uploaded is kept when a flow of the workspace shows it.
 * Returns how many were deleted.
 */
export async function deleteUnusedUploads(context: ServerContext): Promise<number> {
  const found = await unusedUploads(context, new Date(context.now() - graceMs), mostAtOnce);
  let deleted = 0;
  for (const file of found) {
    const shown =
      file.visitor === undefined && (await isInFlows(context, file.workspaceId, file.id));
    if (shown) {
      await markUsed(context, file.id);
    } else {
      await deleteFile(context, file);
      deleted++;
    }
  }
  return deleted;
}

async function isInFlows(
  { connection }: ServerContext,
  workspaceId: string,
  fileId: string,
): Promise<boolean> {
  const [drafts, versions] = await Promise.all([
    flows(connection).in(workspaceId).find({}),
    flowVersions(connection).in(workspaceId).find({}),
  ]);
  const mentions = (it: unknown): boolean => JSON.stringify(it).includes(fileId);
  return drafts.some((it) => mentions(it.draft)) || versions.some((it) => mentions(it.flow));
}
