import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import type { RequestHandler } from "express";

/** A script by encoding. */
type Packed = Readonly<Record<"br" | "gzip" | "identity", Buffer>>;

/**
 * Serves a script as small as it gets: it is compressed once, harder than there is time for at each request. Calls `next` where there is no
 * such file.
 */
export function packedScript(path: string): RequestHandler {
  let packed: Promise<Packed> | undefined;
  let packedAt = 0;
  return async (request, response, next) => {
    const mtimeMs = await stat(path).then(
      (it) => it.mtimeMs,
      () => undefined,
    );
    if (mtimeMs === undefined) {
      return next();
    }
    if (!packed || packedAt !== mtimeMs) {
      packedAt = mtimeMs;
      packed = pack(path);
    }
    const bodies = await packed;
    const encoding = request.acceptsEncodings(["br", "gzip", "identity"]) || "identity";
    response.set("Content-Type", "text/javascript; charset=utf-8").vary("Accept-Encoding");
    if (encoding !== "identity") {
      response.set("Content-Encoding", encoding);
    }
    response.send(bodies[encoding as keyof Packed]);
  };
}

async function pack(path: string): Promise<Packed> {
  const identity = await readFile(path);
  const [br, gzipped] = await Promise.all([
    promisify(brotliCompress)(identity),
    promisify(gzip)(identity, { level: 9 }),
  ]);
  return { br, gzip: gzipped, identity };
}
