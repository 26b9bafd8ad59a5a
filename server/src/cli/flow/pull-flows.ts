import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { routes } from "@chatloom/api-schema";
import { callServer } from "./call-server.ts";
import { serverOf, serverOptions } from "./server-options.ts";

/** Writes drafts as files: those of the named flows, or of all. A flow is named by its name or its id. */
export async function pullFlows(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...serverOptions, dir: { type: "string", default: "flows" } },
  });
  const { items } = await callServer(serverOf(values), routes.flows.listFlows);
  const chosen =
    positionals.length === 0
      ? items
      : positionals.map((asked) => {
          const fitting = items.filter(({ id, name }) => id === asked || name === asked);
          const [found] = fitting;
          if (!found) {
            throw new Error(`There is no flow "${asked}". "chatloom flow list" shows all.`);
          }
          if (fitting.length > 1) {
            const ids = fitting.map(({ id }) => id).join(", ");
            throw new Error(
              `${fitting.length} flows are called "${asked}". Name one by its id: ${ids}`,
            );
          }
          return found;
        });
  mkdirSync(values.dir, { recursive: true });
  const shared = new Set(
    items.map(({ name }) => fileNameOf(name)).filter((it, at, all) => all.indexOf(it) !== at),
  );
  for (const { id, name } of chosen) {
    const { text } = await callServer(serverOf(values), routes.flowTexts.readFlowAsText, {
      params: { flowId: id },
    });
    const base = fileNameOf(name);
    const path = join(values.dir, `${shared.has(base) ? `${base}-${id}` : base}.yaml`);
    writeFileSync(path, text);
    console.log(path);
  }
}

function fileNameOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-");
  return plain.replace(/^-+|-+$/g, "").slice(0, 80) || "flow";
}
