import { parseArgs } from "node:util";
import { startEmbeddedMongo } from "@chatloom/embedded-mongo";
import { type CliCommand, dataDirOption } from "./command.ts";

/** Serves the store alone, for several server processes on one machine. */
export const store: CliCommand = {
  name: "store",
  args: "[--socket PATH | --port N]",
  summary:
    "Serve the store to several server processes; the first line says what to set MONGODB_URI to.",
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { ...dataDirOption, socket: { type: "string" }, port: { type: "string" } },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65536)) {
      throw new Error(`--port must be a number from 0 to 65535, not '${values.port}'`);
    }
    const running = await startEmbeddedMongo({
      dataDir: values["data-dir"],
      socketPath: values.socket,
      port,
      onNotice: (message, details) => console.error(JSON.stringify({ message, ...details })),
    });
    console.log(running.uri);
    const stop = (): void => void running.close().then(() => process.exit(0));
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
  },
};
