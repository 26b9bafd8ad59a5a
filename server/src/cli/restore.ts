import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { restoreStore } from "@chatloom/embedded-mongo";
import { readSecretKey, secretKeyPath } from "../secrets/kept-secret-key.ts";
import { unseal } from "../secrets/secret-box.ts";
import { keyName } from "../store/backups/list-backups.ts";
import { type SealedSecret, sealedSecretIn } from "../store/sealed-secret.ts";
import { findBackup } from "./backup-place.ts";
import { type CliCommand, dataDirOption } from "./command.ts";

/** Restores a backup and the secret key that it needs. */
export const restore: CliCommand = {
  name: "restore",
  args: "FILE | FOLDER | s3://BUCKET/FOLDER[/NAME] [--replace] [--secret-key FILE]",
  summary:
    "Make the backup FILE, or the newest one of a folder, the store; the server must be stopped.",
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        ...dataDirOption,
        replace: { type: "boolean", default: false },
        "secret-key": { type: "string" },
      },
      allowPositionals: true,
    });
    const [given, more] = positionals;
    if (!given || more) {
      throw new Error("Name one file to read: chatloom restore FILE");
    }
    const dataDir = values["data-dir"];
    const { file, from, forget } = await findBackup(given, dataDir);
    try {
      const sealed = sealedSecretIn(file);
      const key = sealed && keyFor(sealed, file, dataDir, values["secret-key"]);
      const { file: restored, replaced } = restoreStore(dataDir, file, { replace: values.replace });
      console.log(`${restored} is restored from ${from}.`);
      if (replaced) {
        console.log(`The store that was there is kept as ${replaced}.`);
      }
      if (key !== undefined) {
        putKey(dataDir, key);
      }
    } finally {
      forget();
    }
  },
};

/** Finds the key that opens a backup's secrets. Throws when none does. */
function keyFor(
  { box, bound }: SealedSecret,
  file: string,
  dataDir: string,
  given: string | undefined,
): string {
  if (given !== undefined && !existsSync(given)) {
    throw new Error(`There is no file ${given}.`);
  }
  const keys = [given, keyName(file), secretKeyPath(dataDir)]
    .filter((path) => path !== undefined)
    .map(readSecretKey);
  const key = [...keys, process.env.SECRET_KEY].find((one) => one && opens(one, box, bound));
  if (key) {
    return key;
  }
  throw new Error(
    `${file} holds encrypted channel credentials, and no key opens them: neither ${given ?? keyName(file)}, ` +
      `${secretKeyPath(dataDir)} nor SECRET_KEY. Name the secret key of that installation: --secret-key FILE`,
  );
}

function opens(key: string, box: string, bound: string): boolean {
  try {
    unseal(key, box, bound);
    return true;
  } catch {
    return false;
  }
}

function putKey(dataDir: string, key: string): void {
  const path = secretKeyPath(dataDir);
  const known = readSecretKey(path);
  if (known === key) {
    return;
  }
  if (process.env.SECRET_KEY === key) {
    console.log("Its credentials are encrypted with SECRET_KEY: start the server with the same.");
    return;
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (known !== undefined) {
    const kept = `${path}.before-restore-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
    renameSync(path, kept);
    console.log(`The secret key that was there is kept as ${kept}.`);
  }
  writeFileSync(path, `${key}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
  console.log(`Its secret key is restored to ${path}.`);
}
