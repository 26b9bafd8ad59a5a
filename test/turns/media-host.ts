import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** How the host answers one request. */
export interface HostAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly bytes?: Uint8Array;
  readonly afterMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A platform's file server: answers each path with its answers in turn, the last one from then on. */
export interface MediaHost {
  readonly url: string;
  /** How often each path was asked for. */
  readonly asked: ReadonlyMap<string, number>;
  readonly put: (path: string, ...answers: HostAnswer[]) => string;
  readonly close: () => Promise<void>;
}

/** Starts it on a free port. */
export async function startMediaHost(): Promise<MediaHost> {
  const answers = new Map<string, readonly HostAnswer[]>();
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const count = asked.get(path) ?? 0;
    asked.set(path, count + 1);
    const known = answers.get(path) ?? [{ status: 404 }];
    const answer = known[Math.min(count, known.length - 1)] ?? {};
    setTimeout(() => {
      const { status = 200, type = "image/png", bytes = new Uint8Array(), headers } = answer;
      const size = headers?.["transfer-encoding"] ? {} : { "content-length": bytes.length };
      response.writeHead(status, { "content-type": type, ...size, ...headers }).end(bytes);
    }, answer.afterMs ?? 0);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    put(path, ...given) {
      answers.set(path, given);
      return url + path;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** The smallest picture. */
export const onePixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
