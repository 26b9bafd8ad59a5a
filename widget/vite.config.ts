import { defineConfig, type Plugin } from "vite";

/** One script that works on any page: everything in one file, nothing global but `Chatloom`. */
export default defineConfig({
  resolve: { conditions: ["source", "module", "browser", "import", "default"] },
  plugins: [leaveOut("./webtransport.js", "export class WT {}")],
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

/** Replaces a module that the chat never uses: its connection asks for WebSocket and polling only. */
function leaveOut(name: string, replacement: string): Plugin {
  const empty = `\0${name}`;
  return {
    name: "leave-out",
    enforce: "pre",
    resolveId: (source) => (source === name ? empty : undefined),
    load: (id) => (id === empty ? replacement : undefined),
  };
}
