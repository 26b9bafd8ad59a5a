import Type from "typebox";
import { roles } from "./route.ts";

/** What a member may do. */
export const RoleSchema = Type.Enum([...roles], { type: "string" });
