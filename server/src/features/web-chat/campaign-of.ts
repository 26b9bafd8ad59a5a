const campaignParameter = /^(utm_[a-z]{1,20}|gclid|fbclid|msclkid|ttclid|ad_id)$/;
/** Ids of clicks have up to some hundred characters, and are worthless when cut. */
const longest = 500;

/** Reads the campaign's values from the address of a page, such as `utm_source`; nothing where it has none. */
export function campaignOf(page: string | undefined): {
  readonly values?: Readonly<Record<string, string>>;
} {
  const query = page?.split("#", 1)[0]?.split("?", 2)[1];
  if (query === undefined) {
    return {};
  }
  const found = [...new URLSearchParams(query)]
    .filter(([name, value]) => campaignParameter.test(name) && value !== "")
    .map(([name, value]) => [name, value.slice(0, longest)] as const)
    .slice(0, 20);
  return found.length === 0 ? {} : { values: Object.fromEntries(found) };
}
