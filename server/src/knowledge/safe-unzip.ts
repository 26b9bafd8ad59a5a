import { unzipSync } from "fflate";
import { DocumentProblem } from "./section.ts";

/** The most that the wanted files of an archive may take unpacked, in bytes. */
const mostBytes = 50_000_000;

/** Unpacks the wanted files of a ZIP archive. Throws `DocumentProblem` for one that is broken or unpacks to too much. */
export function safeUnzip(bytes: Uint8Array, wanted: RegExp): Readonly<Record<string, Uint8Array>> {
  let whole = 0;
  try {
    // The declared size bounds what is written, so an archive that lies about it unpacks to less.
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!wanted.test(name)) {
          return false;
        }
        whole += originalSize;
        if (whole > mostBytes) {
          throw new DocumentProblem(
            "knowledge.too-large",
            `The file unpacks to more than ${mostBytes} bytes`,
          );
        }
        return true;
      },
    });
  } catch (error) {
    throw error instanceof DocumentProblem
      ? error
      : new DocumentProblem("knowledge.unreadable", "The file is damaged");
  }
}
