import { parseArgs } from "node:util";
import { restoreStore } from "@chatloom/embedded-mongo";
import { type CliCommand, dataDirOption } from "./command.ts";

/** Puts a backup in the store's place. */
export const restore: CliCommand = {
  name: "restore",
  args: "FILE [--replace]",
  summary: "Make the backup FILE the store; the server must be stopped.",
  run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: { ...dataDirOption, replace: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const [file, more] = positionals;
    if (!file || more) throw new Error("Say from which one file: chatloom restore FILE");
    const { file: restored, replaced } = restoreStore(values["data-dir"], file, {
      replace: values.replace,
    });
    console.log(`${restored} is restored from ${file}.`);
    if (replaced) console.log(`The store that was there is kept as ${replaced}.`);
  },
};
