import { type FlowSummary, routes } from "@chatloom/api-schema";
import { ActionIcon, Button, Group, Menu, Modal, Text, TextInput } from "@mantine/core";
import {
  IconCopy,
  IconDots,
  IconDownload,
  IconFolderSymlink,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTag,
  IconTrash,
} from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { forgetFlow } from "../api/use-flow-list.ts";
import { useMay } from "../session/use-me.ts";
import { LabelOptions } from "../ui/labels/label-menu.tsx";
import { showProblem } from "../ui/show-problem.ts";
import { downloadFlow } from "./download-flow.ts";
import { flowLabels, useLabelFlows } from "./flow-labels.ts";
import classes from "./flows.module.css";
import { MoveDialog } from "./move-dialog.tsx";

/** Shows the actions of a flow in the list. */
export function FlowMenu({ flow }: { readonly flow: FlowSummary }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const mayEdit = useMay("flows.edit");
  const mayPublish = useMay("flows.publish");
  const [dialog, setDialog] = useState<"rename" | "move" | "labels" | "delete">();
  const label = useLabelFlows();
  const params = { flowId: flow.id };
  const act = useMutation({
    mutationFn: (what: () => Promise<unknown>) => what(),
    onSuccess: async () => {
      setDialog(undefined);
      await client.invalidateQueries({ queryKey: ["flows"], exact: true });
    },
  });

  function rename(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name")).trim();
    if (name !== "") {
      act.mutate(() => call(routes.flows.renameFlow, { params, body: { name } }));
    }
  }

  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon
            className={classes.menu ?? ""}
            aria-label={t("flows.menu.open", { name: flow.name })}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayPublish && (
            <Menu.Item
              leftSection={
                flow.active ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />
              }
              disabled={flow.version === undefined}
              onClick={() =>
                act.mutate(() =>
                  call(flow.active ? routes.flows.deactivateFlow : routes.flows.activateFlow, {
                    params,
                  }),
                )
              }
            >
              {flow.active ? t("flows.menu.deactivate") : t("flows.menu.activate")}
            </Menu.Item>
          )}
          {mayEdit && (
            <>
              <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setDialog("rename")}>
                {t("common.rename")}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconFolderSymlink size={16} />}
                onClick={() => setDialog("move")}
              >
                {t("flows.folders.move")}
              </Menu.Item>
              <Menu.Item leftSection={<IconTag size={16} />} onClick={() => setDialog("labels")}>
                {t("flows.labels.choose")}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconCopy size={16} />}
                onClick={() => act.mutate(() => call(routes.flows.duplicateFlow, { params }))}
              >
                {t("flows.menu.duplicate")}
              </Menu.Item>
            </>
          )}
          <Menu.Item
            leftSection={<IconDownload size={16} />}
            onClick={() => void downloadFlow(flow).catch(showProblem)}
          >
            {t("flows.menu.export")}
          </Menu.Item>
          {mayPublish && (
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} />}
              onClick={() => setDialog("delete")}
            >
              {t("common.delete")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={dialog === "rename"}
        onClose={() => setDialog(undefined)}
        title={t("flows.rename.title")}
      >
        <form onSubmit={rename}>
          <TextInput
            name="name"
            label={t("flows.rename.name")}
            defaultValue={flow.name}
            maxLength={120}
            required
            data-autofocus
          />
          <Group justify="flex-end" mt="lg">
            <Button type="submit" loading={act.isPending}>
              {t("common.rename")}
            </Button>
          </Group>
        </form>
      </Modal>
      <Modal
        opened={dialog === "labels"}
        onClose={() => setDialog(undefined)}
        size="xs"
        title={t("flows.labels.title", { name: flow.name })}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <LabelOptions
          source={flowLabels}
          chosen={flow.labelIds ?? []}
          onChange={(change) => label.mutate({ flows: [flow], change })}
        />
      </Modal>
      {dialog === "move" && <MoveDialog flow={flow} onClose={() => setDialog(undefined)} />}
      <Modal
        opened={dialog === "delete"}
        onClose={() => setDialog(undefined)}
        title={t("flows.delete.title", { name: flow.name })}
      >
        <Text>
          {flow.openRuns > 0
            ? t("flows.delete.textRunning", { count: flow.openRuns })
            : t("flows.delete.text")}
        </Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" data-autofocus onClick={() => setDialog(undefined)}>
            {t("common.cancel")}
          </Button>
          <Button
            color="red"
            loading={act.isPending}
            onClick={() =>
              act.mutate(async () => {
                await call(routes.flows.deleteFlow, { params });
                forgetFlow(client, flow.id);
              })
            }
          >
            {t("common.delete")}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
