import { addressBelow } from "../address-below.ts";
import { id, object, size, text } from "../read-json.ts";
import type { Renewal } from "../renewal.ts";
import type { ZaloSettings } from "./settings.ts";

const hour = 60 * 60 * 1_000;

/**
 * Renews the OA's tokens. A refresh token works once and comes with the next one; the access token lives for a day. Those that a member
 * enters are exchanged at once, because nobody knows how old they are.
 */
export const zaloRenewal: Renewal<typeof ZaloSettings> = {
  replaces: ["accessToken", "refreshToken"],
  when: ({ accessToken = "" }, { givenAt, renewedAt, expiresAt }) => {
    if (expiresAt === undefined) {
      return { due: givenAt, expires: accessToken === "" ? givenAt : givenAt + hour };
    }
    const life = expiresAt - (renewedAt ?? givenAt);
    return { due: expiresAt - life / 4, expires: expiresAt };
  },
  ask: ({ appId, appSecret, refreshToken, loginBaseUrl }) => ({
    method: "POST",
    url: addressBelow(loginBaseUrl, "v4/oa/access_token"),
    headers: { secret_key: appSecret },
    form: { refresh_token: refreshToken, app_id: appId, grant_type: "refresh_token" },
  }),
  read: ({ status, body }, now) => {
    const answer = object(body);
    const [accessToken, refreshToken] = [text(answer.access_token), text(answer.refresh_token)];
    if (accessToken !== undefined && refreshToken !== undefined) {
      const seconds = size(answer.expires_in) ?? 3_600;
      const expiresAt = now + seconds * 1_000;
      return { ok: true, settings: { accessToken, refreshToken }, expiresAt };
    }
    const code = id(answer.error);
    const words = text(answer.error_description) ?? text(answer.error_name) ?? text(answer.message);
    if (code === undefined || status === 429 || status >= 500) {
      const message = words ?? `Zalo answered with status ${status}.`;
      return { ok: false, failure: { kind: "busy", code: code ?? String(status), message } };
    }
    return { ok: false, failure: { kind: "auth", code, message: words ?? `code ${code}` } };
  },
};
