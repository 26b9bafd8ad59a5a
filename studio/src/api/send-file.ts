import { ApiProblem } from "../ui/api-problem.ts";
import { readRefusal } from "./read-refusal.ts";

/** Where a file goes, and how large it may be. `path` is relative to `/api/v1`; `code` names a file that is too large. */
export interface FileTarget {
  readonly path: string;
  readonly mostBytes: number;
  readonly code: string;
}

/** Sends a file as a raw body and returns the reply. Throws `ApiProblem`, for a file over the limit without sending it. */
export async function sendFile(
  { path, mostBytes, code }: FileTarget,
  file: File,
): Promise<unknown> {
  if (file.size > mostBytes) {
    throw new ApiProblem({
      status: 413,
      code,
      message: "The file is larger than the server takes.",
      details: { mostMegabytes: mostBytes / 1024 / 1024 },
    });
  }
  const response = await fetch(`/api/v1${path}`, {
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
  return response.json();
}
