import { Gunzip, strFromU8, unzipSync } from "fflate";
import type { ImportFile } from "./botpress/botpress-files.ts";

/** Limits of an archive, in bytes and files. */
const mostBytes = 20_000_000;
const mostFiles = 2_000;
const block = 512;
/** Packed data is unpacked in pieces, so that a small file cannot unfold to more than a few MB too many. */
const piece = 4_096;

/** The flaws that a file can have. */
export const botFileFlaws = ["not-json", "too-large", "damaged"] as const;

/** The file is no JSON and no archive, or it is larger than is read. */
export class BotFileUnreadable extends Error {
  readonly code: (typeof botFileFlaws)[number];

  constructor(code: BotFileUnreadable["code"], message: string) {
    super(message);
    this.name = "BotFileUnreadable";
    this.code = code;
  }
}

/**
 * Reads a file that another product exported: JSON, a .zip, or a .tgz as Botpress writes it. Files of an archive that are no JSON have
 * no value. Throws `BotFileUnreadable`.
 */
export function readBotFile(name: string, bytes: Uint8Array): ImportFile[] {
  if (bytes.length > mostBytes) {
    throw new BotFileUnreadable("too-large", `A file has at most ${mostBytes} bytes`);
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    return readZip(bytes);
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const plain = gunzip(bytes);
    return isTar(plain) ? readTar(plain) : [readJson(name, plain)];
  }
  if (isTar(bytes)) {
    return readTar(bytes);
  }
  return [readJson(name, bytes)];
}

function readJson(path: string, bytes: Uint8Array): ImportFile {
  try {
    return { path, value: JSON.parse(strFromU8(bytes).replace(/^\ufeff/, "")) };
  } catch {
    throw new BotFileUnreadable("not-json", `${path} is not JSON`);
  }
}

function readZip(bytes: Uint8Array): ImportFile[] {
  let total = 0;
  let count = 0;
  const others: string[] = [];
  const unpacked = damagedUnless(() =>
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        count++;
        if (count > mostFiles) {
          throw new BotFileUnreadable("too-large", `An archive has at most ${mostFiles} files`);
        }
        if (!/\.json$/i.test(name)) {
          others.push(name);
          return false;
        }
        total += originalSize;
        if (total > mostBytes) {
          throw new BotFileUnreadable("too-large", `An archive has at most ${mostBytes} bytes`);
        }
        return true;
      },
    }),
  );
  return [
    ...Object.entries(unpacked).map(([path, content]) => entry(path, content)),
    ...others.filter((it) => !it.endsWith("/")).map((path) => ({ path, value: undefined })),
  ];
}

function gunzip(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  const unpack = new Gunzip((part) => {
    total += part.length;
    if (total > mostBytes) {
      throw new BotFileUnreadable("too-large", `An archive has at most ${mostBytes} bytes`);
    }
    parts.push(part);
  });
  damagedUnless(() => {
    for (let at = 0; at < bytes.length; at += piece) {
      unpack.push(bytes.subarray(at, at + piece), at + piece >= bytes.length);
    }
  });
  const all = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= block && textOf(bytes.subarray(257, 262)) === "ustar";
}

/** Reads the files of a tar archive. Long names stand in an entry before the file. */
function readTar(bytes: Uint8Array): ImportFile[] {
  const files: ImportFile[] = [];
  let longName: string | undefined;
  let count = 0;
  for (let at = 0; at + block <= bytes.length && bytes[at] !== 0; ) {
    const head = bytes.subarray(at, at + block);
    const size = Number.parseInt(textOf(head.subarray(124, 136)).trim() || "0", 8);
    if (!(size >= 0) || at + block + size > bytes.length) {
      throw new BotFileUnreadable("damaged", "The archive is damaged");
    }
    if (++count > mostFiles) {
      throw new BotFileUnreadable("too-large", `An archive has at most ${mostFiles} files`);
    }
    const content = bytes.subarray(at + block, at + block + size);
    const kind = String.fromCharCode(head[156] ?? 0);
    const prefix = textOf(head.subarray(345, 500));
    const name = longName ?? `${prefix === "" ? "" : `${prefix}/`}${textOf(head.subarray(0, 100))}`;
    longName = undefined;
    if (kind === "L") {
      longName = textOf(content);
    } else if (kind === "x") {
      longName = /\d+ path=(.*)\n/.exec(strFromU8(content))?.[1];
    } else if (kind === "0" || kind === "\0") {
      files.push(/\.json$/i.test(name) ? entry(name, content) : { path: name, value: undefined });
    }
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}

/** One JSON file of an archive; a broken one has no value, as the others may still be of use. */
function entry(name: string, content: Uint8Array): ImportFile {
  const path = name.replace(/^\.?\//, "");
  try {
    return readJson(path, content);
  } catch {
    return { path, value: undefined };
  }
}

function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return strFromU8(end < 0 ? bytes : bytes.subarray(0, end));
}

function damagedUnless<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof BotFileUnreadable
      ? error
      : new BotFileUnreadable("damaged", "The archive is damaged");
  }
}
