import { addressBelow } from "../address-below.ts";
import type { FileUpload, HttpCall } from "../channel.ts";
import type { TiktokSettings } from "./settings.ts";

type Address = Pick<TiktokSettings, "apiBaseUrl">;

/** The address of an endpoint. Every path ends with a slash. */
export function tiktokUrl({ apiBaseUrl }: Address, path: string): string {
  return addressBelow(apiBaseUrl, `open_api/v1.3/${path}/`);
}

/** Makes a POST on behalf of the business; with an upload its fields go as a form. */
export function tiktokCall(
  settings: TiktokSettings,
  path: string,
  fields: Readonly<Record<string, unknown>>,
  upload?: FileUpload,
): HttpCall {
  return {
    method: "POST",
    url: tiktokUrl(settings, path),
    headers: { "access-token": settings.accessToken },
    json: { business_id: settings.businessId, ...fields },
    upload,
  };
}

/** Makes a GET on behalf of the business. */
export function tiktokQuery(
  settings: TiktokSettings,
  path: string,
  query: Readonly<Record<string, string>>,
): HttpCall {
  // TikTok takes a plus sign in an id only as %2B, as URLSearchParams writes it.
  const search = new URLSearchParams({ business_id: settings.businessId, ...query });
  return {
    method: "GET",
    url: `${tiktokUrl(settings, path)}?${search}`,
    headers: { "access-token": settings.accessToken },
  };
}
