import type { ServerContext } from "../../context/server-context.ts";
import { placesOf } from "../../records/member.ts";

/** Says whether an account may make workspaces (`WORKSPACE_CREATION`): by default only owners may. */
export async function mayMakeWorkspaces(
  context: ServerContext,
  accountId: string,
): Promise<boolean> {
  const { workspaceCreation = "owners" } = context.config;
  if (workspaceCreation !== "owners") {
    return workspaceCreation === "everyone";
  }
  return (await placesOf(context, accountId)).some((it) => it.role === "owner");
}
