import "../context/env-file.ts";
import { commands } from "./commands.ts";
import { usage } from "./usage.ts";

// `chatloom COMMAND ...`: the operator's commands. A mistake is one line on stderr and exit code 1.
const [name, ...args] = process.argv.slice(2);
const command = name === undefined ? undefined : commands.find((one) => one.name === name);

if (!command) {
  const asked = name === undefined || name === "help" || name === "--help";
  if (!asked) {
    console.error(`There is no command '${name}'.\n`);
  }
  (asked ? console.log : console.error)(usage(commands));
  process.exitCode = asked ? 0 : 1;
} else {
  try {
    await command.run(args);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
