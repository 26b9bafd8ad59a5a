import { evaluationLimits, routes } from "@chatloom/api-schema";
import { Button, Select, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { problemText } from "../../ui/show-problem.ts";
import { endChoices, factsOf, useEvaluationSet, useEvaluationSets } from "./use-evaluations.ts";

/** Asks what the answer to a question must be, and adds both to an evaluation set. */
export function AddCase({
  question: asked,
  onClose,
}: {
  readonly question: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: sets } = useEvaluationSets();
  const [question, setQuestion] = useState(asked);
  const [facts, setFacts] = useState("");
  const [ends, setEnds] = useState("");
  const [chosen, setChosen] = useState<string>();
  const setId = chosen ?? sets?.items[0]?.id ?? "";
  const add = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      call(routes.evaluations.addEvaluationCase, {
        params: { setId },
        body: {
          question: question.trim(),
          facts: factsOf(facts).slice(0, evaluationLimits.facts),
          ends: ends || undefined,
        },
      }),
    onSuccess: (set) => {
      client.setQueryData(["evaluations", setId], set);
      notifications.show({ message: t("ai.evaluations.added", { name: set.name }) });
      onClose();
    },
  });
  return (
    <Dialog
      onClose={onClose}
      title={t("ai.evaluations.addTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {sets?.items.length === 0 ? (
        <Text>{t("ai.evaluations.noSets")}</Text>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <Stack>
            <Select
              allowDeselect={false}
              label={t("ai.evaluations.set")}
              data={(sets?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              value={setId}
              onChange={(value) => setChosen(value ?? undefined)}
            />
            <Textarea
              autosize
              required
              label={t("ai.evaluations.question")}
              description={t("ai.evaluations.personalHint")}
              maxLength={evaluationLimits.question}
              value={question}
              onChange={(event) => setQuestion(event.currentTarget.value)}
            />
            <Textarea
              autosize
              minRows={2}
              data-autofocus
              label={t("ai.evaluations.facts")}
              description={t("ai.evaluations.factsHint")}
              value={facts}
              onChange={(event) => setFacts(event.currentTarget.value)}
            />
            {setId !== "" && <EndSelect setId={setId} value={ends} onChange={setEnds} />}
            {add.error && (
              <Text size="sm" c="var(--cl-error)" role="alert">
                {problemText(add.error)}
              </Text>
            )}
            <Button
              type="submit"
              loading={add.isPending}
              disabled={question.trim() === "" || !setId}
            >
              {t("ai.evaluations.addCase")}
            </Button>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}

function EndSelect({
  setId,
  value,
  onChange,
}: {
  readonly setId: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const { data } = useEvaluationSet(setId);
  return (
    <Select
      allowDeselect={false}
      label={t("ai.evaluations.endsTitle")}
      data={endChoices(t, data?.exits ?? [])}
      value={value}
      onChange={(chosen) => onChange(chosen ?? "")}
    />
  );
}
