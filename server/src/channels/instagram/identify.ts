import type { HttpCall, HttpReply, Identity, IdentityProblem } from "../channel.ts";
import { graphCall } from "../meta/graph-call.ts";
import { id, isObject, object, objects, text } from "../read-json.ts";
import type { InstagramSettings } from "./settings.ts";

const fields = {
  instagramLogin: "user_id,username",
  facebookPage: "name,instagram_business_account{id,username}",
} as const;

/** Asks which Instagram account the token is for. */
export const identifyInstagram = {
  ask: (settings: InstagramSettings): HttpCall =>
    graphCall(settings, settings.accessToken, "GET", `me?fields=${fields[settings.login]}`),
  read: ({
    status,
    body,
  }: HttpReply): Identity<typeof InstagramSettings> | IdentityProblem | undefined => {
    if (status !== 200) {
      return undefined;
    }
    const answer = objects(object(body).data)[0] ?? object(body);
    const linked = answer.instagram_business_account;
    const who = isObject(linked) ? linked : answer;
    const account = isObject(linked) ? id(linked.id) : id(answer.user_id);
    if (account === undefined) {
      return { problem: "No Instagram account is linked to this page, or the token is not for it" };
    }
    const username = text(who.username);
    return {
      name: username === undefined ? account : `@${username}`,
      account,
      chatUrl: username === undefined ? undefined : `https://ig.me/m/${username}`,
      learned: { accountId: account },
    };
  },
};
