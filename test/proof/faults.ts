import type { Child } from "./child.ts";
import type { ProofOptions } from "./read-options.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** A fault injected into a process. `to` is when the process had recovered, in epoch milliseconds. */
export interface ProcessFault {
  readonly kind: "kill" | "pause" | "long pause" | "kill of the store";
  readonly name: string;
  readonly from: number;
  to: number;
}

/** Kills and pauses processes at random until the plan is done. Of several servers, at least one keeps running. */
export async function injectFaults(
  options: ProofOptions,
  { servers, store }: { readonly servers: readonly Child[]; readonly store: Child | undefined },
  random: SeededRandom,
  done: ProcessFault[],
): Promise<void> {
  const plan = random.shuffle<ProcessFault["kind"]>([
    ...Array.from({ length: options.kills }, () => "kill" as const),
    ...Array.from({ length: options.pauses }, () => "pause" as const),
    ...Array.from({ length: options.longPauses }, () => "long pause" as const),
    ...Array.from({ length: options.storeKills }, () => "kill of the store" as const),
  ]);
  const down = new Set<Child>();
  const pauses: Promise<void>[] = [];

  for (const kind of plan) {
    await rest(options.faultEveryMs * (0.5 + random.next()));
    if (kind === "kill of the store") {
      if (store) {
        await inject(kind, store, () => killed(store));
      }
      continue;
    }
    while (down.size >= Math.max(1, servers.length - 1)) {
      await rest(100);
    }
    const victim = random.pick(servers.filter((it) => !down.has(it)));
    if (kind === "kill") {
      await inject(kind, victim, () => killed(victim));
    } else {
      const ms = kind === "pause" ? random.between(1_000, 4_000) : random.between(13_500, 15_000);
      pauses.push(inject(kind, victim, () => paused(victim, ms)));
    }
  }
  await Promise.all(pauses);

  async function inject(kind: ProcessFault["kind"], child: Child, act: () => Promise<void>) {
    const it: ProcessFault = {
      kind,
      name: child.name,
      from: Date.now(),
      to: Number.POSITIVE_INFINITY,
    };
    done.push(it);
    down.add(child);
    await act();
    down.delete(child);
    it.to = Date.now();
  }

  async function killed(child: Child): Promise<void> {
    await child.kill();
    await rest(random.between(200, 1_500));
    await child.start();
  }

  async function paused(child: Child, ms: number): Promise<void> {
    child.pause();
    await rest(ms);
    child.resume();
  }
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
