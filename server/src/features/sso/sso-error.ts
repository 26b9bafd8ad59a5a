import type { SsoProblem } from "@chatloom/api-schema";

/** Why somebody cannot sign in through the identity provider; the sign-in page has a sentence for each problem. */
export class SsoError extends Error {
  readonly problem: SsoProblem;

  constructor(problem: SsoProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}
