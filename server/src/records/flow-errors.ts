import type { Finding } from "@chatloom/flows-schema";
import { DomainError } from "../context/errors.ts";

/** Someone else saved this draft first. The studio offers to reload. */
export class DraftChanged extends DomainError {
  readonly code = "flow.draft-changed";
  readonly refusal = "conflict";
  override readonly details: { readonly current: number };

  constructor(sent: number, current: number) {
    super(`Revision ${sent} was edited, but the draft is at revision ${current}`);
    this.details = { current };
  }
}

/** The draft has errors and cannot be published. */
export class FlowHasFindings extends DomainError {
  readonly code = "flow.has-findings";
  readonly refusal = "conflict";
  override readonly details: { readonly findings: readonly Finding[] };

  constructor(findings: readonly Finding[]) {
    const count = findings.filter((it) => it.severity === "error").length;
    super(`The draft has ${count} errors that must be repaired first`);
    this.details = { findings };
  }
}

/** The draft equals the newest version: publishing it again would only add a number. */
export class FlowUnchanged extends DomainError {
  readonly code = "flow.unchanged";
  readonly refusal = "conflict";
  override readonly details: { readonly version: number };

  constructor(version: number) {
    super(`The draft is the same as version ${version}; activate the flow if it is paused`);
    this.details = { version };
  }
}

/** No version of this flow was published yet. */
export class FlowNotPublished extends DomainError {
  readonly code = "flow.not-published";
  readonly refusal = "conflict";

  constructor() {
    super("Publish the flow first");
  }
}

/** There is no sample with this id. */
export class SampleNotFound extends DomainError {
  readonly code = "sample.not-found";
  readonly refusal = "not-found";

  constructor() {
    super("There is no such sample");
  }
}

/** The file was exported from another product. */
export class ForeignFlow extends DomainError {
  readonly code = "flow.foreign";
  readonly refusal = "invalid";
  override readonly details: { readonly product: string };

  constructor(product: string) {
    super(`This is an export of ${product}, which Chatloom cannot convert`);
    this.details = { product };
  }
}
