import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Channel, ChannelEvent } from "../../server/src/channels/channel.ts";
import { json } from "../../server/src/channels/read-json.ts";

/** A webhook address that answers as the server does: handshake on GET; verify and parse on POST. */
export interface WebhookListener {
  readonly url: string;
  readonly events: readonly ChannelEvent[];
  readonly close: () => Promise<void>;
}

/** Listens for one channel on a free port. */
export async function listen(channel: Channel, settings: unknown): Promise<WebhookListener> {
  const events: ChannelEvent[] = [];
  const given = settings as never;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? "/", "http://listener");
    const webhook = {
      method: request.method ?? "GET",
      url: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body,
    };
    if (request.method === "GET") {
      const reply = channel.handshake?.(webhook, given);
      response.writeHead(reply?.status ?? 404).end(reply?.body);
      return;
    }
    if (!channel.verify(webhook, given, Date.now())) {
      response.writeHead(401).end();
      return;
    }
    const content = channel.readBody ? await channel.readBody(webhook) : json(body.toString());
    events.push(...channel.parse(content, given, Date.now()));
    const reply = channel.respond?.(content, given);
    response.writeHead(reply?.status ?? 200).end(reply?.body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    events,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
