import {
  contactListNamed,
  type Operator,
  operators,
  type Rule,
  unaryOperators,
} from "@chatloom/flows-schema";
import { Select } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { choiceWord } from "../choice-word.ts";
import { useFormWorld } from "../form-world.tsx";
import { ActivityValue } from "./activity-value.tsx";
import { LineWidget } from "./template.tsx";
import { ValueSelect } from "./value-select.tsx";
import { OperandWidget } from "./variable.tsx";

/** The comparisons with one flow, step, goal or broadcast. */
const fitsActivities: readonly Operator[] = ["contains", "notContains"];

interface RuleProps {
  readonly rule: Rule;
  readonly path: string;
  readonly onChange: (rule: Rule) => void;
}

/** One comparison: its left side, the operator and its right side. */
export function RuleEditor(props: RuleProps) {
  const { t } = useTranslation();
  const { rule, onChange } = props;
  const { readOnly, operatorsFor } = useFormWorld();
  const fitting = operatorsFor?.(rule.left) ?? operators;
  return (
    <>
      <LeftSide {...props} />
      <Select
        aria-label={t("forms.operator")}
        data={[...new Set([...fitting, rule.operator])].map((it) => ({
          value: it,
          label: operatorWord(t, rule.left, it),
        }))}
        value={rule.operator}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(operator) =>
          onChange(withOperator(rule, (operator ?? rule.operator) as Rule["operator"]))
        }
      />
      {!unaryOperators.includes(rule.operator) && <RightSide {...props} />}
    </>
  );
}

/** Words of lists that hold what a contact did or agreed to are those of sentences: "Reached the goal", "at least once". */
function operatorWord(t: TFunction, left: string, operator: Operator): string {
  if (operator !== "contains" && operator !== "notContains") {
    return choiceWord(t, operator);
  }
  const list = contactListNamed(left);
  if (list === "consents") {
    return choiceWord(t, operator === "contains" ? "equals" : "notEquals");
  }
  return list ? t(`forms.activity.${operator}`) : choiceWord(t, operator);
}

function withOperator({ right, ...rest }: Rule, operator: Rule["operator"]): Rule {
  return unaryOperators.includes(operator)
    ? { ...rest, operator }
    : { ...rest, operator, right: right ?? "" };
}

function LeftSide({ rule, path, onChange }: RuleProps) {
  const { t } = useTranslation();
  const { readOnly, operands, operatorsFor } = useFormWorld();
  if (!operands) {
    return (
      <OperandWidget
        schema={{ maxLength: 200 }}
        value={rule.left}
        path={`${path}/left`}
        label=""
        name={t("forms.ruleLeft")}
        placeholder={t("forms.ruleLeftExample")}
        optional={false}
        beside={{}}
        onChange={(left) => onChange({ ...rule, left: left ?? "" })}
      />
    );
  }
  const known = operands.some((it) => it.value === rule.left) || rule.left === "";
  return (
    <Select
      searchable
      aria-label={t("forms.ruleLeft")}
      placeholder={t("forms.ruleLeft")}
      allowDeselect={false}
      readOnly={readOnly}
      value={rule.left || null}
      data={known ? [...operands] : [...operands, { value: rule.left, label: rule.left }]}
      onChange={(left) => {
        const fitting = operatorsFor?.(left ?? "") ?? operators;
        const [first = rule.operator] = fitting;
        const operator = fitting.includes(rule.operator) ? rule.operator : first;
        onChange(withOperator({ ...rule, left: left ?? "", right: "" }, operator));
      }}
    />
  );
}

function RightSide({ rule, path, onChange }: RuleProps) {
  const { t } = useTranslation();
  const { valuesFor } = useFormWorld();
  const activity = contactListNamed(rule.left);
  const isDeed = activity !== undefined && activity !== "consents";
  if (isDeed && fitsActivities.includes(rule.operator) && !rule.right?.includes("{{")) {
    return (
      <ActivityValue
        activity={activity}
        value={rule.right ?? ""}
        onChange={(right) => onChange({ ...rule, right })}
      />
    );
  }
  const values = valuesFor?.(rule.left);
  if (values && rule.operator !== "isOneOf") {
    return (
      <ValueSelect
        label={t("forms.ruleRight")}
        value={rule.right ?? ""}
        choices={values}
        onChange={(right) => onChange({ ...rule, right })}
      />
    );
  }
  return (
    <LineWidget
      schema={{ maxLength: 2_000 }}
      value={rule.right ?? ""}
      path={`${path}/right`}
      label=""
      name={t("forms.ruleRight")}
      placeholder={t("forms.ruleRightExample")}
      optional={false}
      beside={{}}
      onChange={(right) => onChange({ ...rule, right: right ?? "" })}
    />
  );
}
