import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";
import { findChromium, openBrowser } from "../support/browser.ts";
import { traceHashes } from "./trace-hash.ts";

const traces = 500;
const chromium = await findChromium();

test.skipIf(!chromium)(
  "the same traces give the same bytes in Node and in Chromium",
  async () => {
    const browser = await openBrowser(chromium ?? "");
    try {
      const page = await browser.newPage({ locale: "vi-VN", timezoneId: "America/New_York" });
      await page.addScriptTag({ content: await bundle() });
      const inBrowser = await page.evaluate((count) => {
        const { traceHashes: hashes } = Reflect.get(globalThis, "engine") as {
          traceHashes: (count: number) => number[];
        };
        return hashes(count);
      }, traces);
      expect(inBrowser).toHaveLength(traces);
      expect(inBrowser).toEqual(traceHashes(traces));
    } finally {
      await browser.close();
    }
  },
  300_000,
);

/** The engine as the studio ships it, in one classic script. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL("./trace-hash.ts", import.meta.url));
  const output = (await build({
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["source", "module", "browser", "import", "default"] },
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ["iife"], name: "engine" },
    },
  })) as Rolldown.RolldownOutput[];
  const chunk = output[0]?.output.find((it) => it.type === "chunk");
  if (!chunk) {
    throw new Error("The bundle is empty");
  }
  return chunk.code;
}
