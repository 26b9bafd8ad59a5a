import { type ReportedQuestion, routes } from "@chatloom/api-schema";
import { Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useFormats } from "../figures/use-formats.ts";
import type { Period } from "../figures/use-period.ts";
import { MoreButton } from "../ui/more-button.tsx";
import { DataTable } from "./data-table.tsx";
import type { AnswerFilter } from "./read-all-answers.ts";

const typingMs = 300;

/** Searches all different answers to a question. */
export function AnswerSearch({
  question: { nodeId, name = "" },
  period,
  filter: { flowId, version },
  onOpen,
}: {
  readonly question: ReportedQuestion;
  readonly period: Period;
  readonly filter: AnswerFilter;
  readonly onOpen: (answer: string) => void;
}) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), typingMs);
  const list = useInfiniteQuery({
    queryKey: ["report", "answer-search", flowId, version, nodeId, name, period, search],
    enabled: search !== "",
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      call(routes.reports.listAnswers, {
        params: { flowId, nodeId },
        query: {
          ...period,
          name,
          search,
          version,
          cursor: pageParam || undefined,
        },
      }),
    getNextPageParam: ({ next }) => next,
  });
  const found = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="xs" mt="md">
      <TextInput
        type="search"
        maxLength={100}
        label={t("reports.questions.search")}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {list.isSuccess && found.length === 0 && (
        <Text c="dimmed">{t("reports.questions.notFound")}</Text>
      )}
      {found.length > 0 && (
        <DataTable
          label={t("reports.questions.found")}
          columns={[
            { label: t("reports.questions.answer"), text: (it) => it.value, key: (it) => it.key },
            {
              label: t("reports.questions.times"),
              text: (it) => count(it.count),
              number: true,
              open: (it) => () => onOpen(it.key),
            },
          ]}
          rows={found}
        />
      )}
      <MoreButton of={list} />
    </Stack>
  );
}
