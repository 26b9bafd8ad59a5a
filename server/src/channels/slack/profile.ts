import { defined } from "@chatloom/flows-schema";
import { readContactFact } from "@chatloom/runtime";
import type { HttpCall, HttpReply, Profile } from "../channel.ts";
import { object, text } from "../read-json.ts";
import { slackQuery } from "./call.ts";
import type { SlackSettings } from "./settings.ts";

/** Asks for a member of the workspace; needs the scope `users:read`, and `users:read.email` for the address. */
export const slackProfile = {
  ask: (userId: string, settings: SlackSettings): HttpCall =>
    slackQuery(settings, "users.info", { user: userId, include_locale: "true" }),
  read: ({ body }: HttpReply): Profile | undefined => {
    const { ok, user } = object(body);
    if (ok !== true) {
      return undefined;
    }
    const { name, real_name, locale, tz, profile } = object(user);
    const shown = object(profile);
    return defined({
      name: text(shown.display_name) ?? text(shown.real_name) ?? text(real_name) ?? text(name),
      firstName: text(shown.first_name),
      lastName: text(shown.last_name),
      username: text(name),
      email: text(shown.email),
      phone: text(shown.phone),
      language: text(locale),
      timeZone: readContactFact("timeZone", tz),
    });
  },
};
