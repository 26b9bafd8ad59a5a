import { type MarketingRules, routes } from "@chatloom/api-schema";
import { Button, Checkbox, Group, NumberInput, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { Section } from "../ui/section.tsx";
import { PriceList } from "./price-list.tsx";

const night = { from: "21:00", to: "08:00" };

/** The rules for broadcasts, and what messages cost. */
export function MarketingTab() {
  const rules = useQuery({
    queryKey: ["marketingRules"],
    queryFn: () => call(routes.marketing.readMarketingRules),
  });
  const prices = useQuery({
    queryKey: ["prices"],
    queryFn: () => call(routes.prices.readPrices),
  });
  if (!rules.data || !prices.data) {
    return <Awaiting of={[rules, prices]} height={360} />;
  }
  return (
    <>
      <Rules first={rules.data} />
      <PriceList first={prices.data} />
    </>
  );
}

function Rules({ first }: { readonly first: MarketingRules }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay("broadcasts.rules");
  const [rules, setRules] = useState(first);
  const { quietHours, mostPerWeek } = rules;
  const withQuiet = (quiet: MarketingRules["quietHours"]) => {
    const { quietHours: _, ...rest } = rules;
    setRules(quiet ? { ...rest, quietHours: quiet } : rest);
  };
  const save = useMutation({
    mutationFn: () => call(routes.marketing.updateMarketingRules, { body: rules }),
    onSuccess: (saved) => {
      client.setQueryData(["marketingRules"], saved);
      notifications.show({ message: t("settings.saved") });
    },
  });
  return (
    <Section title={t("settings.marketing.rules")}>
      <Stack maw={560}>
        <Checkbox
          disabled={!may}
          label={t("settings.marketing.quiet")}
          description={t("settings.marketing.quietHint")}
          checked={quietHours !== undefined}
          onChange={({ currentTarget }) => withQuiet(currentTarget.checked ? night : undefined)}
        />
        {quietHours && (
          <Group>
            {(["from", "to"] as const).map((end) => (
              <TextInput
                key={end}
                type="time"
                required
                disabled={!may}
                label={t(`settings.marketing.${end}`)}
                value={quietHours[end]}
                onChange={({ currentTarget: { value } }) =>
                  value !== "" && withQuiet({ ...quietHours, [end]: value })
                }
              />
            ))}
          </Group>
        )}
        <NumberInput
          min={1}
          max={100}
          allowDecimal={false}
          disabled={!may}
          label={t("settings.marketing.cap")}
          description={t("settings.marketing.capHint")}
          value={mostPerWeek ?? ""}
          onChange={(value) => {
            const { mostPerWeek: _, ...rest } = rules;
            setRules(typeof value === "number" ? { ...rest, mostPerWeek: value } : rest);
          }}
        />
        {may && (
          <Group>
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              {t("settings.save")}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}
