import { chmodSync, constants, copyFileSync, existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { backupStore } from "@chatloom/embedded-mongo";
import { secretKeyPath } from "../secrets/kept-secret-key.ts";
import { keyName, listBackups } from "../store/backups/list-backups.ts";
import { writeBackup } from "../store/backups/write-backup.ts";
import { sealedSecretIn } from "../store/sealed-secret.ts";
import { isBucketAddress, withPlace } from "./backup-place.ts";
import { type CliCommand, dataDirOption } from "./command.ts";

/** Copies the store into a file or a bucket, and the secret key beside it; or lists the backups of a place. */
export const backup: CliCommand = {
  name: "backup",
  args: "FILE | s3://BUCKET/FOLDER | --list [PLACE]",
  summary:
    "Write the store into FILE and its secret key beside it, also while the server runs; or list the backups of PLACE (BACKUP_TO).",
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: { ...dataDirOption, list: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const [given, more] = positionals;
    if (values.list) {
      const place = given ?? process.env.BACKUP_TO;
      if (!place || more) {
        throw new Error("Name one folder or s3://BUCKET/FOLDER, or set BACKUP_TO.");
      }
      return list(place);
    }
    if (!given || more) {
      throw new Error("Name one file to write: chatloom backup FILE");
    }
    return isBucketAddress(given)
      ? intoBucket(given, values["data-dir"])
      : intoFile(given, values["data-dir"]);
  },
};

async function list(place: string): Promise<void> {
  await withPlace(place, async (target) => {
    const found = await listBackups(target);
    for (const { name, at, bytes, withKey } of found) {
      const when = new Date(at).toISOString().slice(0, 19).replace("T", " ");
      const key = withKey ? "with its secret key" : "without a secret key";
      console.log(`${name}  ${when} UTC  ${megabytes(bytes)}  ${key}`);
    }
    console.log(`${found.length} backups in ${target.name}.`);
  });
}

async function intoBucket(place: string, dataDir: string): Promise<void> {
  await withPlace(place, async (target) => {
    const started = performance.now();
    const { name, bytes, withKey } = await writeBackup(target, { dataDir, now: Date.now() });
    const file = `${target.name}/${name}`;
    console.log(`${file}: ${megabytes(bytes)} in ${secondsSince(started)} s, checked`);
    console.log(
      withKey
        ? `${keyName(file)}: the secret key`
        : "Without a secret key: keep the SECRET_KEY of the server.",
    );
  });
}

function intoFile(file: string, dataDir: string): void {
  const key = secretKeyPath(dataDir);
  if (existsSync(key) && existsSync(keyName(file))) {
    throw new Error(`${keyName(file)} exists already; a backup never replaces a file.`);
  }
  const started = performance.now();
  const result = backupStore(dataDir, file);
  console.log(`${result.file}: ${megabytes(result.bytes)} in ${secondsSince(started)} s, checked`);
  if (existsSync(key)) {
    copyFileSync(key, keyName(file), constants.COPYFILE_EXCL);
    chmodSync(keyName(file), 0o600);
    console.log(`${keyName(file)}: the secret key; keep it with the backup, in a safe place`);
  } else if (sealedSecretIn(result.file)) {
    console.log(
      `The backup holds encrypted credentials, and ${key} is not there: keep the SECRET_KEY of the server with it.`,
    );
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const secondsSince = (started: number): string =>
  ((performance.now() - started) / 1_000).toFixed(1);
