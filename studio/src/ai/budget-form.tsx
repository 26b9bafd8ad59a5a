import { type AiSettings, routes } from "@chatloom/api-schema";
import {
  ActionIcon,
  Button,
  Group,
  NumberInput,
  Paper,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import classes from "./ai.module.css";

/** The budgets of the workspace and the price table. */
export function BudgetForm() {
  const may = useMay("ai.connect");
  const settings = useQuery({
    queryKey: ["ai-settings"],
    queryFn: () => call(routes.aiUsage.readAiSettings),
  });
  const { data } = settings;
  if (!may) {
    return null;
  }
  return data ? <Form settings={data} /> : <Awaiting of={settings} height={200} />;
}

type Price = AiSettings["prices"][number] & { readonly row: number };

function Form({ settings }: { readonly settings: AiSettings }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [perDay, setPerDay] = useState<number | string>(settings.tokensPerDay ?? "");
  const [perMonth, setPerMonth] = useState<number | string>(settings.tokensPerMonth ?? "");
  const [prices, setPrices] = useState<readonly Price[]>(() =>
    settings.prices.map((it, row) => ({ ...it, row })),
  );
  const save = useMutation({
    mutationFn: () =>
      call(routes.aiUsage.saveAiSettings, {
        body: {
          tokensPerDay: perDay === "" ? undefined : Number(perDay),
          tokensPerMonth: perMonth === "" ? undefined : Number(perMonth),
          prices: prices
            .filter((it) => it.model.trim() !== "")
            .map(({ row: _, model, ...price }) => ({ ...price, model: model.trim() })),
        },
      }),
    onSuccess: (saved) => {
      client.setQueryData(["ai-settings"], saved);
      notifications.show({ message: t("ai.usage.saved") });
    },
  });
  const change = (row: number, part: Partial<Price>) =>
    setPrices(prices.map((it) => (it.row === row ? { ...it, ...part } : it)));
  const columns = ["input", "cached", "output"] as const;
  return (
    <Paper component="section" p="lg" maw={760} className={classes.card ?? ""}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <Title order={2}>{t("ai.usage.budgets")}</Title>
          <Text size="sm" c="dimmed">
            {t("ai.usage.budgetsHint")}
          </Text>
          <Group grow>
            <NumberInput
              label={t("ai.usage.perDay")}
              min={100}
              allowDecimal={false}
              thousandSeparator
              value={perDay}
              onChange={setPerDay}
            />
            <NumberInput
              label={t("ai.usage.perMonth")}
              min={100}
              allowDecimal={false}
              thousandSeparator
              value={perMonth}
              onChange={setPerMonth}
            />
          </Group>
          <Title order={3}>{t("ai.usage.prices")}</Title>
          <Text size="sm" c="dimmed">
            {t("ai.usage.pricesHint")}
          </Text>
          {prices.map((price) => (
            <Group key={price.row} align="flex-end" gap="xs">
              <TextInput
                flex={2}
                miw={140}
                label={t("ai.usage.model")}
                maxLength={200}
                value={price.model}
                onChange={(event) => change(price.row, { model: event.currentTarget.value })}
              />
              {columns.map((column) => (
                <NumberInput
                  key={column}
                  flex={1}
                  miw={80}
                  label={t(`ai.usage.${column}Price`)}
                  min={0}
                  max={100_000}
                  value={price[column]}
                  onChange={(value) => change(price.row, { [column]: Number(value) || 0 })}
                />
              ))}
              <NumberInput
                flex={1}
                miw={80}
                label={t("ai.usage.minutePrice")}
                min={0}
                max={100_000}
                value={price.minute ?? ""}
                onChange={(value) =>
                  change(price.row, { minute: value === "" ? undefined : Number(value) })
                }
              />
              <ActionIcon
                variant="subtle"
                color="red"
                size="lg"
                aria-label={t("ai.usage.removePrice", { model: price.model })}
                onClick={() => setPrices(prices.filter((it) => it.row !== price.row))}
              >
                <IconTrash size={18} />
              </ActionIcon>
            </Group>
          ))}
          <Group justify="space-between">
            <Button
              variant="subtle"
              leftSection={<IconPlus size={16} />}
              onClick={() =>
                setPrices([
                  ...prices,
                  {
                    row: Math.max(-1, ...prices.map((it) => it.row)) + 1,
                    model: "",
                    input: 0,
                    cached: 0,
                    output: 0,
                  },
                ])
              }
            >
              {t("ai.usage.addPrice")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t("ai.usage.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
