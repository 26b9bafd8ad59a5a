import type { FlowTest } from "@chatloom/api-schema";
import { type ConversationTest, type TestStep, testLimits } from "@chatloom/flows-schema";
import type { TestResult } from "@chatloom/runtime/chat";
import { Alert, Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/dialog.tsx";
import { newId } from "../../ui/new-id.ts";
import { problemText } from "../../ui/show-problem.ts";
import { useEditor } from "../state/editor-store.ts";
import { newStep, stepKinds } from "./new-step.ts";
import { StepRow } from "./step-row.tsx";
import { TestWorldFields } from "./test-world-fields.tsx";
import { Transcript } from "./transcript.tsx";
import { plainTest, saveFlowTest } from "./use-flow-tests.ts";

const fresh: ConversationTest = {
  name: "",
  steps: [
    { kind: "write", text: "" },
    { kind: "says", text: "" },
  ],
};

/** Edits a test: its name, its contact and its steps. With `test` it changes that one, with `first` a new one begins as it is. */
export function TestEditor({
  test,
  first = fresh,
  result,
  onClose,
}: {
  readonly test?: FlowTest;
  readonly first?: ConversationTest;
  readonly result?: TestResult | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const readOnly = useEditor((editor) => editor.readOnly);
  const [draft, setDraft] = useState(() => (test ? plainTest(test) : first));
  const [rows, setRows] = useState(() => draft.steps.map((step) => ({ key: newId(), step })));
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () => saveFlowTest({ ...draft, steps: rows.map((it) => it.step) }, test?.id),
    onSuccess: onClose,
  });
  const full = rows.length >= testLimits.steps;
  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title={t(test ? (readOnly ? "tests.open" : "tests.edit") : "tests.add")}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t("tests.name")}
            placeholder={t("tests.namePlaceholder")}
            required
            data-autofocus
            maxLength={testLimits.name}
            readOnly={readOnly}
            value={draft.name}
            onChange={({ currentTarget }) => setDraft({ ...draft, name: currentTarget.value })}
          />
          <TestWorldFields value={draft} readOnly={readOnly} onChange={setDraft} />
          <Stack component="ol" gap={6} m={0} p={0} aria-label={t("tests.steps")}>
            {rows.map(({ key, step }, index) => (
              <StepRow
                key={key}
                number={index + 1}
                step={step}
                // After a change of the steps the result no longer belongs to them.
                result={step === draft.steps[index] ? result?.steps[index] : undefined}
                readOnly={readOnly}
                onChange={(next) =>
                  setRows(rows.map((it) => (it.key === key ? { key, step: next } : it)))
                }
                onRemove={() => setRows(rows.filter((it) => it.key !== key))}
              />
            ))}
          </Stack>
          {!readOnly && (
            <Select
              aria-label={t("tests.addStep")}
              placeholder={full ? t("tests.full") : t("tests.addStep")}
              disabled={full}
              value={null}
              data={stepKinds.map(({ group, kinds }) => ({
                group: t(`tests.groups.${group}`),
                items: kinds.map((kind) => ({ value: kind, label: t(`tests.kinds.${kind}`) })),
              }))}
              onChange={(kind) =>
                kind &&
                setRows([...rows, { key: newId(), step: newStep(kind as TestStep["kind"]) }])
              }
            />
          )}
          {result && <Transcript result={result} />}
          {save.error && (
            <Alert color="red" role="alert">
              {problemText(save.error)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(readOnly ? "common.close" : "common.cancel")}
            </Button>
            {!readOnly && (
              <Button type="submit" loading={save.isPending} disabled={rows.length === 0}>
                {t("common.save")}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
