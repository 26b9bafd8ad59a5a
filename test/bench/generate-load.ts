import { createHmac } from "node:crypto";
import { Pool } from "undici";
import type { RawPlatform } from "./raw-platform.ts";

/** A server under load: it receives signed messages of the HTTP channel and answers each with two. */
export interface Target {
  readonly origin: string;
  /** The webhook path of each account. */
  readonly paths: readonly string[];
  readonly secret: string;
  /** The number of contacts. */
  readonly contacts: number;
  /** Returns the processor time used so far, with the store, in milliseconds; `undefined` if unknown. */
  readonly cpuMs: () => number | undefined;
  readonly stop: () => Promise<void>;
}

/** The figures under full load. */
export interface Throughput {
  readonly turnsPerSecond: number;
  /** Processor time of the server and its store for one turn. Other programs influence it less than the throughput. */
  readonly cpuMsPerTurn: number | undefined;
}

/** The time from posting a webhook to its second answer, in milliseconds. */
export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time of the server for one turn at this rate; `undefined` if unknown. */
  readonly quietCpuMsPerTurn: number | undefined;
}

const connections = 64;
let number = 0;

/** Makes every contact write once, so that all are known and the code is warm. */
export async function meetContacts(target: Target, platform: RawPlatform): Promise<void> {
  const pool = new Pool(target.origin, { connections });
  const before = platform.received();
  let posted = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (posted < target.contacts) {
        posted += 1;
        await post(pool, target);
      }
    }),
  );
  const end = performance.now() + 60_000;
  while (platform.received() - before < posted * 2) {
    if (performance.now() > end) {
      throw new Error("Messages are missing");
    }
    await pause(2);
  }
  await pool.close();
}

/** Measures the throughput by the outgoing messages, with 64 connections that post again after each reply. */
export async function measureThroughput(
  target: Target,
  platform: RawPlatform,
  ms: number,
): Promise<Throughput> {
  const cpuBefore = target.cpuMs();
  const pool = new Pool(target.origin, { connections });
  let running = true;
  let posted = 0;
  const before = platform.received();
  const begin = performance.now();
  const loops = Array.from({ length: connections }, async () => {
    while (running) {
      // The number of waiting messages is limited, because the outgoing ones are measured.
      if (posted * 2 - (platform.received() - before) > 1_200) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        continue;
      }
      posted += 1;
      await post(pool, target);
    }
  });
  await pause(ms);
  running = false;
  await Promise.all(loops);
  while (platform.received() - before < posted * 2) {
    if (performance.now() - begin > ms + 60_000) {
      throw new Error("Messages are missing");
    }
    await pause(2);
  }
  const seconds = (performance.now() - begin) / 1_000;
  await pool.close();
  const cpuAfter = target.cpuMs();
  const known = cpuBefore !== undefined && cpuAfter !== undefined;
  const cpuMsPerTurn = known ? (cpuAfter - cpuBefore) / posted : undefined;
  return { turnsPerSecond: posted / seconds, cpuMsPerTurn };
}

/** Measures the time from posting a webhook to its second answer, at a fixed rate. */
export async function measureLatency(
  target: Target,
  platform: RawPlatform,
  { perSecond, ms }: { readonly perSecond: number; readonly ms: number },
): Promise<Latency> {
  const cpuBefore = target.cpuMs();
  const pool = new Pool(target.origin, { connections });
  const begun = new Map<string, number>();
  const taken: number[] = [];
  platform.onMessage = (text) => {
    const id = text.startsWith("2 ") ? text.slice(2) : undefined;
    const from = id === undefined ? undefined : begun.get(id);
    if (from !== undefined) {
      taken.push(performance.now() - from);
    }
  };
  const total = Math.round((perSecond * ms) / 1_000);
  const start = performance.now();
  for (let index = 0; index < total; index++) {
    const wait = start + (index * 1_000) / perSecond - performance.now();
    if (wait > 0) {
      await pause(wait);
    }
    begun.set(`order ${number + 1}`, performance.now());
    void post(pool, target);
  }
  for (let waited = 0; taken.length < total && waited < 10_000; waited += 20) {
    await pause(20);
  }
  platform.onMessage = () => {};
  await pool.close();
  if (taken.length < total) {
    throw new Error(`${total - taken.length} answers are missing`);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number) => taken[Math.floor(share * (taken.length - 1))] ?? 0;
  const cpuAfter = target.cpuMs();
  const known = cpuBefore !== undefined && cpuAfter !== undefined;
  return {
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    quietCpuMsPerTurn: known ? (cpuAfter - cpuBefore) / total : undefined,
  };
}

async function post(pool: Pool, { paths, secret, contacts }: Target): Promise<void> {
  number += 1;
  const contact = number % contacts;
  const event = {
    id: `e${number}`,
    type: "message",
    at: Date.now(),
    contact: { id: `c${contact}`, name: "Ada Lovelace" },
    text: `order ${number}`,
  };
  const body = JSON.stringify({ events: [event] });
  const t = Math.floor(Date.now() / 1_000);
  const digest = createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");
  const response = await pool.request({
    method: "POST",
    path: paths[contact % paths.length] ?? "/",
    headers: { "content-type": "application/json", "x-chatloom-signature": `t=${t},v1=${digest}` },
    body,
  });
  await response.body.dump();
  if (response.statusCode !== 200) {
    throw new Error(`A webhook was answered ${response.statusCode}`);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
