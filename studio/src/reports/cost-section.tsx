import {
  addressOf,
  pages,
  type ReplyOf,
  type ReportFigures,
  type routes,
} from "@chatloom/api-schema";
import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useFormats } from "../figures/use-formats.ts";
import { ReportSection } from "./report-section.tsx";

type Item = ReplyOf<typeof routes.reports.readChannelReport>["items"][number];

/** What the messages and the AI of each channel cost. */
export function CostSection({ items }: { readonly items: readonly Item[] }) {
  const { t } = useTranslation();
  const { money, moneyOf } = useFormats();
  const currency = items[0]?.now.messageCost.currency ?? "USD";
  const unpriced = items.reduce((sum, it) => sum + it.now.messageCost.unpriced, 0);
  const messages = (label: string, of: (figures: ReportFigures) => number) => ({
    label,
    text: (it: Item) => money(of(it.now), currency),
    value: (it: Item) => of(it.now),
    number: true,
  });
  const per = (amount: number, count: number) => amount / (count || 1);
  return (
    <ReportSection
      title={t("reports.costs.title")}
      hint={t("reports.costs.hint")}
      columns={[
        { label: t("reports.channel"), text: (it) => it.name },
        messages(t("reports.costs.messages", { currency }), (it) => it.messageCost.amount),
        messages(t("reports.costs.perMessage", { currency }), (it) =>
          per(it.messageCost.amount, it.messagesOut),
        ),
        {
          label: t("reports.costs.ai"),
          text: (it) => money(it.now.aiCost),
          value: (it) => it.now.aiCost,
          number: true,
        },
        {
          label: t("reports.costs.all"),
          text: (it) => moneyOf(it.now.messageCost, it.now.aiCost),
          number: true,
        },
        {
          label: t("reports.costs.perConversation"),
          text: ({ now: { messageCost, aiCost, conversations } }) =>
            moneyOf(
              { ...messageCost, amount: per(messageCost.amount, conversations) },
              per(aiCost, conversations),
            ),
          number: true,
        },
      ]}
      rows={items}
      below={
        <Text size="sm" c="dimmed" mt="sm">
          {unpriced > 0 && `${t("reports.costs.unpriced", { count: unpriced })} `}
          <Anchor component={Link} to={addressOf(pages.settingsTab, { tab: "marketing" })}>
            {t("reports.costs.edit")}
          </Anchor>
        </Text>
      }
    />
  );
}
