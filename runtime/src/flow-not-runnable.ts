/** The error of a flow that cannot be compiled. `details` names what is wrong and where, by JSON pointer. */
export class FlowNotRunnable extends Error {
  readonly code = "flow.not-runnable";
  readonly details: readonly { readonly pointer: string; readonly message: string }[];

  constructor(details: FlowNotRunnable["details"]) {
    super(`The flow cannot run: ${details.map((it) => `${it.pointer} ${it.message}`).join("; ")}`);
    this.name = "FlowNotRunnable";
    this.details = details;
  }
}
