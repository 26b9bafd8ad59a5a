import { existsSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type ReplyOf, routes } from "@chatloom/api-schema";
import type { TextProblem } from "@chatloom/flows-schema/text";
import { type CalledServer, callServer, Refused } from "./call-server.ts";
import { type FlowFile, hasErrors, printProblems, readFlowFiles } from "./flow-files.ts";
import { readTests } from "./read-tests.ts";
import { serverOf, serverOptions } from "./server-options.ts";
import { testsPathOf } from "./tests-path-of.ts";

type Changes = ReplyOf<typeof routes.flowTexts.checkFlowText>["changes"];

/**
 * Saves files as drafts, with the tests beside them. `--dry-run` only says what would change; `--publish` publishes flows without errors; `--overwrite` also
 * replaces drafts that were edited since the file was pulled. Afterwards the file names the flow and its new revision.
 */
export async function pushFiles(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...serverOptions,
      "dry-run": { type: "boolean", default: false },
      overwrite: { type: "boolean", default: false },
      publish: { type: "boolean", default: false },
    },
  });
  let failed = 0;
  for (const file of readFlowFiles(positionals)) {
    const done = values["dry-run"]
      ? await dryRun(serverOf(values), file)
      : await push(serverOf(values), file, values.overwrite, values.publish);
    failed += done ? 0 : 1;
  }
  if (failed > 0) {
    console.log(`${failed} files were not ${values["dry-run"] ? "valid" : "pushed as asked"}`);
    process.exitCode = 1;
  }
}

async function dryRun(server: CalledServer, { path, text }: FlowFile): Promise<boolean> {
  const { checkFlowText } = routes.flowTexts;
  const { problems, changes } = await callServer(server, checkFlowText, { body: { text } });
  printProblems(path, problems);
  console.log(`${path}: ${inWords(changes)}`);
  return !hasErrors(problems);
}

async function push(
  server: CalledServer,
  { path, text }: FlowFile,
  overwrite: boolean,
  publish: boolean,
): Promise<boolean> {
  let saved: ReplyOf<typeof routes.flowTexts.saveFlowText>;
  try {
    const body = { text, overwrite };
    saved = await callServer(server, routes.flowTexts.saveFlowText, { body });
  } catch (error) {
    if (error instanceof Refused && error.code === "flow.text-invalid") {
      printProblems(path, error.details.problems as readonly TextProblem[]);
      return false;
    }
    if (error instanceof Refused && error.code === "flow.draft-changed") {
      console.log(
        `${path}: the draft was edited since this file was pulled. Pull again, or --overwrite`,
      );
      return false;
    }
    throw error;
  }
  const { id, revision, problems, changes, created } = saved;
  printProblems(path, problems);
  console.log(`${path}: ${created ? "made, " : ""}${inWords(changes)}, revision ${revision}`);
  writeFileSync(path, withHead(text, id, revision));
  await pushTests(server, path, id);
  if (!publish) {
    return true;
  }
  if (hasErrors(problems)) {
    console.log(`${path}: not published, because it has errors`);
    return false;
  }
  try {
    const body = { revision };
    const params = { flowId: id };
    const { publishFlow } = routes.flows;
    const { version, failingTests } = await callServer(server, publishFlow, { params, body });
    for (const { name, problem } of failingTests) {
      console.log(`${path}: warning: the test "${name}" fails: ${problem.message}`);
    }
    console.log(`${path}: published as version ${version}`);
    return true;
  } catch (error) {
    if (error instanceof Refused && error.code === "flow.unchanged") {
      console.log(`${path}: published already`);
      return true;
    }
    if (error instanceof Refused && refusals.has(error.code)) {
      console.log(`${path}: not published. ${error.message}`);
      return false;
    }
    throw error;
  }
}

/** Reasons against publishing that only people can remove. */
const refusals: ReadonlySet<string> = new Set([
  "flow.canary-running",
  "flow.needs-approval",
  "flow.tests-fail",
]);

/** Replaces the tests of the flow by those of the file beside it, if there is one. */
async function pushTests(server: CalledServer, path: string, flowId: string): Promise<void> {
  const testsPath = testsPathOf(path);
  if (!existsSync(testsPath)) {
    return;
  }
  const tests = readTests(testsPath);
  const sent = { params: { flowId }, body: { tests } };
  await callServer(server, routes.flowTests.replaceFlowTests, sent);
  console.log(`${testsPath}: ${tests.length} tests saved`);
}

function inWords({ added, changed, removed, edges, settings }: Changes): string {
  const parts = [
    list("added", added),
    list("changed", changed),
    list("removed", removed),
    edges > 0 ? `${edges} connections changed` : "",
    settings ? "settings changed" : "",
  ].filter(Boolean);
  return parts.join("; ") || "no change";
}

function list(verb: string, ids: readonly string[]): string {
  const most = 8;
  const more = ids.length > most ? ` and ${ids.length - most} more` : "";
  return ids.length === 0 ? "" : `${verb} ${ids.slice(0, most).join(", ")}${more}`;
}

/** Sets the lines `id` and `revision`; everything else of the text stays, with its comments. */
function withHead(text: string, id: string, revision: number): string {
  const rest = text.replace(/^(?:id|revision):.*\r?\n/gm, "");
  return rest.replace(/^name:/m, `id: ${JSON.stringify(id)}\nrevision: ${revision}\nname:`);
}
