import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A website of some pages, by path. */
export interface TestSite {
  readonly url: string;
  /** The paths that were asked for. */
  readonly asked: readonly string[];
  readonly pages: Map<string, string>;
  readonly close: () => Promise<void>;
}

/** Starts a website. Paths without a page answer 404; `status:503` as a page answers that. */
export async function startSite(pages: Readonly<Record<string, string>>): Promise<TestSite> {
  const known = new Map(Object.entries(pages));
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const page = known.get(path);
    const [, status] = /^status:(\d+)$/.exec(page ?? "status:404") ?? [];
    const [, target] = /^redirect:(.+)$/.exec(page ?? "") ?? [];
    if (status || target) {
      response.writeHead(Number(status ?? 302), target ? { location: target } : {});
      response.end();
      return;
    }
    const type = path.endsWith(".xml") ? "application/xml" : "text/html; charset=utf-8";
    response.writeHead(200, { "content-type": path === "/robots.txt" ? "text/plain" : type });
    response.end(page);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    pages: known,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
