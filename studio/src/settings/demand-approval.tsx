import { routes } from "@chatloom/api-schema";
import { Switch } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { useWorkspace } from "../session/use-workspace.ts";
import { showProblem } from "../ui/show-problem.ts";

/** Whether somebody else approves a flow before it is published. */
export function DemandApproval() {
  const { t } = useTranslation();
  const may = useMay("workspace.change");
  const client = useQueryClient();
  const { data } = useWorkspace();
  const save = useMutation({
    mutationFn: (requireApproval: boolean) =>
      call(routes.accounts.updateWorkspace, { body: { requireApproval } }),
    onError: showProblem,
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ["workspace"] });
      await client.invalidateQueries({ queryKey: ["flows"] });
    },
  });
  return (
    <Switch
      label={t("settings.workspace.approval")}
      description={t("settings.workspace.approvalHint")}
      disabled={!may || !data || save.isPending}
      checked={data?.requireApproval ?? false}
      onChange={({ currentTarget }) => save.mutate(currentTarget.checked)}
    />
  );
}
