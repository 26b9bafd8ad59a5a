import { setTimeout as pause } from "node:timers/promises";
import type { ServerContext } from "../context/server-context.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import { aiBudgets } from "./ai-budget-model.ts";

/** One limit that a call must keep to. */
export interface TokenLimit {
  /** The object and the period that the limit covers: `w:2026-11-29`. */
  readonly key: string;
  /** Whose limit it is, for the message. */
  readonly whose: string;
  readonly most: number;
  /** When its count may be forgotten. */
  readonly expiresAt: Date;
}

/** Tokens that are set aside for a call. */
export interface Reservation {
  /** Replaces what was set aside by what was used. */
  readonly settle: (used: number) => Promise<void>;
}

/** How long a call waits for others to give back what they do not need. */
const patienceMs = 5_000;
const lookMs = 100;

/**
 * Sets tokens aside under every limit, or under none; gives the limit that is used up. A count never exceeds its limit, however many
 * calls are made at once and in how many processes. What a dead process had set aside counts as used.
 */
export async function reserveTokens(
  context: Pick<ServerContext, "connection">,
  workspaceId: string,
  limits: readonly TokenLimit[],
  tokens: number,
  signal?: AbortSignal,
): Promise<Reservation | { readonly spent: TokenLimit }> {
  const budgets = aiBudgets(context.connection).in(workspaceId);
  for (let waited = 0; ; waited += lookMs) {
    const taken: TokenLimit[] = [];
    let spent: TokenLimit | undefined;
    for (const limit of limits) {
      if (!(await take(limit))) {
        spent = limit;
        break;
      }
      taken.push(limit);
    }
    if (!spent) {
      return {
        async settle(used) {
          await Promise.all(taken.map((it) => give(it, tokens - used)));
        },
      };
    }
    await Promise.all(taken.map((it) => give(it, tokens)));
    const mayChange = tokens <= spent.most && (await isOpen(spent));
    if (!mayChange || waited >= patienceMs || signal?.aborted) {
      return { spent };
    }
    await pause(lookMs);
  }

  async function take({ key, most, expiresAt }: TokenLimit): Promise<boolean> {
    const _id = idOf(key);
    const change = { $inc: { held: tokens, open: 1 } };
    const room = { _id, held: { $lte: most - tokens } };
    if ((await budgets.updateOne(room, change)).matched > 0) {
      return true;
    }
    try {
      const fresh = { $setOnInsert: { held: 0, open: 0, expiresAt } };
      const { upserted } = await budgets.updateOne({ _id }, fresh, { upsert: true });
      if (upserted === 0) {
        return false;
      }
    } catch (error) {
      if (!isDuplicateKey(error)) {
        throw error;
      }
    }
    return (await budgets.updateOne(room, change)).matched > 0;
  }

  async function give({ key }: TokenLimit, back: number): Promise<void> {
    await budgets.updateOne({ _id: idOf(key) }, { $inc: { held: -back, open: -1 } });
  }

  async function isOpen({ key }: TokenLimit): Promise<boolean> {
    const found = await budgets.findById(idOf(key), { projection: { open: 1 } });
    return (found?.open ?? 0) > 0;
  }

  function idOf(key: string): string {
    return budgetId(workspaceId, key);
  }
}

/** Reads how many tokens of a limit are spent or set aside. */
export async function tokensHeld(
  { connection }: Pick<ServerContext, "connection">,
  workspaceId: string,
  { key }: TokenLimit,
): Promise<number> {
  const found = await aiBudgets(connection).in(workspaceId).findById(budgetId(workspaceId, key));
  return found?.held ?? 0;
}

function budgetId(workspaceId: string, key: string): string {
  return `${workspaceId}:${key}`;
}
