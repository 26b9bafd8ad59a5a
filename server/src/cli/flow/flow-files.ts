import { readFileSync } from "node:fs";
import type { TextProblem } from "@chatloom/flows-schema/text";

/** A file with a flow's text. */
export interface FlowFile {
  readonly path: string;
  readonly text: string;
}

/** Reads the files that the arguments name. Throws where none is named, or one cannot be read. */
export function readFlowFiles(paths: readonly string[]): FlowFile[] {
  if (paths.length === 0) {
    throw new Error("Name at least one file, such as flows/welcome.yaml");
  }
  return paths.map((path) => {
    try {
      return { path, text: readFileSync(path, "utf8") };
    } catch (error) {
      throw new Error(`${path} cannot be read: ${(error as Error).message}`);
    }
  });
}

/** Prints problems as compilers do, so that editors find the place. */
export function printProblems(path: string, problems: readonly TextProblem[]): void {
  for (const { line, column, severity, message } of problems) {
    console.log(`${path}:${line}:${column}: ${severity}: ${message}`);
  }
}

/** Whether a problem keeps the flow from being published. */
export function hasErrors(problems: readonly TextProblem[]): boolean {
  return problems.some((it) => it.severity === "error");
}
