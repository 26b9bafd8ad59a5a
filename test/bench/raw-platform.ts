import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A platform that accepts everything and checks nothing, so that it costs as little as possible. */
export interface RawPlatform {
  readonly url: string;
  readonly received: () => number;
  /** Receives the text of each message. */
  onMessage: (text: string) => void;
  readonly close: () => void;
}

/** Starts the platform on a free port. */
export async function startRawPlatform(): Promise<RawPlatform> {
  let received = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received += 1;
      const text = /"text":"((?:[^"\\]|\\.)*)"/.exec(Buffer.concat(chunks).toString("latin1"))?.[1];
      response.writeHead(200, { "content-type": "application/json" });
      response.end(`{"messageId":"m${received}"}`);
      platform.onMessage(text ?? "");
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const platform: RawPlatform = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`,
    received: () => received,
    onMessage: () => {},
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return platform;
}
