import type { PageValues } from "@chatloom/api-schema";
import type { Profile } from "../../channels/channel.ts";
import { campaignOf } from "./campaign-of.ts";
import type { VisitorIdentity } from "./read-identity.ts";

/** The facts about a visitor that a page may give, and how each must look. */
const facts = {
  name: /\S/,
  firstName: /\S/,
  lastName: /\S/,
  email: /^\S+@\S+$/,
  phone: /^\+\d{6,15}$/,
  language: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
} as const;

/**
 * Returns who the visitor is: what the website signed, and else what its page says. Where the website signed an identity, the page's
 * name, e-mail and phone do not count.
 */
export function visitorProfile(
  values: PageValues = {},
  identity: VisitorIdentity | undefined,
): Profile {
  const given = Object.entries(facts).flatMap(([name, form]) => {
    const value = values[name]?.trim() ?? "";
    return form.test(value) && (identity === undefined || name === "language")
      ? [[name, value] as const]
      : [];
  });
  const { externalId: _, ...signed } = identity ?? { externalId: "" };
  return { ...Object.fromEntries(given), ...signed };
}

/** Returns the named values for flows: those of the page and of its address; the campaign's stand where both name one. */
export function flowValues(
  values: PageValues = {},
  page: string | undefined,
): { readonly values?: Readonly<Record<string, string>> } {
  const own = Object.entries(values).filter(([name]) => !(name in facts));
  const all = { ...Object.fromEntries(own), ...campaignOf(page).values };
  return Object.keys(all).length === 0 ? {} : { values: all };
}
