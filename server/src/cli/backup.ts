import { parseArgs } from "node:util";
import { backupStore } from "@chatloom/embedded-mongo";
import { type CliCommand, dataDirOption } from "./command.ts";

/** Copies the store into a file. */
export const backup: CliCommand = {
  name: "backup",
  args: "FILE",
  summary: "Write the store into FILE, also while the server is running.",
  run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: dataDirOption,
      allowPositionals: true,
    });
    const [file, more] = positionals;
    if (!file || more) throw new Error("Say into which one file: chatloom backup FILE");
    const started = performance.now();
    const result = backupStore(values["data-dir"], file);
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `${result.file}: ${(result.bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s, checked`,
    );
  },
};
