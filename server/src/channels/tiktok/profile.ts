import { defined } from "@chatloom/flows-schema";
import type { HttpCall, HttpReply, Profile } from "../channel.ts";
import { object, objects, text, webAddress } from "../read-json.ts";
import { tiktokQuery } from "./call.ts";
import type { TiktokSettings } from "./settings.ts";

/** Asks who takes part in a conversation: TikTok tells it with the newest messages, and nowhere else. */
export const tiktokProfile = {
  ask: (addressId: string, settings: TiktokSettings): HttpCall =>
    tiktokQuery(settings, "business/message/content/list", { conversation_id: addressId }),
  read: ({ body }: HttpReply): Profile | undefined => {
    const people = objects(object(object(body).data).participants);
    const person = people.find((it) => it.role === "PERSONAL_ACCOUNT");
    const profile: Profile = defined({
      name: text(person?.display_name),
      pictureUrl: webAddress(person?.profile_image),
    });
    return Object.keys(profile).length === 0 ? undefined : profile;
  },
};
