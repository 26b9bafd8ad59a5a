import { startRawPlatform } from "./raw-platform.ts";
import { measureServer } from "./whole-server.ts";

const p = await startRawPlatform();
console.log(
  await measureServer(p, {
    nodes: 10,
    throughputMs: 6000,
    latencyMs: 5000,
    pinned: ["taskset", "-c", "0"],
    ...(process.argv[2] ? { serverArgs: process.argv.slice(2) } : {}),
  }),
);
p.close();
process.exit(0);
