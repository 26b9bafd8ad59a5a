import { type ApiProblem, problemOf } from "../ui/api-problem.ts";
import { useSession } from "./session-store.ts";

/** Reads a refused answer. Notes an ended session, so that the shell asks the member to sign in again. */
export async function readRefusal(response: Response): Promise<ApiProblem> {
  const problem = await problemOf(response);
  if (problem.code === "session.missing") {
    useSession.setState({ lost: true });
  }
  return problem;
}
