import type { ReplyOf, routes } from "@chatloom/api-schema";
import { problemOf } from "../ui/api-problem.ts";

/** Keeps a file on the server; its `url` is what message contents carry. */
export async function uploadFile(
  file: File,
): Promise<ReplyOf<typeof routes.operations.uploadFile>> {
  const response = await fetch("/api/v1/files", {
    method: "POST",
    credentials: "same-origin",
    headers: {
      "content-type": file.type || "application/octet-stream",
      "x-file-name": encodeURIComponent(file.name),
    },
    body: file,
  });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as ReplyOf<typeof routes.operations.uploadFile>;
}
