import { parseArgs } from "node:util";
import { routes } from "@chatloom/api-schema";
import { emptyCheckContext } from "@chatloom/flows-schema";
import { readFlowText } from "@chatloom/flows-schema/text";
import { checkFlowText } from "../../records/check-flow-text.ts";
import { callServer } from "./call-server.ts";
import { hasErrors, printProblems, readFlowFiles } from "./flow-files.ts";
import { serverOf, serverOptions } from "./server-options.ts";

/**
 * Checks files. With a token, the server checks them against the workspace (channels, other flows, fields); without one, only what
 * the file itself says is checked. Errors set the exit code 1.
 */
export async function checkFiles(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: serverOptions,
  });
  const files = readFlowFiles(positionals);
  let wrong = 0;
  for (const { path, text } of files) {
    const { problems } =
      values.token === ""
        ? checkFlowText(readFlowText(text), emptyCheckContext)
        : await callServer(serverOf(values), routes.flowTexts.checkFlowText, { body: { text } });
    printProblems(path, problems);
    wrong += hasErrors(problems) ? 1 : 0;
  }
  console.log(`${files.length} files checked, ${wrong} with errors`);
  if (wrong > 0) {
    process.exitCode = 1;
  }
}
