import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ContactImport } from "@chatloom/api-schema";
import { signIn } from "../proof/api.ts";
import { owner, startProcesses } from "../proof/processes.ts";

// `node --conditions=source --import tsx test/bench/imports.ts [ROWS]`: uploads, checks and imports a table through the whole server with
// its embedded store, and prints times and the most memory of the server's process.
const rows = Number(process.argv[2] ?? 200_000);
const dataDir = mkdtempSync(join(tmpdir(), "chatloom-bench-"));
const processes = await startProcesses(1, undefined, { dataDir });
const origin = processes.servers[0]?.url ?? "";
const session = await signIn(origin, owner);
const pids = () => [process.pid, ...childrenOf(process.pid)].slice(1);
let most = 0;
const watching = setInterval(() => {
  most = Math.max(most, ...pids().map(residentMb));
}, 100);

const lines = Array.from(
  { length: rows },
  (_, index) =>
    `"Trần Bé ${index}",contact${index}@example.vn,09${String(index).padStart(8, "0")},Hà Nội,vip`,
);
const table = `Tên,Email,Điện thoại,Thành phố,Nhãn\n${lines.join("\n")}\n`;
const idle = Math.max(...pids().map(residentMb));
console.log(`${rows} rows, ${(table.length / 1e6).toFixed(1)} MB; server at rest ${idle} MB`);

const found = await timed("upload", async () => {
  const response = await fetch(`${origin}/api/v1/contact-imports`, {
    method: "POST",
    headers: {
      cookie: session.cookie,
      "x-file-name": "customers.csv",
      "content-type": "text/csv",
    },
    body: table,
  });
  return (await response.json()) as ContactImport;
});
const path = `/contact-imports/${found.id}`;
const settings = { ...found.settings, country: "VN" };
await timed("check", () => work(() => session.call("POST", `${path}/check`, settings)));
const done = await timed("import", () => work(() => session.call("POST", `${path}/start`, {})));
console.log(JSON.stringify(done.job?.counts));
clearInterval(watching);
await processes.stop();
processes.remove();
rmSync(dataDir, { recursive: true, force: true });

async function timed<T>(name: string, act: () => Promise<T>): Promise<T> {
  const begun = Date.now();
  most = 0;
  const result = await act();
  console.log(`${name}: ${((Date.now() - begun) / 1_000).toFixed(1)} s, at most ${most} MB`);
  return result;
}

async function work(begin: () => Promise<unknown>): Promise<ContactImport> {
  await begin();
  for (;;) {
    const now = await session.call<ContactImport>("GET", path);
    if (now.job?.state !== "running") {
      return now;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** The resident memory of a process in MB; 0 where it has ended. */
function residentMb(pid: number): number {
  try {
    const [, pages = "0"] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
    return Math.round((Number(pages) * 4_096) / 1e6);
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return list.split(" ").filter(Boolean).map(Number);
}
