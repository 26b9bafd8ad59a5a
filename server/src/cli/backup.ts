import { chmodSync, constants, copyFileSync, existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { backupStore } from "@chatloom/embedded-mongo";
import { secretKeyPath } from "../secrets/kept-secret-key.ts";
import { sealedSecretIn } from "../store/sealed-secret.ts";
import { type CliCommand, dataDirOption } from "./command.ts";

/** Returns the path of the secret key that encrypts a backup's secrets. */
export const keyBeside = (file: string): string => `${file}.secret-key`;

/** Copies the store into a file, and the secret key beside it. */
export const backup: CliCommand = {
  name: "backup",
  args: "FILE",
  summary: "Write the store into FILE and its secret key beside it, also while the server runs.",
  run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: dataDirOption,
      allowPositionals: true,
    });
    const [file, more] = positionals;
    if (!file || more) {
      throw new Error("Name one file to write: chatloom backup FILE");
    }
    const dataDir = values["data-dir"];
    const key = secretKeyPath(dataDir);
    if (existsSync(key) && existsSync(keyBeside(file))) {
      throw new Error(`${keyBeside(file)} exists already; a backup never replaces a file.`);
    }
    const started = performance.now();
    const result = backupStore(dataDir, file);
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `${result.file}: ${(result.bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s, checked`,
    );
    if (existsSync(key)) {
      copyFileSync(key, keyBeside(file), constants.COPYFILE_EXCL);
      chmodSync(keyBeside(file), 0o600);
      console.log(`${keyBeside(file)}: the secret key; keep it with the backup, in a safe place`);
    } else if (sealedSecretIn(result.file)) {
      console.log(
        `The backup holds encrypted credentials, and ${key} is not there: keep the SECRET_KEY of the server with it.`,
      );
    }
  },
};
