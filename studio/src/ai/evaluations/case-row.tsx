import { type EvaluationCase, type EvaluationSet, evaluationLimits } from "@chatloom/api-schema";
import { ActionIcon, Select, Table, Textarea } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endChoices, factsOf } from "./use-evaluations.ts";

/** One case of the table: the question, a fact in each line, and how the answer must end. */
export function CaseRow({
  value,
  number,
  exits,
  readOnly,
  onChange,
  onRemove,
}: {
  readonly value: EvaluationCase;
  readonly number: number;
  readonly exits: EvaluationSet["exits"];
  readonly readOnly: boolean;
  readonly onChange: (changed: EvaluationCase) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation();
  // While a line is being written, its blanks must stay.
  const [facts, setFacts] = useState(value.facts.join("\n"));
  const choices = endChoices(t, exits);
  const { ends = "", id, question } = value;
  const gone = choices.some((it) => it.value === ends) ? [] : [{ value: ends, label: ends }];
  return (
    <Table.Tr style={{ verticalAlign: "top" }}>
      <Table.Td>
        <Textarea
          autosize
          minRows={1}
          maxRows={6}
          readOnly={readOnly}
          maxLength={evaluationLimits.question}
          aria-label={t("ai.evaluations.questionOf", { number })}
          value={question}
          onChange={(event) => onChange({ ...value, question: event.currentTarget.value })}
        />
      </Table.Td>
      <Table.Td>
        <Textarea
          autosize
          minRows={1}
          maxRows={6}
          readOnly={readOnly}
          aria-label={t("ai.evaluations.factsOf", { number })}
          value={facts}
          onChange={(event) => {
            setFacts(event.currentTarget.value);
            onChange({
              ...value,
              facts: factsOf(event.currentTarget.value)
                .slice(0, evaluationLimits.facts)
                .map((it) => it.slice(0, evaluationLimits.fact)),
            });
          }}
        />
      </Table.Td>
      <Table.Td>
        <Select
          allowDeselect={false}
          readOnly={readOnly}
          aria-label={t("ai.evaluations.endsOf", { number })}
          data={[...choices, ...gone]}
          value={ends}
          onChange={(chosen) =>
            onChange(
              chosen
                ? { id, question, facts: value.facts, ends: chosen }
                : { id, question, facts: value.facts },
            )
          }
        />
      </Table.Td>
      {!readOnly && (
        <Table.Td>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t("ai.evaluations.removeCase", { number })}
            onClick={onRemove}
          >
            <IconTrash size={17} aria-hidden />
          </ActionIcon>
        </Table.Td>
      )}
    </Table.Tr>
  );
}
