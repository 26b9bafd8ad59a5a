import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = `http://127.0.0.1:${process.env.PORT ?? "3000"}`;

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ["source", "module", "browser", "development|production"] },
  server: {
    port: Number(process.env.STUDIO_PORT ?? "5173"),
    proxy: {
      "/api": server,
      "/healthz": server,
      "/files": server,
      "/webhooks": server,
      "/widget": server,
      "/docs": server,
      "/socket.io": { target: server, ws: true },
    },
  },
  build: { outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0, target: "es2023" },
  worker: { format: "es" },
});
