import { mostFileBytes, type ReplyOf, type routes } from "@chatloom/api-schema";
import { ApiProblem } from "../ui/api-problem.ts";
import { readRefusal } from "./read-refusal.ts";

/** Keeps a file on the server; its `url` is what message contents carry. Throws `ApiProblem`, for a file over the limit without sending it. */
export async function uploadFile(
  file: File,
): Promise<ReplyOf<typeof routes.operations.uploadFile>> {
  if (file.size > mostFileBytes) {
    throw new ApiProblem({
      status: 413,
      code: "file.too-large",
      message: "The file is larger than the server keeps.",
      details: { mostMegabytes: mostFileBytes / 1024 / 1024 },
    });
  }
  const response = await fetch("/api/v1/files", {
    method: "POST",
    credentials: "same-origin",
    headers: {
      "content-type": file.type || "application/octet-stream",
      "x-file-name": encodeURIComponent(file.name),
    },
    body: file,
  });
  if (!response.ok) {
    throw await readRefusal(response);
  }
  return (await response.json()) as ReplyOf<typeof routes.operations.uploadFile>;
}
