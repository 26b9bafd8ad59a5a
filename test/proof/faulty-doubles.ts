import type { Fault } from "../doubles/double.ts";
import type { Account } from "./accounts.ts";
import { messagesOf } from "./accounts.ts";
import type { Ledger } from "./ledger.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Records the calls to the doubles, and makes some of their answers fail, hang or come late. */
export interface FaultyDoubles {
  readonly sendFaults: () => number;
  /** Reads the calls that arrived so far. */
  readonly look: () => void;
  /** Stops injecting faults. */
  readonly end: () => void;
  readonly stop: () => void;
}

const lookEveryMs = 20;

/** Starts to record. `contactOf` returns the contact of an address. */
export function watchAccounts(
  accounts: readonly Account[],
  ledger: Ledger,
  random: SeededRandom,
  contactOf: (account: Account, address: string) => number | undefined,
): FaultyDoubles {
  const seen = accounts.map(() => ({ calls: 0, nextFault: random.between(5, 40) }));
  let sendFaults = 0;
  let quiet = false;

  function look(): void {
    accounts.forEach((account, index) => {
      const place = seen[index];
      if (!place) {
        return;
      }
      const { calls } = account.double;
      for (; place.calls < calls.length; place.calls++) {
        const call = calls[place.calls];
        if (!call) {
          continue;
        }
        if (!quiet && place.calls >= place.nextFault) {
          place.nextFault += random.between(20, 60);
          sendFaults += 1;
          account.double.fail(anyFault(random));
        }
        for (const { to, text } of messagesOf(account.type, call)) {
          const contact = contactOf(account, to);
          if (contact === undefined) {
            continue;
          }
          if (call.taken) {
            ledger.hear(contact, text);
          }
          if (call.status !== 200) {
            ledger.setbacks.push({ contact, at: Date.now() });
          }
        }
      }
    });
  }

  const timer = setInterval(look, lookEveryMs);
  return {
    sendFaults: () => sendFaults,
    look,
    end: () => {
      quiet = true;
    },
    stop: () => clearInterval(timer),
  };
}

function anyFault(random: SeededRandom): Fault {
  const taken = random.chance(0.5);
  const dice = random.next();
  if (dice < 0.45) {
    return { kind: "slow", ms: random.between(200, 2_500) };
  }
  if (dice < 0.6) {
    return { kind: "answer", status: 503 };
  }
  if (dice < 0.7) {
    return { kind: "answer", status: 429, headers: { "retry-after": "1" } };
  }
  if (dice < 0.8) {
    return { kind: "answer", status: 500 };
  }
  if (dice < 0.92) {
    return { kind: "drop", taken };
  }
  return { kind: "hang", taken };
}
