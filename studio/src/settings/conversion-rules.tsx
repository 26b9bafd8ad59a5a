import { type ConversionRule, conversionValues, messagingEvents } from "@chatloom/api-schema";
import {
  ActionIcon,
  Autocomplete,
  Button,
  Fieldset,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
} from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useReachedGoals } from "../api/use-reached-goals.ts";

const most = 50;
const currencies = Intl.supportedValuesOf("currency");
const fresh: ConversionRule = { goal: "", event: "LeadSubmitted", value: "none" };
const known: readonly string[] = messagingEvents;

/** The goals that are told, each with its event and value. */
export function ConversionRules({
  rules,
  onChange,
}: {
  readonly rules: readonly ConversionRule[];
  readonly onChange: (rules: ConversionRule[]) => void;
}) {
  const { t } = useTranslation();
  const goals = useReachedGoals(30);
  const change = (index: number, part: Partial<ConversionRule>) =>
    onChange(rules.map((it, at) => (at === index ? { ...it, ...part } : it)));
  return (
    <Fieldset legend={t("settings.conversions.rules")}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t(
            rules.length === 0 ? "settings.conversions.noRules" : "settings.conversions.rulesHint",
          )}
        </Text>
        {rules.map((it, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: every value of a line can change, so the place is what stays.
          <Group key={index} align="flex-start" gap="xs">
            <Autocomplete
              w={150}
              required
              maxLength={200}
              label={t("settings.conversions.goal")}
              placeholder={t("settings.conversions.goalHint")}
              value={it.goal}
              onChange={(goal) => change(index, { goal })}
              data={goals}
            />
            <Autocomplete
              w={170}
              required
              maxLength={50}
              label={t("settings.conversions.event")}
              value={it.event}
              onChange={(event) => change(index, { event })}
              data={messagingEvents}
              description={
                it.event === "" || known.includes(it.event)
                  ? undefined
                  : t("settings.conversions.chatEvent")
              }
              inputWrapperOrder={["label", "input", "description", "error"]}
            />
            <Select
              w={180}
              allowDeselect={false}
              label={t("settings.conversions.value")}
              error={
                it.event === "Purchase" && it.value === "none"
                  ? t("settings.conversions.purchaseValue")
                  : undefined
              }
              value={it.value}
              onChange={(value) => value && change(index, { value, ...usualOf(value, it) })}
              data={conversionValues.map((value) => ({
                value,
                label: t(`settings.conversions.values.${value}`),
              }))}
            />
            {it.value === "fixed" && (
              <NumberInput
                w={110}
                min={0}
                label={t("settings.conversions.amount")}
                value={it.amount ?? ""}
                onChange={(amount) => change(index, { amount: Number(amount) || 0 })}
              />
            )}
            {it.value !== "none" && (
              <Select
                w={100}
                searchable
                allowDeselect={false}
                label={t("settings.conversions.currency")}
                value={it.currency ?? null}
                onChange={(currency) => currency && change(index, { currency })}
                data={currencies}
              />
            )}
            <ActionIcon
              mt={28}
              variant="subtle"
              color="red"
              aria-label={t("settings.conversions.removeRule", { line: index + 1 })}
              onClick={() => onChange(rules.filter((_, at) => at !== index))}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            disabled={rules.length >= most}
            onClick={() => onChange([...rules, fresh])}
          >
            {t("settings.conversions.addRule")}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

/** What a value needs beside it. */
function usualOf(value: ConversionRule["value"], rule: ConversionRule): Partial<ConversionRule> {
  return {
    currency: value === "none" ? undefined : (rule.currency ?? "USD"),
    amount: value === "fixed" ? (rule.amount ?? 1) : undefined,
  };
}
