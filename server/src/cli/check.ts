import { parseArgs } from "node:util";
import { checkStore } from "@chatloom/embedded-mongo";
import { type CliCommand, dataDirOption } from "./command.ts";
import { openBars } from "./progress.ts";

/** Checks the store for damage. */
export const check: CliCommand = {
  name: "check",
  args: "",
  summary: "Check that the store's file is sound and that indexes and documents agree.",
  run(args) {
    const { values } = parseArgs({ args, options: dataDirOption });
    const bars = openBars();
    const step = 500;
    const { collections, documents, problems } = checkStore(values["data-dir"], (done, total) => {
      if (done % step === 0 || done === total) {
        bars.show("documents", done, total);
      }
    });
    bars.stop();
    console.log(
      `${documents} documents in ${collections} collections: ${problems.length || "no"} problems`,
    );
    for (const problem of problems) {
      console.log(`  ${problem}`);
    }
    if (problems.length > 0) {
      process.exitCode = 1;
    }
  },
};
