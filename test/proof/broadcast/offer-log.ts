import type { Account } from "../accounts.ts";
import { messagesOf } from "../accounts.ts";

/** A message that a platform took for a contact. */
export interface Taken {
  readonly contact: number;
  readonly text: string;
}

/** Reads what the doubles took since the last look, in order. */
export class OfferLog {
  readonly taken: Taken[] = [];
  readonly offers = new Map<number, number>();
  readonly confirmed = new Set<number>();
  /** Offers that arrived after the contact had read that there will be no more. */
  readonly afterStop: number[] = [];
  readonly #places: number[];
  readonly #accounts: readonly Account[];
  readonly #contactOf: (account: Account, address: string) => number | undefined;

  constructor(
    accounts: readonly Account[],
    contactOf: (account: Account, address: string) => number | undefined,
  ) {
    this.#accounts = accounts;
    this.#contactOf = contactOf;
    this.#places = accounts.map(() => 0);
  }

  look(): void {
    for (const [index, account] of this.#accounts.entries()) {
      const { calls } = account.double;
      let place = this.#places[index] ?? 0;
      for (; place < calls.length; place++) {
        const call = calls[place];
        for (const { to, text } of call?.taken ? messagesOf(account.type, call) : []) {
          this.#hear(this.#contactOf(account, to), text);
        }
      }
      this.#places[index] = place;
    }
  }

  #hear(contact: number | undefined, text: string): void {
    if (contact === undefined) {
      return;
    }
    this.taken.push({ contact, text });
    if (text.startsWith("You will get no more offers")) {
      this.confirmed.add(contact);
    }
    if (!text.startsWith("offer|")) {
      return;
    }
    this.offers.set(contact, (this.offers.get(contact) ?? 0) + 1);
    if (this.confirmed.has(contact)) {
      this.afterStop.push(contact);
    }
  }
}
