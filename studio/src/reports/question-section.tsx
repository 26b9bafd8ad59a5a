import type { AnswerCount, ReportedQuestion } from "@chatloom/api-schema";
import { BarChart } from "@mantine/charts";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "../figures/use-formats.ts";
import type { Period } from "../figures/use-period.ts";
import { type AnswerFilter, readAllAnswers } from "./read-all-answers.ts";
import { ReportSection } from "./report-section.tsx";
import { stillBars } from "./still-bars.ts";

/** Shows the answers to one question: as a chart of choices, numbers or dates, and as a table. */
export function QuestionSection({
  question,
  period,
  filter,
  onOpen,
  below,
}: {
  readonly question: ReportedQuestion;
  readonly period: Period;
  readonly filter: AnswerFilter;
  readonly onOpen: (answer: string) => void;
  readonly below: ReactNode;
}) {
  const { t } = useTranslation();
  const { count, share, number } = useFormats();
  const { text, kind, asked, answered, answers, others, numbers } = question;
  const hints = [
    t("reports.questions.answered", { count: answered, asked: count(asked) }),
    numbers &&
      t("reports.questions.numbers", {
        average: number(numbers.average),
        median: number(numbers.median),
        least: number(numbers.least),
        most: number(numbers.most),
      }),
    others > 0 && t("reports.questions.others", { count: others }),
  ];
  return (
    <ReportSection
      title={text || t("reports.questions.untitled")}
      hint={hints.filter(Boolean).join(" ")}
      chart={kind === "text" ? undefined : <AnswerChart question={question} />}
      columns={[
        { label: t("reports.questions.answer"), text: (it) => it.value, key: (it) => it.key },
        {
          label: t("reports.questions.times"),
          text: (it: AnswerCount) => count(it.count),
          value: (it) => it.count,
          number: true,
          open: (it) => (it.count > 0 ? () => onOpen(it.key) : undefined),
        },
        {
          label: t("reports.questions.share"),
          text: (it) => share(it.count, answered),
          value: (it) => (answered === 0 ? "" : it.count / answered),
          number: true,
        },
      ]}
      rows={answers}
      readAll={others > 0 ? () => readAllAnswers(question, period, filter) : undefined}
      below={below}
    />
  );
}

function AnswerChart({
  question: { kind, answers, numbers },
}: {
  readonly question: ReportedQuestion;
}) {
  const { t } = useTranslation();
  const { day, number } = useFormats();
  const isUpright = kind !== "choice";
  const bars = numbers
    ? numbers.classes.map(({ from, to, count }) => ({
        name: to - from === 1 ? number(from) : `${number(from)}–${number(to)}`,
        count,
      }))
    : answers.map(({ value, count }) => ({ name: kind === "date" ? day(value) : value, count }));
  return (
    <BarChart
      h={isUpright ? 220 : Math.max(120, bars.length * 44)}
      orientation={isUpright ? "horizontal" : "vertical"}
      {...(isUpright
        ? { yAxisProps: { allowDecimals: false } }
        : { yAxisProps: { width: 140 }, xAxisProps: { allowDecimals: false } })}
      data={bars}
      dataKey="name"
      series={[{ name: "count", label: t("reports.questions.times"), color: "var(--cl-messages)" }]}
      {...stillBars}
    />
  );
}
