import type { IncomingMessage } from "node:http";

/** Reads the name of an uploaded file from the header `x-file-name`, percent-encoded; empty without one. */
export function sentFileName({ headers }: Pick<IncomingMessage, "headers">): string {
  const given = headers["x-file-name"];
  if (typeof given !== "string") {
    return "";
  }
  try {
    return decodeURIComponent(given);
  } catch {
    return given;
  }
}
