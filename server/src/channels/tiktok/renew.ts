import { defined } from "@chatloom/flows-schema";
import { number, object, text } from "../read-json.ts";
import type { Renewal } from "../renewal.ts";
import { tiktokUrl } from "./call.ts";
import { readTiktokFailure } from "./errors.ts";
import type { TiktokSettings } from "./settings.ts";

const day = 24 * 60 * 60 * 1_000;

/**
 * Renews the access token twice a day. TikTok may give a new refresh token with it. What a member enters may be nearly a day old, so
 * it is renewed at once.
 */
export const tiktokRenewal: Renewal<typeof TiktokSettings> = {
  replaces: ["accessToken", "refreshToken"],
  when: ({ refreshToken }, { givenAt, expiresAt }) => {
    if (refreshToken === undefined || refreshToken === "") {
      return undefined;
    }
    return expiresAt === undefined
      ? { due: givenAt, expires: givenAt + day }
      : { due: expiresAt - day / 2, expires: expiresAt };
  },
  ask: (settings) => ({
    method: "POST",
    url: tiktokUrl(settings, "tt_user/oauth2/refresh_token"),
    json: {
      client_id: settings.appId,
      client_secret: settings.appSecret,
      grant_type: "refresh_token",
      refresh_token: settings.refreshToken,
    },
  }),
  read: (reply, now) => {
    const { code, data } = object(reply.body);
    const { access_token, refresh_token, expires_in } = object(data);
    const accessToken = text(access_token);
    const refreshToken = text(refresh_token);
    if (code !== 0 || accessToken === undefined) {
      return { ok: false, failure: readTiktokFailure(reply) };
    }
    const lifeMs = (number(expires_in, 60) ?? day / 1_000) * 1_000;
    const settings = { accessToken, ...defined({ refreshToken }) };
    return { ok: true, settings, expiresAt: now + lifeMs };
  },
};
