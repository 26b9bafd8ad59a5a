import type { CliCommand } from "./command.ts";

/** Returns the usage text. */
export function usage(commands: readonly CliCommand[]): string {
  const lines = commands.map(
    ({ name, args, summary }) => `  chatloom ${name} ${args}\n      ${summary}`,
  );
  return `Usage:\n${lines.join("\n")}\n\nCommands for the store take --data-dir DIR (default: DATA_DIR, or data).`;
}
