import { routes } from "@chatloom/api-schema";
import { Button, List, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { showProblem } from "../ui/show-problem.ts";
import { useSampleActions } from "./use-sample-data.ts";

/** The button that removes the sample data. It says first what goes, and what stays because somebody changed it. */
export function RemoveSamples() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { remove, pending } = useSampleActions();

  async function ask(): Promise<void> {
    const data = await client.fetchQuery({
      queryKey: ["sample-data"],
      queryFn: () => call(routes.sampleData.readSampleData),
    });
    const going = data.changed.filter((it) => !it.stays);
    const staying = data.changed.filter((it) => it.stays);
    modals.openConfirmModal({
      title: t("start.samples.removeTitle"),
      children: (
        <Stack gap="sm">
          <Text size="sm">
            {t("start.samples.goes", {
              contacts: t("start.samples.contacts", { count: data.contacts }),
              conversations: t("start.samples.conversations", { count: data.conversations }),
            })}
          </Text>
          <Names title={t("start.samples.changedGo")} names={going.map((it) => it.name)} />
          <Names title={t("start.samples.changedStay")} names={staying.map((it) => it.name)} />
          <Text size="sm">{t("start.samples.ownStays")}</Text>
        </Stack>
      ),
      labels: { confirm: t("start.samples.remove"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: remove,
    });
  }

  return (
    <Button
      size="xs"
      variant="default"
      loading={pending}
      onClick={() => void ask().catch(showProblem)}
    >
      {t("start.samples.remove")}
    </Button>
  );
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) {
    return null;
  }
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List size="sm">
        {names.map((name) => (
          <List.Item key={name}>{name}</List.Item>
        ))}
      </List>
    </div>
  );
}
