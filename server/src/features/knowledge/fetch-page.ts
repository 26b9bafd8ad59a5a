import { LRUCache } from "lru-cache";
import type { Agent } from "undici";
import type { ServerContext } from "../../context/server-context.ts";
import { type MayRead, readRobots } from "../../knowledge/robots-rules.ts";
import { DocumentProblem } from "../../knowledge/section.ts";
import { explainHttp } from "../../pipeline/effects/call-http.ts";
import { type FinalAnswer, followRedirects } from "../../pipeline/effects/follow-redirects.ts";
import { guardedAgent } from "../../pipeline/effects/guarded-agent.ts";
import { readBody } from "../../pipeline/effects/read-answer.ts";

/** A page as it came. `url` is where redirects led. */
export interface FetchedPage {
  readonly bytes: Buffer;
  readonly type: string;
  readonly url: string;
}

/** Reads pages of the web, politely. */
export interface PageFetcher {
  /** Reads a page that robots.txt allows. Throws `DocumentProblem`; `PageBusy` where a later attempt may succeed. */
  readonly fetch: (url: string) => Promise<FetchedPage>;
  readonly close: () => Promise<void>;
}

/** The server was busy or slow; a later attempt may succeed. */
export class PageBusy extends DocumentProblem {}

const mostBytes = 10_000_000;
const timeoutMs = 20_000;
/** The shortest time between two requests to one host. */
const gapMs = 200;
const robotsMs = 3_600_000;

/** Makes the fetcher. Private addresses are refused as in every outgoing call. */
export function createPageFetcher({ config, now }: ServerContext): PageFetcher {
  const agent: Agent = guardedAgent(config.outboundAllowPrivate);
  const robots = new LRUCache<string, Promise<MayRead>>({ max: 500, ttl: robotsMs });
  const nextAt = new LRUCache<string, number>({ max: 2_000 });

  async function request(url: string, accept: string): Promise<FinalAnswer> {
    const { host } = new URL(url);
    const at = Math.max(now(), nextAt.get(host) ?? 0);
    nextAt.set(host, at + gapMs);
    await new Promise((resolve) => setTimeout(resolve, at - now()));
    const headers = [
      { name: "accept", value: accept },
      { name: "accept-encoding", value: "gzip, br" },
    ];
    return followRedirects(
      { method: "GET", url, headers, timeoutMs, retries: 0 },
      { agent, allowPrivate: config.outboundAllowPrivate, key: "" },
      AbortSignal.timeout(timeoutMs),
    );
  }

  async function rulesOf(origin: string): Promise<MayRead> {
    const { reply } = await request(`${origin}/robots.txt`, "text/plain");
    const bytes = await readBody(reply, 500_000);
    // Without the file everything is allowed; where it cannot be given now, nothing is (RFC 9309).
    if (reply.statusCode >= 500 || reply.statusCode === 429) {
      throw new PageBusy("knowledge.robots", "The site's robots.txt cannot be read now");
    }
    return readRobots(reply.statusCode < 400 ? bytes.toString("utf8") : "");
  }

  async function refuseForbidden(url: URL): Promise<void> {
    const known = robots.get(url.origin) ?? rulesOf(url.origin);
    robots.set(url.origin, known);
    const mayRead = await known.catch((error: unknown) => {
      robots.delete(url.origin);
      throw error;
    });
    if (!mayRead(url.pathname + url.search)) {
      throw new DocumentProblem("knowledge.robots", "The site's robots.txt forbids reading it");
    }
  }

  return {
    async fetch(address) {
      try {
        await refuseForbidden(new URL(address));
        const { reply, url } = await request(
          address,
          "text/html, application/xhtml+xml, text/*;q=0.9, application/pdf;q=0.9, */*;q=0.5",
        );
        const { statusCode: status, headers } = reply;
        if (status >= 400) {
          await reply.body.dump();
          const message = `The page answered ${status}`;
          throw status === 429 || status >= 500
            ? new PageBusy("knowledge.status", message)
            : new DocumentProblem("knowledge.status", message);
        }
        if (url.origin !== new URL(address).origin) {
          await refuseForbidden(url);
        }
        const bytes = await readBody(reply, mostBytes);
        return { bytes, type: String(headers["content-type"] ?? ""), url: url.href };
      } catch (error) {
        if (error instanceof DocumentProblem) {
          throw error;
        }
        const timedOut = (error as Error).name === "TimeoutError";
        const { code, message } = explainHttp(error, { url: address, timeoutMs }, timedOut).error;
        throw timedOut ? new PageBusy(code, message) : new DocumentProblem(code, message);
      }
    },
    close: () => agent.destroy(),
  };
}
