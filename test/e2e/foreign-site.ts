import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Somebody else's website: one page, on an origin of its own, with these lines in its body. */
export async function openForeignSite(body: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(
      `<!doctype html><html lang="en"><title>A shop</title><link rel="icon" href="data:,"><body><h1>A shop</h1>${body}</body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
