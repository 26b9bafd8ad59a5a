import "../context/env-file.ts";
import { commands } from "./commands.ts";
import { usage } from "./usage.ts";

// `chatloom COMMAND ...`: the operator's commands. A mistake is one line on stderr and exit code 1.
const [name, ...args] = process.argv.slice(2);
const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;

if (!load) {
  const asked = name === undefined || name === "help" || name === "--help";
  if (!asked) {
    console.error(`There is no command '${name}'.\n`);
  }
  const all = await Promise.all(Object.values(commands).map((one) => one()));
  (asked ? console.log : console.error)(usage(all));
  process.exitCode = asked ? 0 : 1;
} else {
  try {
    const command = await load();
    await command.run(args);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
