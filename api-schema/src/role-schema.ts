import Type from "typebox";
import { roles } from "./built-in-roles.ts";
import { permissions } from "./permissions.ts";

/** The role of a member, an invitation or a token: the name of a built-in one, or the id of one that the workspace made. */
export const RoleId = Type.String({ pattern: `^(${roles.join("|")}|[0-9a-f]{24})$` });

/** One thing that a role allows. */
export const PermissionSchema = Type.Enum([...permissions], { type: "string" });
