import { Agent, request } from "undici";
import type { SeededRandom } from "./seeded-random.ts";

/** Posts webhooks as a platform does. A request without a timely 200 is sent again, to any process. */
export interface Delivery {
  /** Resolves when it was acknowledged. */
  readonly deliver: (channelPath: string, signed: Signed, random: SeededRandom) => Promise<void>;
  /** Requests made so far. */
  readonly requests: () => number;
  readonly close: () => Promise<void>;
}

interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const patienceMs = 5_000;

/** Creates the delivery to the servers at `urls`. */
export function createDelivery(urls: readonly string[]): Delivery {
  const agent = new Agent({ connections: 64, headersTimeout: patienceMs, bodyTimeout: patienceMs });
  let requests = 0;

  async function post(url: string, { headers, body }: Signed): Promise<boolean> {
    requests += 1;
    try {
      const response = await request(url, {
        method: "POST",
        headers: { ...headers },
        body,
        dispatcher: agent,
        signal: AbortSignal.timeout(patienceMs),
      });
      await response.body.dump();
      if (response.statusCode >= 400 && response.statusCode < 500) {
        throw new Refused(`A webhook was refused with ${response.statusCode}`);
      }
      return response.statusCode === 200;
    } catch (error) {
      if (error instanceof Refused) {
        throw error;
      }
      return false;
    }
  }

  return {
    async deliver(path, signed, random) {
      while (!(await post(`${random.pick(urls)}/webhooks/${path}`, signed))) {
        await new Promise((resolve) => setTimeout(resolve, random.between(50, 400)));
      }
    },
    requests: () => requests,
    close: () => agent.destroy(),
  };
}

class Refused extends Error {}
