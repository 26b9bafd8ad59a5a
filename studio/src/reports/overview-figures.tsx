import type { ListedFigure, ReplyOf, routes } from "@chatloom/api-schema";
import { SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import { DurationCard } from "./duration-card.tsx";
import { FigureCard } from "./figure-card.tsx";

/** Shows the figures of a period, each compared with the period before. */
export function OverviewFigures({
  data: { now, before },
  onOpen,
}: {
  readonly data: ReplyOf<typeof routes.reports.readOverview>;
  readonly onOpen: (figure: ListedFigure) => void;
}) {
  const { t } = useTranslation();
  const { count, share, money, moneyOf } = useFormats();
  const { messageCost } = now;
  const per = now.conversations || 1;
  const counted = (figure: ListedFigure & keyof typeof now & keyof typeof before) => ({
    label: t(`reports.figures.${figure}`),
    value: count(Number(now[figure])),
    now: Number(now[figure]),
    before: Number(before[figure]),
    figure,
    onOpen,
  });
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 4 }}>
      <FigureCard {...counted("conversations")} />
      <FigureCard {...counted("messagesIn")} />
      <FigureCard {...counted("messagesOut")} />
      <FigureCard
        {...counted("newContacts")}
        note={t("reports.returning", { count: now.returningContacts })}
      />
      <FigureCard
        label={t("reports.figures.solvedByBot")}
        value={share(now.solvedByBot, now.sessions)}
        now={now.solvedByBot / (now.sessions || 1)}
        before={before.solvedByBot / (before.sessions || 1)}
        note={t("reports.ofSessions", { part: count(now.solvedByBot), whole: count(now.sessions) })}
        figure="sessions"
        onOpen={onOpen}
      />
      <FigureCard {...counted("withPeople")} />
      <DurationCard figure="botAnswer" now={now} before={before} />
      <DurationCard figure="memberAnswer" now={now} before={before} />
      <FigureCard {...counted("goals")} />
      <FigureCard
        label={t("reports.figures.messageCost")}
        value={money(messageCost.amount, messageCost.currency)}
        now={messageCost.amount}
        before={before.messageCost.amount}
        note={t("reports.costs.each", {
          cost: moneyOf({ ...messageCost, amount: messageCost.amount / per }, now.aiCost / per),
        })}
      />
      <FigureCard
        label={t("reports.figures.aiCost")}
        value={money(now.aiCost)}
        now={now.aiCost}
        before={before.aiCost}
        note={t("reports.aiCalls", { count: now.aiCalls })}
        figure="aiCalls"
        onOpen={onOpen}
      />
      <FigureCard {...counted("handedOff")} />
      <FigureCard
        label={t("reports.figures.failed")}
        value={count(now.delivery.failed)}
        now={now.delivery.failed}
        before={before.delivery.failed}
        figure="failed"
        onOpen={onOpen}
      />
    </SimpleGrid>
  );
}
