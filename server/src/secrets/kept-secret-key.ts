import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The SECRET_KEY of an installation that was given none: made once, kept in the data directory, readable only by its user. */
export function keptSecretKey(dataDir: string): string {
  const path = join(dataDir, "secret-key");
  const known = read(path);
  if (known) return known;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const made = randomBytes(32).toString("base64url");
  try {
    writeFileSync(path, `${made}\n`, { mode: 0o600, flag: "wx" });
    return made;
  } catch (error) {
    // Another process was first, and its key is the one.
    const theirs = read(path);
    if (theirs) return theirs;
    throw error;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim() || undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
