import { routes } from "@chatloom/api-schema";
import type { ContactActivity } from "@chatloom/flows-schema";
import { Autocomplete } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useFlowList } from "../../api/use-flow-list.ts";
import { useFlowSteps } from "../../api/use-flow-steps.ts";
import { useReachedGoals } from "../../api/use-reached-goals.ts";
import { useFormWorld } from "../form-world.tsx";
import { ValueSelect } from "./value-select.tsx";

/** Goals of the last year are suggested. */
const suggestedDays = 365;

interface ValueProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Chooses the flow, step, goal or broadcast of an activity. */
export function ActivityValue({
  activity,
  ...props
}: ValueProps & { readonly activity: ContactActivity }) {
  switch (activity) {
    case "enteredFlows":
      return <FlowValue {...props} />;
    case "passedSteps":
      return <StepValue {...props} />;
    case "reachedGoals":
      return <GoalValue {...props} />;
    default:
      return <BroadcastValue {...props} />;
  }
}

function FlowValue({ value, onChange }: ValueProps) {
  const { t } = useTranslation();
  const flows = useFlowList().data?.items ?? [];
  return (
    <ValueSelect
      label={t("forms.activity.flow")}
      empty={t("forms.activity.none")}
      value={value}
      choices={flows.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={onChange}
    />
  );
}

/** The value is `flowId/nodeId`; without a step it is not filled in yet. */
function StepValue({ value, onChange }: ValueProps) {
  const { t } = useTranslation();
  const [flowId = "", nodeId = ""] = value.split("/", 2);
  const steps = useFlowSteps(flowId);
  return (
    <>
      <FlowValue value={flowId} onChange={(chosen) => onChange(`${chosen}/`)} />
      <ValueSelect
        label={t("forms.activity.step")}
        empty={t("forms.activity.none")}
        value={nodeId}
        choices={steps}
        disabled={flowId === ""}
        onChange={(chosen) => onChange(`${flowId}/${chosen}`)}
      />
    </>
  );
}

function GoalValue({ value, onChange }: ValueProps) {
  const { t } = useTranslation();
  const { readOnly } = useFormWorld();
  return (
    <Autocomplete
      aria-label={t("forms.activity.goal")}
      placeholder={t("forms.activity.goal")}
      maxLength={200}
      data={[...useReachedGoals(suggestedDays)]}
      value={value}
      readOnly={readOnly}
      onChange={onChange}
    />
  );
}

function BroadcastValue({ value, onChange }: ValueProps) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["broadcasts"],
    queryFn: () => call(routes.broadcasts.listBroadcasts),
  });
  return (
    <ValueSelect
      label={t("forms.activity.broadcast")}
      empty={t("forms.activity.none")}
      value={value}
      choices={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={onChange}
    />
  );
}
