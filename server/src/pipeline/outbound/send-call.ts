import type { PlatformCall } from "../../channels/channel.ts";
import { DomainError } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { readFile } from "../../records/file-store.ts";
import type { CallResult } from "./call-result.ts";
import type { Caller } from "./noting-client.ts";

/** Makes a call together with the files that it carries; refused where one is gone. `deadline` in epoch milliseconds. Never throws. */
export async function sendCall(
  client: Caller,
  context: ServerContext,
  call: PlatformCall,
  deadline?: number,
): Promise<CallResult | Extract<Outcome, { kind: "failed" }>> {
  const files = new Map<string, Uint8Array>();
  for (const fileId of filesOf(call)) {
    const file = await readFile(context, fileId).catch(awayOr);
    if (file && "notSent" in file) {
      return file;
    }
    if (!file) {
      const reason = { code: "file.gone", message: "The file is no longer kept" };
      return { kind: "failed", failure: "content", reason };
    }
    files.set(fileId, file);
  }
  return client.call(call, deadline === undefined ? { files } : { files, deadline });
}

function filesOf(call: PlatformCall): readonly string[] {
  if ("protocol" in call) {
    return call.mail?.attachments.map((it) => it.fileId) ?? [];
  }
  return call.upload ? [call.upload.fileId] : [];
}

/** The files are away for a while: nothing was sent. */
function awayOr(error: unknown): { readonly notSent: string } {
  if (error instanceof DomainError && error.refusal === "unavailable") {
    return { notSent: error.message };
  }
  throw error;
}
