import { ApiProblem } from "../ui/api-problem.ts";
import { loadPart } from "../ui/load-part.ts";

/** The content of chosen files: a flow of ours as JSON or as text, or the files of another product's bot. */
export type ReadImport =
  | { readonly kind: "flow"; readonly value: unknown }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bot"; readonly files: readonly { path: string; value?: unknown }[] };

/** Reads files to import. Throws `ApiProblem` for what is no JSON, no YAML and no archive. */
export async function readImport(files: readonly File[]): Promise<ReadImport> {
  const [first] = files;
  if (first && files.length === 1 && /\.ya?ml$/i.test(first.name)) {
    // The file may come from another workspace, whose ids mean nothing here.
    const text = (await first.text()).replace(/^(?:id|revision):.*\r?\n/gm, "");
    return { kind: "text", text };
  }
  const { BotFileUnreadable, readBotFile } = await loadPart(
    () => import("@chatloom/flows-schema/import"),
  );
  const read: { path: string; value?: unknown }[] = [];
  for (const file of files) {
    try {
      read.push(...readBotFile(file.name, new Uint8Array(await file.arrayBuffer())));
    } catch (error) {
      if (!(error instanceof BotFileUnreadable)) {
        throw error;
      }
      const { code, message } = error;
      throw new ApiProblem({ status: 400, code: `flow.${code}`, message });
    }
  }
  const [only] = read;
  return only && read.length === 1 && isOurs(only.value)
    ? { kind: "flow", value: only.value }
    : { kind: "bot", files: read };
}

function isOurs(value: unknown): boolean {
  return typeof value === "object" && value !== null && "formatVersion" in value;
}
