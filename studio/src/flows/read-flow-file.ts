import { ApiProblem } from "../ui/api-problem.ts";

/** Reads an exported flow; whether it is one, the server decides. */
export async function readFlowFile(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text());
  } catch {
    throw new ApiProblem({ status: 400, code: "flow.not-json", message: "The file is not JSON." });
  }
}
