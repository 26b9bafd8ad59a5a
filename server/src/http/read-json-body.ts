import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { Route } from "@chatloom/api-schema";
import express, { type Request, type Response } from "express";
import { Invalid } from "../context/errors.ts";
import { exceededLimit } from "../validation/scan-json.ts";
import { storableFlaw } from "../validation/storable.ts";
import { requestErrors } from "./errors.ts";

const strangersBytes = 256_000;
const membersBytes = 1_000_000;
const limits = { depth: 60, values: 50_000 };
const importLimits = { depth: 60, values: 200_000 };
const readers = new Map<number, ReturnType<typeof express.raw>>();
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a JSON body. Refuses other content types, bodies over the route's limit in bytes before parsing, and JSON with more
 * structure than can be parsed quickly.
 */
export async function readJsonBody(
  request: Request,
  response: Response,
  { access, mostBodyBytes }: Pick<Route, "access" | "mostBodyBytes">,
): Promise<unknown> {
  refuseContentType(request);
  const bytes = await readBytes(
    request,
    response,
    mostBodyBytes ?? (access === "public" ? strangersBytes : membersBytes),
  );
  if (bytes.length === 0) {
    throw new Invalid("request.body-missing", "Send a JSON body");
  }
  const exceeded = exceededLimit(bytes, mostBodyBytes === undefined ? limits : importLimits);
  if (exceeded) {
    throw new Invalid("request.invalid", `The body ${exceeded}`);
  }
  // Yields to other requests between scanning, parsing and checking.
  await yieldToOthers();
  const body = parse(bytes);
  await yieldToOthers();
  const flaw = storableFlaw(body, "known", mostBodyBytes ?? membersBytes);
  if (flaw) {
    throw new Invalid("request.invalid", `${flaw.at || "The body"} ${flaw.message}`, [flaw]);
  }
  return body;
}

function refuseContentType(request: Request): void {
  const { headers } = request;
  const type = request.is("application/json");
  if (!type) {
    const empty = headers["content-length"] === "0" || !headers["content-type"];
    if (empty && !headers["transfer-encoding"] && !(Number(headers["content-length"]) > 0)) {
      throw new Invalid("request.body-missing", "Send a JSON body");
    }
    throw requestErrors.contentType("application/json");
  }
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(headers["content-type"] ?? "")?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw requestErrors.contentType("application/json in UTF-8");
  }
}

async function readBytes(request: Request, response: Response, limit: number): Promise<Buffer> {
  let read = readers.get(limit);
  if (!read) {
    read = express.raw({ limit, type: () => true });
    readers.set(limit, read);
  }
  const reader = read;
  await new Promise<void>((resolve, reject) => {
    reader(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new Invalid("request.malformed", "The body is not valid JSON in UTF-8");
  }
}
