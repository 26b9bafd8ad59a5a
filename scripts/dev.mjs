import { spawn } from "node:child_process";
import { join } from "node:path";
import { binOf, root } from "./parts.mjs";

// `npm run dev`: the server restarts and the studio reloads whenever a source changes. Open http://localhost:5173.
const programs = [
  [binOf("tsx", "tsx"), ["watch", "--conditions=source", "server/src/main.ts"], "."],
  [binOf("vite", "vite"), ["build", "--watch", "--logLevel", "warn"], "widget"],
  [binOf("vite", "vite"), [], "studio"],
];
// The link for the first visit must lead to the studio with hot reload.
const studioUrl = `http://localhost:${process.env.STUDIO_PORT ?? "5173"}`;
const env = { ...process.env, PUBLIC_URL: process.env.PUBLIC_URL ?? studioUrl };
const children = programs.map(([program, args, folder]) =>
  spawn(process.execPath, [program, ...args], {
    cwd: join(root, folder),
    env,
    stdio: ["ignore", "inherit", "inherit"],
  }),
);

const close = (signal) => {
  for (const child of children) {
    child.kill(signal);
  }
};
process.on("SIGINT", close);
process.on("SIGTERM", close);
for (const child of children) {
  child.on("exit", (code) => {
    process.exitCode ??= code ?? 0;
    close("SIGTERM");
  });
}
