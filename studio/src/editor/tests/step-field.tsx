import type { TestStep } from "@chatloom/flows-schema";
import { Group, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useEditor } from "../state/editor-store.ts";
import { nodeName } from "../state/node-words.ts";
import { JsonInput } from "./json-input.tsx";
import { stepWords } from "./test-words.ts";

/** The form control of a step: a text, a time, a value, a step of the flow, or nothing. */
export function StepField({
  step,
  label,
  readOnly,
  onChange,
}: {
  readonly step: TestStep;
  readonly label: string;
  readonly readOnly: boolean;
  readonly onChange: (step: TestStep) => void;
}) {
  const { t } = useTranslation();
  const common = { size: "xs", "aria-label": label, readOnly } as const;
  switch (step.kind) {
    case "write":
    case "says":
    case "contains":
    case "never":
      return (
        <Textarea
          {...common}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={10_000}
          required={step.kind === "never"}
          value={step.text}
          onChange={({ currentTarget }) => onChange({ ...step, text: currentTarget.value })}
        />
      );
    case "tap":
      return (
        <TextInput
          {...common}
          value={step.label}
          onChange={({ currentTarget }) => onChange({ ...step, label: currentTarget.value })}
        />
      );
    case "wait":
      return (
        <NumberInput
          {...common}
          min={0}
          max={1_000_000}
          suffix={` ${t("tests.minutesUnit")}`}
          value={step.minutes}
          onChange={(minutes) => onChange({ ...step, minutes: Number(minutes) || 0 })}
        />
      );
    case "answer":
      return (
        <JsonInput
          {...common}
          value={step.value}
          onChange={(value) => onChange({ ...step, value })}
        />
      );
    case "callback":
      return (
        <JsonInput {...common} value={step.body} onChange={(body) => onChange({ ...step, body })} />
      );
    case "fail":
      return (
        <TextInput
          {...common}
          required
          maxLength={100}
          value={step.code}
          onChange={({ currentTarget }) => onChange({ ...step, code: currentTarget.value })}
        />
      );
    case "variable":
      return (
        <Group gap={6} wrap="nowrap" align="flex-start">
          <TextInput
            {...common}
            aria-label={`${label}: ${t("tests.variableName")}`}
            placeholder={t("tests.variableName")}
            required
            flex={1}
            value={step.name}
            onChange={({ currentTarget }) => onChange({ ...step, name: currentTarget.value })}
          />
          <JsonInput
            {...common}
            aria-label={`${label}: ${t("tests.variableValue")}`}
            value={step.value}
            onChange={(value) => onChange({ ...step, value })}
          />
        </Group>
      );
    case "passes":
    case "start":
      return (
        <NodeSelect
          {...common}
          required={step.kind === "passes"}
          value={step.nodeId}
          onChange={(nodeId) =>
            onChange(
              step.kind === "passes"
                ? { kind: "passes", nodeId: nodeId ?? "" }
                : { kind: "start", nodeId },
            )
          }
        />
      );
    default:
      return stepWords(t, step);
  }
}

function NodeSelect({
  value,
  onChange,
  ...rest
}: {
  readonly value: string | undefined;
  readonly onChange: (nodeId: string | undefined) => void;
  readonly size: "xs";
  readonly "aria-label": string;
  readonly readOnly: boolean;
  readonly required: boolean;
}) {
  const { t } = useTranslation();
  const nodes = useEditor((editor) => editor.flow.nodes);
  return (
    <Select
      {...rest}
      searchable
      limit={60}
      clearable={!rest.required}
      placeholder={t("tests.chooseStep")}
      data={nodes.map((node) => ({ value: node.id, label: nodeName(t, node) }))}
      value={value || null}
      onChange={(nodeId) => onChange(nodeId ?? undefined)}
    />
  );
}
