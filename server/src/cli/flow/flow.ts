import type { CliCommand } from "../command.ts";
import { checkFiles } from "./check-files.ts";
import { importFile } from "./import-file.ts";
import { listFlows } from "./list-flows.ts";
import { pullFlows } from "./pull-flows.ts";
import { pushFiles } from "./push-files.ts";
import { translateFile } from "./translate-file.ts";

const actions: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  list: listFlows,
  pull: pullFlows,
  check: checkFiles,
  push: pushFiles,
  import: importFile,
  translate: translateFile,
};

/** Works with flows as text files. */
export const flow: CliCommand = {
  name: "flow",
  args: "list | pull [NAME ...] [--dir DIR] | check FILE ... | push FILE ... [--dry-run] [--overwrite] [--publish] | import FILE [--out FILE] | translate FILE [--to LANGUAGES] [--out FILE] [--import FILE] [--dry-run]",
  summary:
    "Work with flows as YAML files. A server is named by --url and --token, or CHATLOOM_URL and CHATLOOM_TOKEN.",
  async run([name = "", ...args]) {
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) {
      throw new Error(`Say what to do: chatloom flow ${Object.keys(actions).join(" | ")}`);
    }
    await action(args);
  },
};
