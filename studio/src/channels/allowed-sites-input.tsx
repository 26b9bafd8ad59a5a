import { type AllowedSite, readAllowedSites, writeSite } from "@chatloom/api-schema";
import { Text, TextInput, type TextInputProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The websites that may show the chat, with what is understood of what was typed. */
export function AllowedSitesInput({
  value,
  ...props
}: TextInputProps & { readonly value: string }) {
  const { t, i18n } = useTranslation();
  const { sites, unclear } = readAllowedSites(value);
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction" });
  const inWords = (site: AllowedSite) =>
    site.below
      ? t("channels.sites.below", { site: writeSite({ ...site, below: false }) })
      : hasWww(site)
        ? t("channels.sites.withWww", { site: writeSite(site), www: `www.${writeSite(site)}` })
        : writeSite(site);
  return (
    <div>
      <TextInput
        {...props}
        value={value}
        error={
          unclear.length > 0
            ? t("channels.sites.unclear", { entries: unclear.join(", ") })
            : props.error
        }
      />
      {sites.length > 0 && (
        <Text fz="xs" c="dimmed" mt={4} role="status">
          {t("channels.sites.understood", { sites: list.format(sites.map(inWords)) })}
        </Text>
      )}
    </div>
  );
}

/** Whether the site stands for itself and its "www." twin. */
function hasWww({ scheme, host }: AllowedSite): boolean {
  return (
    scheme === undefined && /\p{L}/u.test(host) && host.includes(".") && !host.startsWith("www.")
  );
}
