import { mostFileBytes } from "@chatloom/api-schema";
import type { Request } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { sentFileName } from "../../http/sent-file-name.ts";
import { deleteUnusedUploads } from "../../records/delete-unused-uploads.ts";
import { fileErrors } from "../../records/file-errors.ts";
import { type SavedFile, saveFile, type UploadedBy } from "../../records/file-store.ts";
import type { UploadQuota } from "./upload-quota.ts";

/** Stores the raw body of a request as a file; `content-type` and `x-file-name` declare its type and name. */
export async function receiveFile(
  context: ServerContext,
  quota: UploadQuota,
  by: UploadedBy,
  request: Request,
): Promise<SavedFile> {
  const length = request.headers["content-length"];
  if (Number(length ?? 0) > mostFileBytes) {
    throw fileErrors.tooLarge();
  }
  const { workspaceId, ...upload } = by;
  const bytes = length === undefined ? undefined : Number(length);
  const saved = await quota.within(by, bytes, () =>
    saveFile(context, workspaceId, {
      // Left open after a refusal, so that the answer can still be sent.
      content: request.iterator({ destroyOnReturn: false }),
      fileName: sentFileName(request),
      declaredType: request.headers["content-type"] ?? "",
      upload,
    }),
  );
  deleteUnusedUploads(context).catch((error: unknown) =>
    context.log.error({ err: error }, "failed to delete unused uploads"),
  );
  return saved;
}
