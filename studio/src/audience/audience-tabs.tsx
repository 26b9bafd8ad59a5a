import { pages } from "@chatloom/api-schema";
import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useMay } from "../session/use-me.ts";
import { TabRow } from "../ui/tab-row.tsx";

const tabs = {
  contacts: pages.contacts,
  segments: pages.segments,
  broadcasts: pages.broadcasts,
  fields: pages.contactFields,
} as const;

/** The way between the parts of the audience. */
export function AudienceTabs({ chosen }: { readonly chosen: keyof typeof tabs }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayRead = useMay("broadcasts.read");
  const shown = (Object.keys(tabs) as (keyof typeof tabs)[]).filter(
    (it) => it !== "broadcasts" || mayRead,
  );
  return (
    <Tabs
      value={chosen}
      onChange={(value) => void navigate(tabs[(value ?? "contacts") as keyof typeof tabs])}
    >
      <TabRow label={t("audience.tabs.label")} chosen={chosen}>
        {shown.map((name) => (
          <Tabs.Tab key={name} value={name} px={{ base: 6, xs: "md" }}>
            {t(`audience.tabs.${name}`)}
          </Tabs.Tab>
        ))}
      </TabRow>
    </Tabs>
  );
}
