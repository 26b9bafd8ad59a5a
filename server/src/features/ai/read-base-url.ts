import { AddressRefused, refusePrivateLiteral } from "../../pipeline/effects/guarded-agent.ts";
import { aiErrors } from "./errors.ts";

/** Checks an endpoint's address and gives it without a slash at the end. Throws `Invalid`. */
export function readBaseUrl(text: string, allowPrivate: boolean): string {
  const url = readOutsideUrl(text, allowPrivate, "/baseUrl");
  if (url.search) {
    throw aiErrors.addressInvalid("must end with its path, without ? and #", "/baseUrl");
  }
  return url.href.replace(/\/+$/, "");
}

/** Checks an address that members give; `at` is its field. Names are looked up when they are called. Throws `Invalid`. */
export function readOutsideUrl(text: string, allowPrivate: boolean, at: string): URL {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (!url?.hostname || !["http:", "https:"].includes(url.protocol)) {
    throw aiErrors.addressInvalid("must start with https:// or http://", at);
  }
  if (url.username || url.password) {
    throw aiErrors.addressInvalid("must not hold a user name or password", at);
  }
  if (url.hash) {
    throw aiErrors.addressInvalid("must end with its path, without ? and #", at);
  }
  if (!allowPrivate) {
    try {
      refusePrivateLiteral(url);
    } catch (error) {
      throw error instanceof AddressRefused
        ? aiErrors.addressInvalid("must be a public address", at)
        : error;
    }
  }
  return url;
}
