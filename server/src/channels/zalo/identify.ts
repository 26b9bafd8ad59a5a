import { defined } from "@chatloom/flows-schema";
import type { HttpCall, HttpReply, Identity, Profile } from "../channel.ts";
import { id, object, text, webAddress } from "../read-json.ts";
import { readAddress } from "./address.ts";
import { zaloCall, zaloQuery } from "./call.ts";
import type { ZaloSettings } from "./settings.ts";

/** Asks which Official Account the token is for. */
export const identifyZalo = {
  ask: (settings: ZaloSettings): HttpCall => zaloCall(settings, "GET", "v2.0/oa/getoa"),
  read: ({ body }: HttpReply): Identity<typeof ZaloSettings> | undefined => {
    const { data } = object(body);
    const { oa_id, name } = object(data);
    const account = id(oa_id);
    if (account === undefined) {
      return undefined;
    }
    return {
      name: text(name) ?? account,
      account,
      chatUrl: `https://zalo.me/${account}`,
      learned: { oaId: account },
    };
  },
};

/** Asks who a contact is; about people who are not logged in Zalo tells nothing. */
export const zaloProfile = {
  ask: (addressId: string, settings: ZaloSettings): HttpCall => {
    const recipient = readAddress(addressId);
    const user_id = "user_id" in recipient ? recipient.user_id : recipient.anonymous_id;
    return zaloCall(settings, "GET", zaloQuery("v3.0/oa/user/detail", { user_id }));
  },
  read: ({ body }: HttpReply): Profile | undefined => {
    const { data } = object(body);
    const { display_name, user_alias, avatar, avatars, shared_info } = object(data);
    const { name, phone } = object(shared_info);
    const profile: Profile = defined({
      name: text(display_name) ?? text(user_alias) ?? text(name),
      phone: id(phone),
      pictureUrl: webAddress(object(avatars)["240"]) ?? webAddress(avatar),
    });
    return Object.keys(profile).length === 0 ? undefined : profile;
  },
};
