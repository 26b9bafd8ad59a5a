import { chatwoot } from "./chatwoot/desk.ts";
import type { Desk } from "./desk.ts";
import { intercom } from "./intercom/desk.ts";
import { livechat } from "./livechat/desk.ts";
import { zendesk } from "./zendesk/desk.ts";

/** Every kind of helpdesk by its type. Adding one is a folder and a line here. */
export const desks = { chatwoot, zendesk, livechat, intercom };

/** The desk of a type, for callers that know it only as text; undefined where there is none. */
export function deskOf(type: string): Desk | undefined {
  return Object.hasOwn(desks, type) ? desks[type as keyof typeof desks] : undefined;
}
