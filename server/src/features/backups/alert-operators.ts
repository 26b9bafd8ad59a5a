import type { ServerContext } from "../../context/server-context.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import { firstWorkspace } from "../../records/workspace.ts";

/** A fault of the server. */
interface OperatorsAlert {
  readonly code: string;
  readonly message: string;
  /** The text that fills the sentence of the code; absent: the message. */
  readonly reason?: string;
}

/** Raises an alert about the server itself: in the first workspace, whose owners run the server. */
export async function alertOperators(
  context: ServerContext,
  { code, message, reason = message }: OperatorsAlert,
): Promise<void> {
  const workspace = await firstWorkspace(context.connection);
  if (workspace) {
    await raiseAlert(context, workspace._id, { code, message, reason: { code, message: reason } });
  }
}
