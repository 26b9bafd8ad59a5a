import { existsSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { readSecretKey, secretKeyPath } from "../secrets/kept-secret-key.ts";
import { connectStore } from "../store/connect.ts";

/** Opens the store of a stopped server, or the one that MONGODB_URI names. Throws when there is none. */
export function openStore(dataDir: string): ReturnType<typeof connectStore> {
  const { MONGODB_URI: mongodbUri } = process.env;
  if (!mongodbUri && !existsSync(join(dataDir, "store.sqlite"))) {
    throw new Error(`There is no store in ${dataDir}. Name another folder with --data-dir.`);
  }
  return connectStore({ mongodbUri, dataDir }, pino({ level: "error" }));
}

/** Reads SECRET_KEY from the environment, or from the data directory. Throws when it is in neither. */
export function secretKeyOf(dataDir: string): string {
  const key = process.env.SECRET_KEY || readSecretKey(secretKeyPath(dataDir));
  if (!key) {
    throw new Error("Set SECRET_KEY to the key of the server.");
  }
  return key;
}
