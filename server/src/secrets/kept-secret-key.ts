import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The file of a SECRET_KEY that the server made itself. */
export const secretKeyPath = (dataDir: string): string => join(dataDir, "secret-key");

/**
 * The SECRET_KEY of an installation that was given none: made once, kept in the data directory, readable only by its user.
 * Throws when there is none and the store holds secrets (`holdsSecrets`), which a new key could not read.
 */
export function keptSecretKey(
  dataDir: string,
  holdsSecrets: (dataDir: string) => boolean = () => false,
): string {
  const path = secretKeyPath(dataDir);
  const known = readSecretKey(path);
  if (known) {
    return known;
  }
  if (holdsSecrets(dataDir)) {
    throw new MissingSecretKey(path);
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const made = randomBytes(32).toString("base64url");
  try {
    writeFileSync(path, `${made}\n`, { mode: 0o600, flag: "wx" });
    return made;
  } catch (error) {
    // Another process was first, so its key is used.
    const theirs = readSecretKey(path);
    if (theirs) {
      return theirs;
    }
    throw error;
  }
}

/** The store holds secrets, and the key that they were encrypted with is missing. */
class MissingSecretKey extends Error {
  constructor(path: string) {
    super(
      `SECRET_KEY is missing: the store holds encrypted channel credentials, and ${path} is not there. ` +
        "Put the key of that installation into this file, or set SECRET_KEY to it.",
    );
  }
}

/** Reads a key from a file; undefined if there is no such file. */
export function readSecretKey(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim() || undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}
