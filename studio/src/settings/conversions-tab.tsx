import { type ConversionDataset, routes } from "@chatloom/api-schema";
import { Badge, Button, Group, Text, Tooltip } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { reasonText } from "../ui/reason-text.ts";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";
import { ConversionForm, type DatasetValues } from "./conversion-form.tsx";
import { ConversionLog } from "./conversion-log.tsx";

const queryKey = ["conversions"];

/** The datasets of ad platforms that are told of goals, each with its log. */
export function ConversionsTab() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const datasets = useQuery({
    queryKey,
    queryFn: () => call(routes.conversions.listConversionDatasets),
  });
  const { data } = datasets;
  const create = useMutation({
    mutationFn: ({ accessToken = "", ...values }: DatasetValues) =>
      call(routes.conversions.createConversionDataset, { body: { ...values, accessToken } }),
    onSuccess: async () => {
      modals.closeAll();
      await client.invalidateQueries({ queryKey });
    },
  });
  const add = () =>
    modals.open({
      size: "xl",
      title: t("settings.conversions.add"),
      children: <ConversionForm onSave={(values) => create.mutateAsync(values)} />,
    });
  return (
    <Section
      title={t("settings.tabs.conversions")}
      actions={<Button onClick={add}>{t("settings.conversions.add")}</Button>}
    >
      <Awaiting of={datasets} height={120} />
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("settings.conversions.none")}
        </Text>
      )}
      {data?.items.map((it) => (
        <DatasetRow key={it.id} dataset={it} />
      ))}
    </Section>
  );
}

function DatasetRow({ dataset }: { readonly dataset: ConversionDataset }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { id, name, datasetId, rules, testCode, enabled, problem } = dataset;
  const params = { datasetId: id };
  const refresh = () => client.invalidateQueries({ queryKey });
  const change = useMutation({
    mutationFn: (body: DatasetValues) =>
      call(routes.conversions.updateConversionDataset, { params, body }),
    onSuccess: async () => {
      modals.closeAll();
      await refresh();
    },
  });
  const test = useMutation({
    mutationFn: () => call(routes.conversions.testConversionDataset, { params }),
    onSuccess: async () => {
      notifications.show({ message: t("settings.conversions.tested") });
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: () => call(routes.conversions.deleteConversionDataset, { params }),
    onSuccess: refresh,
  });
  const edit = () =>
    modals.open({
      size: "xl",
      title: t("settings.conversions.edit"),
      children: <ConversionForm first={dataset} onSave={(values) => change.mutateAsync(values)} />,
    });
  const showLog = () =>
    modals.open({
      size: "xl",
      title: t("settings.conversions.log"),
      children: <ConversionLog datasetId={id} enabled={enabled} />,
    });
  const askRemove = () =>
    modals.openConfirmModal({
      title: t("settings.conversions.removeTitle"),
      children: <Text size="sm">{t("settings.conversions.removeText")}</Text>,
      labels: { confirm: t("settings.conversions.remove"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(),
    });
  return (
    <div className={classes.line}>
      <Group gap="xs">
        <Text fw={600}>{name}</Text>
        {!enabled && <Badge color="gray">{t("settings.conversions.disabled")}</Badge>}
        {testCode !== "" && <Badge color="yellow">{t("settings.conversions.testing")}</Badge>}
      </Group>
      <Text size="sm" c="dimmed">
        {`Meta ${datasetId} · ${t("settings.conversions.goals", { count: rules.length })}`}
      </Text>
      {problem && (
        <Text size="sm" c="red" role="alert">
          {t("settings.conversions.problem", { why: reasonText(t, problem) })}
        </Text>
      )}
      <Group gap="xs" mt="xs">
        <Button size="xs" variant="default" onClick={edit}>
          {t("settings.conversions.edit")}
        </Button>
        <Tooltip label={t("settings.conversions.needsCode")} disabled={testCode !== ""}>
          <Button
            size="xs"
            variant="default"
            disabled={!enabled || testCode === ""}
            loading={test.isPending}
            onClick={() => test.mutate()}
          >
            {t("settings.conversions.test")}
          </Button>
        </Tooltip>
        <Button size="xs" variant="default" onClick={showLog}>
          {t("settings.conversions.log")}
        </Button>
        <Button size="xs" variant="default" color="red" onClick={askRemove}>
          {t("settings.conversions.remove")}
        </Button>
      </Group>
    </div>
  );
}
