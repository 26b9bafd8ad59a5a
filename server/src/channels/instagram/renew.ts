import { addressBelow } from "../address-below.ts";
import { readGraphFailure } from "../meta/read-graph-error.ts";
import { object, text } from "../read-json.ts";
import type { Renewal } from "../renewal.ts";
import type { InstagramSettings } from "./settings.ts";

const hour = 60 * 60 * 1_000;
const day = 24 * hour;
/** A token lives so long, and can be renewed once it is a day old. */
const lifeMs = 60 * day;
const firstMs = 25 * hour;

/** Renews the token of Instagram login every month. The token of a page does not expire. */
export const instagramRenewal: Renewal<typeof InstagramSettings> = {
  replaces: ["accessToken"],
  when: ({ login }, { givenAt, expiresAt }) => {
    if (login !== "instagramLogin") {
      return undefined;
    }
    return expiresAt === undefined
      ? { due: givenAt + firstMs, expires: givenAt + lifeMs }
      : { due: expiresAt - lifeMs / 2, expires: expiresAt };
  },
  ask: ({ apiBaseUrl, accessToken }) => {
    const query = new URLSearchParams({
      grant_type: "ig_refresh_token",
      access_token: accessToken,
    });
    return {
      method: "GET",
      url: addressBelow(apiBaseUrl, `refresh_access_token?${query}`),
    };
  },
  read: (reply, now) => {
    const { access_token, expires_in } = object(reply.body);
    const accessToken = text(access_token);
    if (reply.status === 200 && accessToken !== undefined) {
      const seconds = typeof expires_in === "number" ? expires_in : lifeMs / 1_000;
      return { ok: true, settings: { accessToken }, expiresAt: now + seconds * 1_000 };
    }
    return { ok: false, failure: readGraphFailure(reply, {}) };
  },
};
