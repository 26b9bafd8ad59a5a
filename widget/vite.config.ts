import { defineConfig } from "vite";

/** One script that works on any page: everything in one file, nothing global but `Chatloom`. */
export default defineConfig({
  resolve: { conditions: ["source", "module", "browser", "import", "default"] },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    lib: {
      entry: "src/main.tsx",
      formats: ["iife"],
      name: "ChatloomWidget",
      fileName: () => "widget.js",
    },
  },
});
