import Type from "typebox";
import { roles } from "./route.ts";

/** The roles of members, which decide their permissions. */
export const RoleSchema = Type.Enum([...roles], { type: "string" });
