import { routes, usageGroups } from "@chatloom/api-schema";
import { Paper, SegmentedControl, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useFormats } from "../figures/use-formats.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { useNarrow } from "../ui/use-narrow.ts";
import classes from "./ai.module.css";
import { BudgetForm } from "./budget-form.tsx";

type Group = (typeof usageGroups)[number];

/** Shows AI usage, cost and budgets. */
export function UsageTab() {
  const { t, i18n } = useTranslation();
  const narrow = useNarrow();
  const [by, setBy] = useState<Group>("day");
  const usage = useQuery({
    queryKey: ["ai-usage", by],
    queryFn: () => call(routes.aiUsage.readAiUsage, { query: { by, days: 30 } }),
  });
  const { data } = usage;
  const { day } = useFormats();
  const count = new Intl.NumberFormat(i18n.language);
  const money = new Intl.NumberFormat(i18n.language, {
    style: "currency",
    currency: "USD",
    maximumFractionDigits: 4,
  });
  return (
    <Stack>
      <Paper component="section" p="lg" className={classes.card ?? ""}>
        <Title order={2} mb="sm">
          {t("ai.usage.title")}
        </Title>
        <SegmentedControl
          mb="md"
          aria-label={t("ai.usage.group")}
          value={by}
          onChange={(value) => setBy(value as Group)}
          data={usageGroups.map((value) => ({ value, label: t(`ai.usage.by.${value}`) }))}
          orientation={narrow ? "vertical" : "horizontal"}
          fullWidth={narrow}
        />
        <Awaiting of={usage} height={120} />
        {data?.items.length === 0 && <Text c="dimmed">{t("ai.usage.none")}</Text>}
        {data && data.items.length > 0 && (
          <Table.ScrollContainer minWidth={560}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t("ai.usage.what")}</Table.Th>
                  <Table.Th ta="right">{t("ai.usage.calls")}</Table.Th>
                  <Table.Th ta="right">{t("ai.usage.failed")}</Table.Th>
                  <Table.Th ta="right">{t("ai.usage.read")}</Table.Th>
                  <Table.Th ta="right">{t("ai.usage.ofThatCached")}</Table.Th>
                  <Table.Th ta="right">{t("ai.usage.written")}</Table.Th>
                  <Table.Th ta="right">{t("ai.usage.cost")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.items.map((it) => (
                  <Table.Tr key={it.key}>
                    <Table.Td>{by === "day" ? day(it.key) : (it.name ?? it.key)}</Table.Td>
                    <Table.Td ta="right">{count.format(it.calls)}</Table.Td>
                    <Table.Td ta="right">{count.format(it.failed)}</Table.Td>
                    <Table.Td ta="right">{count.format(it.input)}</Table.Td>
                    <Table.Td ta="right">{count.format(it.cached)}</Table.Td>
                    <Table.Td ta="right">{count.format(it.output)}</Table.Td>
                    <Table.Td ta="right">{money.format(it.cost)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Paper>
      <BudgetForm />
    </Stack>
  );
}
