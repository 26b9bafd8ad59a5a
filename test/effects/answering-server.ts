import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** The answer; `hang` answers nothing. */
export type Reply =
  | "hang"
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Buffer;
    };

/** A real HTTP server with programmable answers. */
export interface AnsweringServer {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** How each request is answered from now on. */
  answer: (request: SeenRequest) => Reply;
  close(): void;
}

/** Starts the server on a port of its own. Answers are JSON unless their headers say otherwise. */
export async function startAnsweringServer(): Promise<AnsweringServer> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    const { method = "", url = "", headers } = request;
    const came = { method, url, headers, body };
    started.seen.push(came);
    const reply = started.answer(came);
    if (reply === "hang") {
      return;
    }
    response
      .writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers })
      .end(reply.body ?? "{}");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const started: AnsweringServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    answer: () => ({}),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return started;
}
