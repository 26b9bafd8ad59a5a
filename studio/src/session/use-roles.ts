import { type Role, roles, routes, type WorkspaceRole } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";

/** The key of the query, for those who change what it answers. */
export const rolesKey = ["roles"];

/** Reads the roles of the workspace, the built-in ones first. */
export function useRoles() {
  return useQuery({ queryKey: rolesKey, queryFn: () => call(routes.roles.listRoles) });
}

/** Returns a function that names a role. A role that exists no more is called so. */
export function useRoleName(): (role: string) => string {
  const { t } = useTranslation();
  const { data } = useRoles();
  return (role) => {
    const builtIn = builtInRole(role);
    if (builtIn) {
      return t(`settings.roles.${builtIn}`);
    }
    const made: WorkspaceRole | undefined = data?.items.find((it) => it.id === role);
    return made?.name ?? (data ? t("settings.roleGone") : "…");
  };
}

/** Returns the built-in role with this name; undefined for the id of another. */
export function builtInRole(role: string): Role | undefined {
  return roles.find((it) => it === role);
}
