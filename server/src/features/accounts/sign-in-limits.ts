import { setTimeout as pause } from "node:timers/promises";
import { RateLimiterMongo, RateLimiterRes } from "rate-limiter-flexible";
import type { ServerContext } from "../../context/server-context.ts";
import { clientKey } from "../../http/client-address.ts";
import { hashToken } from "../../secrets/token.ts";
import { accountErrors } from "./errors.ts";

/** The target of an attempt: the password of an account, or a secret link. */
export type Attempt = { readonly email: string } | { readonly token: string };

const windowSeconds = 15 * 60;
/** After so many attempts on one account from anywhere, each further one waits longer. */
const freeAttempts = 20;
const mostDelayMs = 3_000;

/**
 * Counts attempts to sign in in the store, so that several processes count together. One address has few tries for one
 * account or link, and some more for all. Attempts from many addresses slow an account's sign-in down, and never lock it.
 */
export class SignInLimits {
  readonly #perPair: RateLimiterMongo;
  readonly #perAddress: RateLimiterMongo;
  readonly #perTarget: RateLimiterMongo;

  constructor({ connection }: Pick<ServerContext, "connection">) {
    const shared = {
      storeClient: connection,
      tableName: "signInAttempts",
      duration: windowSeconds,
    };
    this.#perPair = new RateLimiterMongo({ ...shared, keyPrefix: "pair", points: 10 });
    this.#perAddress = new RateLimiterMongo({ ...shared, keyPrefix: "address", points: 60 });
    this.#perTarget = new RateLimiterMongo({ ...shared, keyPrefix: "target", points: 1_000_000 });
  }

  /** Counts an attempt. Refuses when this address had too many; waits when the account had many from anywhere. */
  async count(attempt: Attempt, address: string): Promise<void> {
    const [client, target] = [clientKey(address), targetOf(attempt)];
    try {
      await this.#perAddress.consume(client);
      await this.#perPair.consume(`${client}|${target}`);
    } catch (refused) {
      throw asRefusal(refused);
    }
    const { consumedPoints } = await this.#perTarget.consume(target);
    const over = consumedPoints - freeAttempts;
    if (over > 0) {
      await pause(Math.min(mostDelayMs, 100 * 2 ** Math.min(over, 10)));
    }
  }

  /** Counts an attempt that names no account yet. */
  async countAddress(address: string): Promise<void> {
    try {
      await this.#perAddress.consume(clientKey(address));
    } catch (refused) {
      throw asRefusal(refused);
    }
  }

  /** Deletes this address's attempts after a successful one. */
  async forget(attempt: Attempt, address: string): Promise<void> {
    const client = clientKey(address);
    await this.#perPair.delete(`${client}|${targetOf(attempt)}`);
    await this.#perAddress.reward(client, 1);
  }
}

/** The error for a caller who must wait; any other error stays as it is. */
function asRefusal(refused: unknown): unknown {
  return refused instanceof RateLimiterRes
    ? accountErrors.tooManyAttempts(Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)))
    : refused;
}

function targetOf(attempt: Attempt): string {
  return "email" in attempt ? `email:${attempt.email}` : `token:${hashToken(attempt.token)}`;
}
