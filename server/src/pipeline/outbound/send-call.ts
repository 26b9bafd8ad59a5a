import type { HttpCall } from "../../channels/channel.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { readFile } from "../../records/file-store.ts";
import type { Caller } from "./noting-client.ts";
import type { CallResult } from "./platform-client.ts";

/** Makes a call together with the file that it uploads; refused where the file is gone. Never throws. */
export async function sendCall(
  client: Caller,
  context: ServerContext,
  call: HttpCall,
  deadline: number,
): Promise<CallResult | Extract<Outcome, { kind: "failed" }>> {
  const { upload } = call;
  const file = upload && (await readFile(context, upload.fileId));
  if (upload && !file) {
    const reason = { code: "file.gone", message: "The file is no longer kept" };
    return { kind: "failed", failure: "content", reason };
  }
  return client.call(call, { file, deadline });
}
