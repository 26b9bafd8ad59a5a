import { ApiProblem } from "./api-problem.ts";

/** Loads a part of the studio's code. Throws `ApiProblem` with `part.not-loaded` without a connection, or when the server has a newer release. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    throw new ApiProblem({
      status: 0,
      code: "part.not-loaded",
      message: "A part of the studio could not be loaded.",
    });
  }
}
