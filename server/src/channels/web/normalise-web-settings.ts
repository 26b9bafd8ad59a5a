import { readAllowedSites, writeSite } from "@chatloom/api-schema";
import type { WebSettings } from "./settings.ts";

/** Writes the allowed websites in their shortest form; a flaw names each entry that is no address. */
export function normaliseWebSettings(settings: WebSettings): {
  readonly settings: WebSettings;
  readonly flaws: readonly { readonly at: string; readonly message: string }[];
} {
  if (settings.allowedOrigins === undefined) {
    return { settings, flaws: [] };
  }
  const { sites, unclear } = readAllowedSites(settings.allowedOrigins);
  const message = `must list websites such as example.org or *.example.org, but has ${unclear.join(", ")}`;
  return {
    settings: { ...settings, allowedOrigins: sites.map(writeSite).join(", ") },
    flaws: unclear.length > 0 ? [{ at: "/allowedOrigins", message }] : [],
  };
}
