/** The built-in roles of members in a workspace. Each includes the permissions of the roles after it. */
export const roles = ["owner", "admin", "editor", "agent", "viewer"] as const;
export type Role = (typeof roles)[number];
