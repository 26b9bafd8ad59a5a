import type { FailedTest } from "@chatloom/api-schema";
import type { Finding } from "@chatloom/flows-schema";
import type { TextProblem } from "@chatloom/flows-schema/text";
import { Conflict, DomainError } from "../context/errors.ts";

/** Why a flow is not saved, published or imported. */
export const flowErrors = {
  /** Someone else saved this draft first. The studio offers to reload. */
  draftChanged: (sent: number, current: number) =>
    new Conflict(
      "flow.draft-changed",
      `Revision ${sent} was edited, but the draft is at revision ${current}`,
      { current },
    ),
  hasFindings: (findings: readonly Finding[]) => {
    const count = findings.filter((it) => it.severity === "error").length;
    const message = `The draft has ${count} errors that must be repaired first`;
    return new Conflict("flow.has-findings", message, { findings });
  },
  /** The flow's settings let failing tests block publishing. */
  testsFail: (tests: readonly FailedTest[]) => {
    const [first] = tests;
    const message = `${tests.length} conversation tests fail. "${first?.name}": ${first?.problem.message}`;
    return new Conflict("flow.tests-fail", message, { tests });
  },
  /** Publishing the newest version again would only add a number. */
  unchanged: (version: number) =>
    new Conflict(
      "flow.unchanged",
      `The draft is the same as version ${version}; activate the flow if it is paused`,
      { version },
    ),
  /** The text of a flow cannot be saved; the problems say what to mend, with line and column. */
  textInvalid: (problems: readonly TextProblem[]) => {
    const [first] = problems;
    const message = `Line ${first?.line}, column ${first?.column}: ${first?.message}`;
    return new DomainError("invalid", "flow.text-invalid", message, { problems });
  },
  needsApproval: () =>
    new Conflict("flow.needs-approval", "Somebody else must approve this draft first"),
  noCanary: () => new Conflict("flow.no-canary", "No version of the flow is on trial"),
  canaryRunning: (version: number) =>
    new Conflict(
      "flow.canary-running",
      `Version ${version} is on trial; publish it to all or roll it back first`,
      { version },
    ),
  /** Without an earlier version the other conversations would get nothing. */
  canaryFirst: () =>
    new Conflict("flow.canary-first", "Only a flow that answers already can try a new version"),
  notPublished: () => new Conflict("flow.not-published", "Publish the flow first"),
  foreign: (product: string) =>
    new DomainError(
      "invalid",
      "flow.foreign",
      `This is an export of ${product}, which Chatloom cannot convert`,
      { product },
    ),
  tooManyTries: (most: number) =>
    new DomainError("too-many", "effects.too-many", `Only ${most} calls can be tested at once`),
};
