/** One command of `chatloom`. */
export interface CliCommand {
  name: string;
  /** Its arguments as the usage shows them. */
  args: string;
  /** The description, in one line. */
  summary: string;
  run(args: string[]): Promise<void> | void;
}

/** Where the store is: `--data-dir`, or `DATA_DIR`, or `data`, as for the server. */
export const dataDirOption = {
  "data-dir": { type: "string", default: process.env.DATA_DIR ?? "data" },
} as const;
