import {
  type EvaluationCase,
  type EvaluationSet,
  evaluationLimits,
  routes,
} from "@chatloom/api-schema";
import { sameJson } from "@chatloom/flows-schema";
import { Button, FileButton, Group, Stack, Table, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDownload, IconPlus, IconUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useMay } from "../../session/use-me.ts";
import { newId } from "../../ui/new-id.ts";
import { Section } from "../../ui/section.tsx";
import { problemText } from "../../ui/show-problem.ts";
import { CaseRow } from "./case-row.tsx";

const shownAtOnce = 50;

/** The cases of a set as a table that is edited in place. */
export function CaseTable({ set }: { readonly set: EvaluationSet }) {
  const { t } = useTranslation();
  const may = useMay("ai.edit");
  const client = useQueryClient();
  const [cases, setCases] = useState<readonly EvaluationCase[]>(set.cases);
  const [shown, setShown] = useState(shownAtOnce);
  const params = { setId: set.id };
  const keep = (saved: EvaluationSet) => client.setQueryData(["evaluations", set.id], saved);
  const dirty = !sameJson(cases, set.cases);
  const incomplete = cases.some((it) => it.question.trim() === "");
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () => {
      const body = { name: set.name, revision: set.revision, cases: [...cases] };
      return call(routes.evaluations.saveEvaluationSet, { params, body });
    },
    onSuccess: (saved) => {
      keep(saved);
      notifications.show({ message: t("ai.evaluations.saved") });
    },
  });
  const read = useMutation({
    meta: { quiet: true },
    mutationFn: async (file: File) =>
      call(routes.evaluations.importEvaluationCases, { params, body: { csv: await file.text() } }),
    onSuccess: keep,
  });
  const add = () => {
    setCases([...cases, { id: newId(), question: "", facts: [] }]);
    setShown(Math.max(shown, cases.length + 1));
  };
  const change = (changed: EvaluationCase) =>
    setCases(cases.map((it) => (it.id === changed.id ? changed : it)));
  const problem = save.error ?? read.error;
  return (
    <Section
      title={t("ai.evaluations.cases")}
      actions={
        <Group gap="xs">
          {may && (
            <FileButton accept=".csv,.tsv,.txt" onChange={(file) => file && read.mutate(file)}>
              {(button) => (
                <Button
                  {...button}
                  size="xs"
                  variant="default"
                  disabled={dirty}
                  loading={read.isPending}
                  leftSection={<IconUpload size={15} aria-hidden />}
                >
                  {t("ai.evaluations.import")}
                </Button>
              )}
            </FileButton>
          )}
          <Button
            size="xs"
            variant="default"
            component="a"
            download
            href={`/api/v1/ai/evaluations/${set.id}/cases.csv`}
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            {t("ai.evaluations.export")}
          </Button>
        </Group>
      }
    >
      <Text size="sm" c="dimmed" maw={720} mb="sm">
        {t(cases.length === 0 ? "ai.evaluations.noCases" : "ai.evaluations.casesHint")}
      </Text>
      {cases.length > 0 && (
        <Table.ScrollContainer minWidth={720}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("ai.evaluations.question")}</Table.Th>
                <Table.Th>{t("ai.evaluations.facts")}</Table.Th>
                <Table.Th w={190}>{t("ai.evaluations.endsTitle")}</Table.Th>
                {may && <Table.Td w={48} />}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {cases.slice(0, shown).map((it, index) => (
                <CaseRow
                  key={it.id}
                  value={it}
                  number={index + 1}
                  exits={set.exits}
                  readOnly={!may}
                  onChange={change}
                  onRemove={() => setCases(cases.filter((other) => other.id !== it.id))}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Stack gap="xs" mt="sm">
        {problem && (
          <Text size="sm" c="var(--cl-error)" role="alert">
            {problemText(problem)}
          </Text>
        )}
        <Group gap="xs">
          {cases.length > shown && (
            <Button size="xs" variant="default" onClick={() => setShown(shown + shownAtOnce)}>
              {t("ai.evaluations.more", { count: cases.length - shown })}
            </Button>
          )}
          {may && (
            <Button
              size="xs"
              variant="light"
              disabled={cases.length >= evaluationLimits.cases}
              leftSection={<IconPlus size={15} aria-hidden />}
              onClick={add}
            >
              {t("ai.evaluations.addCase")}
            </Button>
          )}
          {may && dirty && (
            <>
              <Button
                size="xs"
                loading={save.isPending}
                disabled={incomplete}
                onClick={() => save.mutate()}
              >
                {t("ai.evaluations.save")}
              </Button>
              <Button size="xs" variant="subtle" onClick={() => setCases(set.cases)}>
                {t("ai.evaluations.discard")}
              </Button>
            </>
          )}
        </Group>
        {dirty && incomplete && (
          <Text size="sm" c="dimmed">
            {t("ai.evaluations.incomplete")}
          </Text>
        )}
      </Stack>
    </Section>
  );
}
