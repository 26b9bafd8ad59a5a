import { isUtf8 } from "node:buffer";
import { Readable } from "node:stream";
import { type CsvError, parse } from "csv-parse";
import { delimiterOf } from "../../validation/csv-rows.ts";
import { importErrors } from "./errors.ts";

const pieceBytes = 64 * 1024;
const sampleBytes = 256 * 1024;
const delimiters = [",", ";", "\t", "|"] as const;

/** How a CSV file is written. */
export interface CsvFormat {
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  readonly delimiter: (typeof delimiters)[number];
}

/** Detects the encoding by the byte order mark or the bytes, and the separator by the first lines. */
export function detectCsv(bytes: Buffer): CsvFormat {
  const encoding = encodingOf(bytes);
  const start = new TextDecoder(encoding).decode(bytes.subarray(0, pieceBytes));
  return { encoding, delimiter: delimiterOf(start, delimiters) };
}

/** Reads the rows of a CSV file. Lines may be longer or shorter than the first one. */
export async function* readCsv(
  bytes: Buffer,
  { encoding, delimiter }: CsvFormat,
): AsyncGenerator<readonly string[]> {
  const parser = Readable.from(decoded(bytes, encoding)).pipe(
    parse({
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 1024 * 1024,
      // Files that were put together from others mix them.
      record_delimiter: ["\r\n", "\n", "\r"],
    }),
  );
  try {
    for await (const row of parser) {
      yield row as string[];
    }
  } catch (error) {
    throw importErrors.unreadable((error as CsvError).message.slice(0, 200));
  }
}

function* decoded(bytes: Buffer, encoding: CsvFormat["encoding"]): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    const text = decoder.decode(bytes.subarray(from, from + pieceBytes), { stream: true });
    if (text !== "") {
      yield text;
    }
  }
  yield `${decoder.decode()}\n`;
}

function encodingOf(bytes: Buffer): CsvFormat["encoding"] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return "utf-16le";
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return "utf-16be";
  }
  const start = bytes.subarray(0, 1_000);
  const zeros = (from: number) => start.filter((byte, index) => index % 2 === from && byte === 0);
  if (zeros(1).length > start.length / 4) {
    return "utf-16le";
  }
  if (zeros(0).length > start.length / 4) {
    return "utf-16be";
  }
  return isUtf8(bytes) || isNearlyUtf8(bytes) ? "utf-8" : "windows-1252";
}

/** Whether few bytes only do not fit UTF-8, as where a program cut a text. In Windows-1252 hardly any accented letter fits. */
function isNearlyUtf8(bytes: Buffer): boolean {
  const text = new TextDecoder("utf-8").decode(bytes.subarray(0, sampleBytes));
  const beyondAscii = [...text.matchAll(/[\u0080-\u{10ffff}]/gu)].map(([it]) => it);
  const broken = beyondAscii.filter((it) => it === "\ufffd").length;
  return beyondAscii.length > 0 && broken <= beyondAscii.length / 10;
}
