import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { defined } from "@chatloom/flows-schema";
import type { JsonValue } from "@chatloom/runtime";
import type { Dispatcher } from "undici";
import { parseExactJson } from "../../validation/parse-exact-json.ts";

/** The most that is read of an answer, packed or unpacked, in bytes. */
export const mostAnswerBytes = 1_000_000;

/** An answer is larger than `mostAnswerBytes`. */
export class AnswerTooLarge extends Error {}

/** An answer's body, as flows get it. */
export interface ReadAnswer {
  readonly body: JsonValue;
  /** Why a body that calls itself JSON stayed text. */
  readonly problem?: string;
}

/**
 * Reads an answer: unpacks it, decodes its characters, and parses it where it is JSON. Throws `AnswerTooLarge`, and errors of the
 * connection and of broken packing.
 */
export async function readAnswer(reply: Dispatcher.ResponseData): Promise<ReadAnswer> {
  const bytes = await readBody(reply, mostAnswerBytes);
  const type = String(reply.headers["content-type"] ?? "");
  const text = decode(bytes, type);
  const saysJson = /[/+]json\b/i.test(type);
  if (!saysJson && !/^\s*[[{]/.test(text)) {
    return { body: text };
  }
  if (text.trim() === "") {
    return { body: "" };
  }
  try {
    return { body: parseExactJson(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    const problem = `The answer is not valid JSON: ${reason.slice(0, 200)}`;
    return { body: text, ...defined({ problem: saysJson ? problem : undefined }) };
  }
}

/**
 * Reads the bytes of an answer and unpacks them. Throws `AnswerTooLarge` when there are more, packed or unpacked, and errors of the
 * connection and of broken packing.
 */
export async function readBody(
  { body, headers }: Dispatcher.ResponseData,
  mostBytes: number,
): Promise<Buffer> {
  const packed = await readUpTo(body, mostBytes);
  return unpack(packed, String(headers["content-encoding"] ?? ""), mostBytes);
}

async function readUpTo(body: Dispatcher.ResponseData["body"], mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > mostBytes) {
      throw new AnswerTooLarge();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const unpackers: Readonly<Record<string, (bytes: Buffer, options: object) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** Some servers pack without being asked. Packings are taken off in the reverse of their order. */
async function unpack(bytes: Buffer, encoding: string, mostBytes: number): Promise<Buffer> {
  let unpacked = bytes;
  for (const name of encoding.toLowerCase().split(",").reverse()) {
    const take = unpackers[name.trim()];
    if (!take || unpacked.length === 0) {
      continue;
    }
    try {
      unpacked = await take(unpacked, { maxOutputLength: mostBytes });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw code === "ERR_BUFFER_TOO_LARGE" ? new AnswerTooLarge() : error;
    }
  }
  return unpacked;
}

/** A byte order mark says more than the header, and neither stays in the text. */
function decode(bytes: Buffer, type: string): string {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : undefined;
  const markedBig = bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
  const markedUtf8 =
    bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? "utf-8" : undefined;
  const named = /charset\s*=\s*"?([\w.:-]+)/i.exec(type)?.[1];
  const charset = marked ?? markedBig ?? markedUtf8 ?? named ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset that nobody knows.
    return new TextDecoder().decode(bytes);
  }
}
