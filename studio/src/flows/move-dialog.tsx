import { type FlowSummary, routes } from "@chatloom/api-schema";
import { Autocomplete, Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useFlowList } from "../api/use-flow-list.ts";
import { Dialog } from "../ui/dialog.tsx";
import { foldersOf } from "./folders-of.ts";

const longestName = 60;

/** Moves a flow into a folder, a new one or out of its own. */
export function MoveDialog({
  flow,
  onClose,
}: {
  readonly flow: FlowSummary;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const flows = useFlowList();
  const [folder, setFolder] = useState(flow.folder ?? "");
  const move = useMutation({
    mutationFn: () =>
      call(routes.flows.moveFlow, {
        params: { flowId: flow.id },
        body: { folder: folder.trim() },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["flows"], exact: true });
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t("flows.folders.title", { name: flow.name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          move.mutate();
        }}
      >
        <Autocomplete
          label={t("flows.folders.label")}
          description={t("flows.folders.hint")}
          data={[...foldersOf(flows.data?.items ?? [])]}
          maxLength={longestName}
          value={folder}
          onChange={setFolder}
          data-autofocus
        />
        <Group justify="flex-end" mt="lg">
          <Button type="submit" loading={move.isPending}>
            {t("flows.folders.submit")}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
