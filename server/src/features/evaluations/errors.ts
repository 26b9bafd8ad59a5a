import { Conflict, DomainError, Invalid } from "../../context/errors.ts";

/** Why something about evaluations is refused. */
export const evaluationErrors = {
  tooMany: (most: number) =>
    new DomainError(
      "conflict",
      "evaluation.too-many",
      `A workspace has at most ${most} evaluation sets`,
      { most },
    ),
  tooManyCases: (most: number) =>
    new DomainError(
      "conflict",
      "evaluation.too-many-cases",
      `An evaluation set has at most ${most} cases`,
      { most },
    ),
  changed: () =>
    new Conflict("evaluation.changed", "The set was changed by someone else since it was read"),
  caseTwice: (at: string) =>
    new Invalid("evaluation.case-twice", "Two cases have the same id", [
      { at, message: "is used twice" },
    ]),
  csvColumns: () =>
    new Invalid("evaluation.csv-columns", "The first line must name a column “question”", [
      { at: "/csv", message: "must name a column “question” in its first line" },
    ]),
  csvInvalid: (row: number, problem: string) =>
    new DomainError("invalid", "evaluation.csv-invalid", `Row ${row}: ${problem}`, { row }),
  empty: () => new Conflict("evaluation.empty", "Add a case first, then the set can be run"),
  overBudget: (tokens: number, left: number) =>
    new Conflict(
      "evaluation.over-budget",
      `The run needs about ${tokens} tokens, and the budgets have ${left} left`,
      { tokens, left },
    ),
  running: () => new Conflict("evaluation.running", "A run of this set is under way"),
};
