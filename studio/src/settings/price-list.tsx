import { type MessagePrice, type PriceTable, routes } from "@chatloom/api-schema";
import { countries } from "@chatloom/flows-schema";
import {
  ActionIcon,
  Button,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useChannelTypes } from "../channels/use-channels.ts";
import { useMay } from "../session/use-me.ts";
import { countryName } from "../ui/country-select.tsx";
import { Section } from "../ui/section.tsx";

const categories = ["marketing", "utility", "authentication", "service"] as const;
const currencies = Intl.supportedValuesOf("currency");

/** The editable list of what messages cost. */
export function PriceList({ first }: { readonly first: PriceTable }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const may = useMay("broadcasts.rules");
  const [table, setTable] = useState(first);
  const { data: types } = useChannelTypes();
  const channelTypes = types?.items.map((it) => ({ value: it.type, label: it.title })) ?? [];
  const places = countries
    .map((value) => ({ value, label: countryName(value, i18n.language) }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.language));
  const save = useMutation({
    mutationFn: () => call(routes.prices.updatePrices, { body: table }),
    onSuccess: (saved) => {
      client.setQueryData(["prices"], saved);
      notifications.show({ message: t("settings.saved") });
    },
  });
  const change = (index: number, part: Partial<MessagePrice>) =>
    setTable({
      ...table,
      prices: table.prices.map((it, at) => (at === index ? { ...it, ...part } : it)),
    });
  const fresh = {
    channelType: channelTypes[0]?.value ?? "",
    country: "",
    category: "",
    template: "",
    price: 0,
  };
  return (
    <Section title={t("settings.marketing.prices")}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t(
            table.prices.length === 0
              ? "settings.marketing.noPrices"
              : "settings.marketing.pricesHint",
          )}
        </Text>
        <Select
          searchable
          allowDeselect={false}
          maw={160}
          disabled={!may}
          label={t("settings.marketing.currency")}
          value={table.currency}
          onChange={(currency) => currency && setTable({ ...table, currency })}
          data={currencies}
        />
        {table.prices.map((it, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: every value of a line can change, so the place is what stays.
          <Group key={index} align="flex-end" gap="xs">
            <Select
              w={150}
              allowDeselect={false}
              disabled={!may}
              label={t("settings.marketing.channel")}
              value={it.channelType}
              onChange={(value) => value && change(index, { channelType: value })}
              data={channelTypes}
            />
            <Select
              w={170}
              searchable
              clearable
              clearButtonProps={{ "aria-label": t("common.clear") }}
              disabled={!may}
              label={t("settings.marketing.country")}
              placeholder={t("settings.marketing.anyCountry")}
              value={it.country || null}
              onChange={(value) => change(index, { country: value ?? "" })}
              data={places}
            />
            <Select
              w={160}
              clearable
              clearButtonProps={{ "aria-label": t("common.clear") }}
              disabled={!may}
              label={t("settings.marketing.category")}
              placeholder={t("settings.marketing.anyCategory")}
              value={it.category || null}
              onChange={(value) => change(index, { category: value ?? "" })}
              data={categories.map((value) => ({
                value,
                label: t(`settings.marketing.categories.${value}`),
              }))}
            />
            <TextInput
              w={160}
              disabled={!may}
              maxLength={512}
              label={t("settings.marketing.template")}
              placeholder={t("settings.marketing.anyTemplate")}
              value={it.template}
              onChange={({ currentTarget }) => change(index, { template: currentTarget.value })}
            />
            <NumberInput
              w={130}
              min={0}
              decimalScale={6}
              disabled={!may}
              label={t("settings.marketing.price")}
              suffix={` ${table.currency}`}
              value={it.price}
              onChange={(value) => change(index, { price: Number(value) || 0 })}
            />
            {may && (
              <ActionIcon
                mb={4}
                aria-label={t("settings.marketing.removePrice", { line: index + 1 })}
                onClick={() =>
                  setTable({ ...table, prices: table.prices.filter((_, at) => at !== index) })
                }
              >
                <IconTrash size={18} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {may && (
          <Group>
            <Button
              variant="light"
              disabled={channelTypes.length === 0}
              onClick={() => setTable({ ...table, prices: [...table.prices, fresh] })}
            >
              {t("settings.marketing.addPrice")}
            </Button>
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              {t("settings.save")}
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  );
}
