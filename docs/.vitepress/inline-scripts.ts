import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const sources = new Map<string, string>();

/** Turns the scripts that stand in a page into files of their own: the server's content policy refuses inline code. */
export function moveScriptsOut(html: string, base: string): string {
  return html.replace(
    /<script(?: id="[^"]*")?>([\s\S]+?)<\/script>/g,
    (_whole: string, source: string) => {
      const name = `inline.${createHash("sha256").update(source).digest("hex").slice(0, 10)}.js`;
      sources.set(name, source);
      return `<script src="${base}assets/${name}"></script>`;
    },
  );
}

/** Writes the files that `moveScriptsOut` made names for. */
export function writeScripts(outDir: string): void {
  mkdirSync(join(outDir, "assets"), { recursive: true });
  for (const [name, source] of sources) {
    writeFileSync(join(outDir, "assets", name), source);
  }
}
