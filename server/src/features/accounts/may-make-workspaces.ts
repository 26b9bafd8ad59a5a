import type { ServerContext } from "../../context/server-context.ts";
import { placesOf } from "../../records/member.ts";

/** Says whether an account may make workspaces (`WORKSPACE_CREATION`): by default only owners may. */
export async function mayMakeWorkspaces(
  { config, connection }: ServerContext,
  accountId: string,
): Promise<boolean> {
  const { workspaceCreation = "owners" } = config;
  if (workspaceCreation !== "owners") {
    return workspaceCreation === "everyone";
  }
  return (await placesOf(connection, accountId)).some((it) => it.role === "owner");
}
