import { type ContactImport, importLimits, routes } from "@chatloom/api-schema";
import { sendFile } from "../api/send-file.ts";

const target = {
  path: routes.contactImports.uploadContactImport.path,
  mostBytes: importLimits.bytes,
  code: "import.too-large",
};

/** Uploads a table of contacts. Throws `ApiProblem`, for a file over the limit without sending it. */
export async function uploadTable(file: File): Promise<ContactImport> {
  return (await sendFile(target, file)) as ContactImport;
}
