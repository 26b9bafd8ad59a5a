import "./context/env-file.ts";
import { pino } from "pino";
import { BadSetting, readConfig } from "./context/read-config.ts";
import { setupLink, setupNeeded } from "./features/accounts/set-up.ts";
import { channelVariables } from "./features/channel-accounts/connect-from-environment.ts";
import { startServer } from "./start-server.ts";
import { holdsSealedSecrets } from "./store/sealed-secret.ts";

/** How long running work may take before a shutdown stops it, in milliseconds. */
const mostClosingMs = 10_000;

// The only file that reads the environment: starts the server and ends it in order.
try {
  const config = readConfig(process.env, channelVariables(), holdsSealedSecrets);
  const log = pino({ level: config.logLevel });
  const server = await startServer({ config, log });
  const link = (await setupNeeded(server.context)) ? setupLink(server.context) : undefined;
  say(`Chatloom runs at ${server.context.config.publicUrl}`);
  if (link) {
    say(`Create the owner account, once: ${link}`);
  }

  let closing = false;
  const close = (signal: string) => {
    if (closing) {
      return;
    }
    closing = true;
    log.info({ signal }, "Closing");
    setTimeout(() => process.exit(1), mostClosingMs).unref();
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "failed to shut down in order");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", close);
  process.on("SIGINT", close);
  process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled error"));
} catch (error) {
  if (error instanceof BadSetting) {
    process.stderr.write(`${error.message}\n`);
  } else {
    process.stderr.write(`${explain(error)}\n`);
  }
  process.exit(1);
}

function say(line: string): void {
  process.stdout.write(`\n  ${line}\n`);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  if ("code" in error && error.code === "EADDRINUSE") {
    return "PORT is taken: another program listens there. Set PORT to another number.";
  }
  return `Chatloom cannot start: ${error.message}`;
}
