import { routes, satisfactionGroups } from "@chatloom/api-schema";
import { Group, Select, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { Section } from "../../ui/section.tsx";

const periods = [7, 30, 90] as const;
const dayMs = 86_400_000;
type By = (typeof satisfactionGroups)[number];

/** How contacts rated the conversations of the last days, by member, team or channel. */
export function SatisfactionFigures() {
  const { t, i18n } = useTranslation();
  const [days, setDays] = useState(30);
  const [by, setBy] = useState<By>("member");
  const { data } = useQuery({
    queryKey: ["satisfaction", days, by],
    queryFn: () => {
      const from = new Date(Date.now() - days * dayMs).toISOString();
      return call(routes.satisfaction.readSatisfaction, { query: { by, from } });
    },
  });
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" });
  const decimal = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  const cells = (it: NonNullable<typeof data>["total"]) => (
    <>
      <Table.Td ta="right">{it.average === undefined ? "–" : decimal.format(it.average)}</Table.Td>
      <Table.Td ta="right">
        {it.answered === 0 ? "–" : percent.format(it.positive / it.answered)}
      </Table.Td>
      <Table.Td ta="right">{it.answered}</Table.Td>
      <Table.Td ta="right">{it.asked}</Table.Td>
    </>
  );
  return (
    <Section
      title={t("inbox.satisfaction.answers")}
      actions={
        <Group gap="xs">
          <Select
            size="xs"
            w={150}
            allowDeselect={false}
            aria-label={t("inbox.satisfaction.by")}
            value={by}
            onChange={(value) => value && setBy(value as By)}
            data={satisfactionGroups.map((value) => ({
              value,
              label: t(`inbox.satisfaction.groups.${value}`),
            }))}
          />
          <Select
            size="xs"
            w={150}
            allowDeselect={false}
            aria-label={t("inbox.satisfaction.period")}
            value={String(days)}
            onChange={(value) => value && setDays(Number(value))}
            data={periods.map((count) => ({
              value: String(count),
              label: t("inbox.satisfaction.days", { count }),
            }))}
          />
        </Group>
      }
    >
      {data?.total.asked === 0 && (
        <Text size="sm" c="dimmed">
          {t("inbox.satisfaction.none")}
        </Text>
      )}
      {data && data.total.asked > 0 && (
        <Table.ScrollContainer minWidth={420}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t(`inbox.satisfaction.groups.${by}`)}</Table.Th>
                {(["average", "positive", "answered", "asked"] as const).map((it) => (
                  <Table.Th key={it} ta="right">
                    {t(`inbox.satisfaction.${it}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.items.map((it) => (
                <Table.Tr key={it.key}>
                  <Table.Td>{it.name || t("inbox.satisfaction.noGroup")}</Table.Td>
                  {cells(it)}
                </Table.Tr>
              ))}
              <Table.Tr fw={600}>
                <Table.Td>{t("inbox.satisfaction.total")}</Table.Td>
                {cells(data.total)}
              </Table.Tr>
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  );
}
