import type { HttpCall, HttpReply } from "../channel.ts";
import { number, object } from "../read-json.ts";
import { lineCall } from "./call.ts";
import type { LineSettings } from "./settings.ts";

/** Messages of this month that the plan includes, and those that were used. Answers with a reply token do not count. */
export const lineQuota = {
  ask: (settings: LineSettings): readonly HttpCall[] => [
    lineCall(settings, "GET", "message/quota"),
    lineCall(settings, "GET", "message/quota/consumption"),
  ],
  read: ([plan, usage]: readonly HttpReply[]) => {
    const { type, value } = object(plan?.body);
    const used = number(object(usage?.body).totalUsage, 0);
    const limit = type === "none" ? "unlimited" : number(value, 0);
    return limit === undefined || used === undefined
      ? undefined
      : {
          limit: limit === "unlimited" ? ("unlimited" as const) : Math.round(limit),
          used: Math.round(used),
        };
  },
};
