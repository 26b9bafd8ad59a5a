import { type ContactImport, importLimits } from "@chatloom/api-schema";
import { readRefusal } from "../api/read-refusal.ts";
import { ApiProblem } from "../ui/api-problem.ts";

/** Uploads a table of contacts. Throws `ApiProblem`, for a file over the limit without sending it. */
export async function uploadTable(file: File): Promise<ContactImport> {
  if (file.size > importLimits.bytes) {
    throw new ApiProblem({
      status: 413,
      code: "import.too-large",
      message: "The file is larger than the server reads.",
      details: { mostMegabytes: importLimits.bytes / 1024 / 1024 },
    });
  }
  const response = await fetch("/api/v1/contact-imports", {
    method: "POST",
    credentials: "same-origin",
    headers: {
      "content-type": "application/octet-stream",
      "x-file-name": encodeURIComponent(file.name),
    },
    body: file,
  });
  if (!response.ok) {
    throw await readRefusal(response);
  }
  return (await response.json()) as ContactImport;
}
