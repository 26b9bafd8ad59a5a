import { mostFileBytes, type ReplyOf, routes } from "@chatloom/api-schema";
import { sendFile } from "./send-file.ts";

type Uploaded = ReplyOf<typeof routes.operations.uploadFile>;
const target = {
  path: routes.operations.uploadFile.path,
  mostBytes: mostFileBytes,
  code: "file.too-large",
};

/** Keeps a file on the server; its `url` is what message contents carry. Throws `ApiProblem`, for a file over the limit without sending it. */
export async function uploadFile(file: File): Promise<Uploaded> {
  return (await sendFile(target, file)) as Uploaded;
}
