import type { ContactAction } from "@chatloom/api-schema";

/** An action that the bulk bar offers. */
export type BulkActionName = ContactAction["type"] | "erase";
