import type { ServerContext } from "../context/server-context.ts";
import type { MessageDoc } from "../domain/message-doc.ts";
import { type FoundFile, findFile, openFile } from "./file-store.ts";
import { isOurLink, readFileLink } from "./file-url.ts";

/** How long a file may still come after its message, and how often it is looked for, in milliseconds. */
const patienceMs = 10_000;
const lookMs = 250;

/** Finds the file of a contact's message; undefined where there is none here. A file that is still being fetched is waited for. */
export async function fileOfMessage(
  context: ServerContext,
  { workspaceId, content, file: awaited, deleted }: MessageDoc,
  signal: AbortSignal | undefined,
): Promise<FoundFile | undefined> {
  const link = "url" in content && !deleted ? readFileLink(context, content.url) : undefined;
  if (!link || !isOurLink(context, link)) {
    return undefined;
  }
  const looks = awaited?.nextAt === undefined ? 1 : patienceMs / lookMs;
  for (let look = 0; look < looks && !signal?.aborted; look += 1) {
    if (look > 0) {
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
    const found = await findFile(context, link.id);
    if (found) {
      return found.workspaceId === String(workspaceId) ? found : undefined;
    }
  }
  return undefined;
}

/** Reads all bytes of a file. */
export async function bytesOf(
  context: ServerContext,
  file: FoundFile,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(Buffer.concat(await (await openFile(context, file)).toArray()));
}
