import { isTestAction, type TestStep } from "@chatloom/flows-schema";
import type { TestStepResult } from "@chatloom/runtime/chat";
import { CloseButton, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { StepField } from "./step-field.tsx";
import { problemWords } from "./test-words.ts";
import classes from "./tests.module.css";

/** One step of a test with its field, and what differed when it ran. */
export function StepRow({
  number,
  step,
  result,
  readOnly,
  onChange,
  onRemove,
}: {
  readonly number: number;
  readonly step: TestStep;
  readonly result: TestStepResult | undefined;
  readonly readOnly: boolean;
  readonly onChange: (step: TestStep) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation();
  const label = t(`tests.kinds.${step.kind}`);
  return (
    <li
      className={classes.step}
      data-expects={!isTestAction(step)}
      data-state={result?.state ?? "open"}
    >
      <Group gap={8} wrap="nowrap" align="flex-start">
        <Text fz="xs" c="dimmed" w={22} ta="right" mt={6}>
          {number}
        </Text>
        <Text fz="sm" w={150} mt={4} style={{ flex: "none" }}>
          {label}
        </Text>
        <div className={classes.field}>
          <StepField
            step={step}
            label={`${number}. ${label}`}
            readOnly={readOnly}
            onChange={onChange}
          />
        </div>
        {!readOnly && (
          <CloseButton
            size="sm"
            mt={2}
            aria-label={t("tests.removeStep", { number })}
            onClick={onRemove}
          />
        )}
      </Group>
      {result?.problem && (
        <Text fz="xs" c="var(--cl-error)" mt={4} ml={30} style={{ overflowWrap: "anywhere" }}>
          {problemWords(t, result.problem)}
        </Text>
      )}
    </li>
  );
}
