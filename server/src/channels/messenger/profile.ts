import { defined } from "@chatloom/flows-schema";
import type { HttpCall, HttpReply, Profile } from "../channel.ts";
import { graphCall } from "../meta/graph-call.ts";
import { object, text, webAddress } from "../read-json.ts";
import type { MessengerSettings } from "./settings.ts";

/** Asks for a person's name and picture; without Meta's permission for it the answer is an object with little in it. */
export const messengerProfile = {
  ask: (addressId: string, settings: MessengerSettings): HttpCall =>
    graphCall(
      settings,
      settings.pageAccessToken,
      "GET",
      `${encodeURIComponent(addressId)}?fields=first_name,last_name,profile_pic,locale`,
    ),
  read: ({ status, body }: HttpReply): Profile | undefined => {
    if (status !== 200) {
      return undefined;
    }
    const person = object(body);
    const names = [text(person.first_name), text(person.last_name)].filter(
      (it) => it !== undefined,
    );
    const profile: Profile = defined({
      name: names.length === 0 ? undefined : names.join(" "),
      firstName: text(person.first_name),
      lastName: text(person.last_name),
      language: text(person.locale)?.replace("_", "-"),
      pictureUrl: webAddress(person.profile_pic),
    });
    return Object.keys(profile).length === 0 ? undefined : profile;
  },
};
