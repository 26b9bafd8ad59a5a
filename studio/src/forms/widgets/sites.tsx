import { type AllowedSite, readAllowedSites, writeSite } from "@chatloom/api-schema";
import { Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFieldProps } from "../use-field-props.ts";
import type { WidgetProps } from "../widget.ts";

/** Websites, separated by commas, with the sites that the text means. */
export function SitesWidget(props: WidgetProps<string>) {
  const { t, i18n } = useTranslation();
  const field = useFieldProps(props);
  const { sites, unclear } = readAllowedSites(props.value ?? "");
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction" });
  const inWords = (site: AllowedSite) =>
    site.below
      ? t("forms.sites.below", { site: writeSite({ ...site, below: false }) })
      : hasWww(site)
        ? t("forms.sites.withWww", { site: writeSite(site), www: `www.${writeSite(site)}` })
        : writeSite(site);
  return (
    <div>
      <TextInput
        {...field}
        value={props.value ?? ""}
        error={
          unclear.length > 0
            ? t("forms.sites.unclear", { entries: unclear.join(", ") })
            : field.error
        }
        onChange={({ currentTarget }) => props.onChange(currentTarget.value)}
      />
      {sites.length > 0 && (
        <Text fz="xs" c="dimmed" mt={4} role="status">
          {t("forms.sites.understood", { sites: list.format(sites.map(inWords)) })}
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
