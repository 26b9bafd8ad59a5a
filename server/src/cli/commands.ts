import type { CliCommand } from "./command.ts";

/** Loads each command of `chatloom` by its name, so that one does not wait for the modules of all others. */
export const commands: Readonly<Record<string, () => Promise<CliCommand>>> = {
  store: async () => (await import("./store.ts")).store,
  backup: async () => (await import("./backup.ts")).backup,
  restore: async () => (await import("./restore.ts")).restore,
  check: async () => (await import("./check.ts")).check,
  migrate: async () => (await import("./migrate.ts")).migrate,
  reports: async () => (await import("./reports.ts")).reports,
  audit: async () => (await import("./audit.ts")).audit,
  user: async () => (await import("./user.ts")).user,
  flow: async () => (await import("./flow/flow.ts")).flow,
  test: async () => (await import("./test/test.ts")).test,
};
