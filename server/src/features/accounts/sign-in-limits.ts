import { RateLimiterMongo, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";

/** Too many wrong passwords for this account, or from this address. */
class TooManyAttempts extends DomainError {
  readonly code = "session.too-many-attempts";
  readonly refusal = "too-many";
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(retryAfterSeconds: number) {
    super(`Too many attempts; try again in ${retryAfterSeconds} seconds`);
    this.details = { retryAfterSeconds };
  }
}

const window = 15 * 60;

/** Counts sign-in attempts in the store, so that several processes count together. */
export class SignInLimits {
  readonly #perAccount: RateLimiterMongo;
  readonly #perAddress: RateLimiterMongo;

  constructor({ connection }: Pick<ServerContext, "connection">) {
    const shared = { storeClient: connection, tableName: "signInAttempts", duration: window };
    this.#perAccount = new RateLimiterMongo({ ...shared, keyPrefix: "account", points: 10 });
    this.#perAddress = new RateLimiterMongo({ ...shared, keyPrefix: "address", points: 60 });
  }

  /** Counts an attempt; refuses when there were too many. */
  async count(email: string, address: string): Promise<void> {
    try {
      await this.#perAddress.consume(address);
      await this.#perAccount.consume(email);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new TooManyAttempts(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
    }
  }

  /** The password was right: forgets the account's attempts. */
  async forget(email: string, address: string): Promise<void> {
    await this.#perAccount.delete(email);
    await this.#perAddress.reward(address, 1);
  }
}
