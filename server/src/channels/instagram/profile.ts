import { defined } from "@chatloom/flows-schema";
import type { HttpCall, HttpReply, Profile } from "../channel.ts";
import { graphCall } from "../meta/graph-call.ts";
import { object, text, webAddress } from "../read-json.ts";
import type { InstagramSettings } from "./settings.ts";

/** Asks for a person's names and picture; refused until the person has written to the account. */
export const instagramProfile = {
  ask: (addressId: string, settings: InstagramSettings): HttpCall =>
    graphCall(
      settings,
      settings.accessToken,
      "GET",
      `${encodeURIComponent(addressId)}?fields=name,username,profile_pic`,
    ),
  read: ({ status, body }: HttpReply): Profile | undefined => {
    if (status !== 200) {
      return undefined;
    }
    const person = object(body);
    const profile: Profile = defined({
      name: text(person.name),
      username: text(person.username),
      pictureUrl: webAddress(person.profile_pic),
    });
    return Object.keys(profile).length === 0 ? undefined : profile;
  },
};
