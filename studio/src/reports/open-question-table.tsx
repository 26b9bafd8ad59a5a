import { addressOf, pages, routes } from "@chatloom/api-schema";
import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useFormats } from "../figures/use-formats.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { ReportSection } from "./report-section.tsx";

const mostShown = 20;

/** Shows the questions without an answer that were asked most, whatever the period. */
export function OpenQuestionTable() {
  const { t } = useTranslation();
  const { count } = useFormats();
  const questions = useQuery({
    queryKey: ["knowledge", "questions"],
    queryFn: () => call(routes.knowledge.listKnowledgeQuestions),
  });
  const { data } = questions;
  const open = data?.items.filter((it) => it.kind === "unanswered") ?? [];
  if (!data) {
    return <Awaiting of={questions} height={200} />;
  }
  return (
    <ReportSection
      title={t("reports.ai.openQuestions")}
      hint={t("reports.ai.openQuestionsHint")}
      columns={[
        { label: t("reports.ai.question"), text: (it) => it.question, key: (it) => it.id },
        {
          label: t("reports.ai.askedTimes"),
          text: (it) => count(it.count),
          value: (it) => it.count,
          number: true,
        },
      ]}
      rows={open.toSorted((a, b) => b.count - a.count).slice(0, mostShown)}
      below={
        open.length > 0 && (
          <Anchor component={Link} to={addressOf(pages.aiTab, { tab: "knowledge" })} size="sm">
            {t("reports.ai.answerThem")}
          </Anchor>
        )
      }
    />
  );
}
