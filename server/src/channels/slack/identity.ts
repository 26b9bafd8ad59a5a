import { defined } from "@chatloom/flows-schema";
import type { HttpReply, Identity } from "../channel.ts";
import { object, text } from "../read-json.ts";
import type { SlackSettings } from "./settings.ts";

/** Reads from `auth.test` whose token it is: the bot user and its workspace. */
export function readSlackIdentity({ body }: HttpReply): Identity<typeof SlackSettings> | undefined {
  const { ok, url, team, team_id, user, user_id, is_enterprise_install } = object(body);
  const [account, name, botUserId] = [text(team_id), text(user), text(user_id)];
  if (ok !== true || account === undefined || name === undefined) {
    return undefined;
  }
  const workspace = text(team);
  // Events of an app that a whole organisation installed name the workspace they are from.
  const teamId = is_enterprise_install === true ? undefined : account;
  return {
    name: workspace === undefined ? name : `${name} (${workspace})`,
    account,
    ...defined({ chatUrl: chatUrl(text(url), botUserId) }),
    learned: defined({ teamId, botUserId }),
  };
}

/** The page of the bot user in the workspace, where people press "Message". */
function chatUrl(home: string | undefined, botUserId: string | undefined): string | undefined {
  if (home === undefined || botUserId === undefined || !URL.canParse(home)) {
    return undefined;
  }
  return new URL(`/team/${botUserId}`, home).href;
}
