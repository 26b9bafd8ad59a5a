import { Select, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFlowList } from "../../api/use-flow-list.ts";
import type { ActionFieldsProps } from "./action-fields-props.ts";

/** Chooses a flow to start, and whether it is marketing. */
export function FlowChoice({ onChange }: ActionFieldsProps) {
  const { t } = useTranslation();
  const { data } = useFlowList();
  const [flowId, setFlowId] = useState<string | null>(null);
  const [marketing, setMarketing] = useState(true);
  const flows = data?.items.filter((it) => it.version !== undefined && it.active) ?? [];
  const change = (next: string | null, isMarketing: boolean) => {
    setFlowId(next);
    setMarketing(isMarketing);
    onChange(next ? { type: "startFlow", flowId: next, marketing: isMarketing } : undefined);
  };
  if (data && flows.length === 0) {
    return <Text c="dimmed">{t("inbox.startFlow.none")}</Text>;
  }
  return (
    <>
      <Select
        data-autofocus
        searchable
        label={t("inbox.startFlow.flow")}
        value={flowId}
        onChange={(next) => change(next, marketing)}
        data={flows.map((it) => ({ value: it.id, label: it.name }))}
      />
      <Switch
        label={t("contacts.bulk.marketing")}
        description={t("contacts.bulk.marketingHint")}
        checked={marketing}
        onChange={(event) => change(flowId, event.currentTarget.checked)}
      />
    </>
  );
}
