import type { CannedFile } from "@chatloom/api-schema";
import type { MessageContent } from "@chatloom/flows-schema";
import { invalidAt } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { fileUrl } from "../../records/file-url.ts";
import { ownFiles } from "../files/own-files.ts";

/** Checks and keeps the files of a prepared reply. Throws `request.invalid` for one that members may not send. */
export async function checkReplyFiles(
  context: ServerContext,
  workspaceId: string,
  files: readonly CannedFile[],
): Promise<CannedFile[]> {
  const checked: CannedFile[] = [];
  for (const [index, file] of files.entries()) {
    const found = await ownFiles(context, file as MessageContent, {
      maySend: (it) => it.workspaceId === workspaceId && it.visitor === undefined,
      foreign: true,
    });
    if (found.flaw) {
      const flaw = { ...found.flaw, at: found.flaw.at.replace("/content", `/files/${index}`) };
      throw invalidAt("request.invalid", flaw);
    }
    checked.push(found.content as CannedFile);
  }
  return checked;
}

/** Returns the files with links that are good for some days. */
export function withFreshLinks(context: ServerContext, files: readonly CannedFile[]): CannedFile[] {
  return files.map((file) => {
    const { fileId: id, fileName = "file" } = file;
    return id === undefined ? { ...file } : { ...file, url: fileUrl(context, { id, fileName }) };
  });
}
