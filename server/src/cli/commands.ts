import { audit } from "./audit.ts";
import { backup } from "./backup.ts";
import { check } from "./check.ts";
import type { CliCommand } from "./command.ts";
import { flow } from "./flow/flow.ts";
import { migrate } from "./migrate.ts";
import { reports } from "./reports.ts";
import { restore } from "./restore.ts";
import { store } from "./store.ts";
import { test } from "./test/test.ts";
import { user } from "./user.ts";

/** Every command of `chatloom`. */
export const commands: readonly CliCommand[] = [
  store,
  backup,
  restore,
  check,
  migrate,
  reports,
  audit,
  user,
  flow,
  test,
];
