import { routes } from "@chatloom/api-schema";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { BehindDrawer } from "../figures/behind-drawer.tsx";
import type { Period } from "../figures/use-period.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { AnswerSearch } from "./answer-search.tsx";
import { QuestionSection } from "./question-section.tsx";
import type { AnswerFilter } from "./read-all-answers.ts";

/** Shows what contacts answered to each question of a flow. */
export function FlowAnswers({
  period,
  filter,
}: {
  readonly period: Period;
  readonly filter: AnswerFilter;
}) {
  const { t } = useTranslation();
  const [behind, setBehind] = useState<{
    nodeId: string;
    name?: string | undefined;
    answer: string;
  }>();
  const { flowId, version } = filter;
  const answers = useQuery({
    queryKey: ["report", "answers", flowId, version, period],
    queryFn: () =>
      call(routes.reports.readAnswers, {
        params: { flowId },
        query: { ...period, version },
      }),
  });
  const { data } = answers;
  if (!data) {
    return <Awaiting of={answers} height={200} />;
  }
  if (data.questions.length === 0) {
    return <Text c="dimmed">{t("reports.questions.none")}</Text>;
  }
  return (
    <>
      {data.questions.map((question) => {
        const { nodeId, name, kind, others } = question;
        const open = (answer: string) => setBehind({ nodeId, answer, name });
        return (
          <QuestionSection
            key={`${nodeId} ${name}`}
            question={question}
            period={period}
            filter={filter}
            onOpen={open}
            below={
              kind === "text" &&
              others > 0 && (
                <AnswerSearch question={question} period={period} filter={filter} onOpen={open} />
              )
            }
          />
        );
      })}
      <BehindDrawer
        figure={behind && "answered"}
        period={period}
        filter={{ ...filter, ...behind }}
        onClose={() => setBehind(undefined)}
      />
    </>
  );
}
