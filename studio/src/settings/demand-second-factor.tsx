import { routes } from "@chatloom/api-schema";
import { Switch } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay, useMe } from "../session/use-me.ts";
import { useWorkspace } from "../session/use-workspace.ts";

/** Whether every member of the workspace needs a second factor. Whoever turns it on must have one. */
export function DemandSecondFactor() {
  const { t } = useTranslation();
  const { account } = useMe();
  const may = useMay("workspace.change");
  const client = useQueryClient();
  const { data } = useWorkspace();
  const save = useMutation({
    mutationFn: (requireSecondFactor: boolean) =>
      call(routes.accounts.updateWorkspace, { body: { requireSecondFactor } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["workspace"] }),
  });
  const on = data?.requireSecondFactor ?? false;
  return (
    <Switch
      mt="md"
      label={t("settings.members.demand")}
      description={t(
        account.secondFactor || on ? "settings.members.demandHint" : "settings.members.demandFirst",
      )}
      disabled={!may || !data || (!account.secondFactor && !on)}
      checked={on}
      onChange={({ currentTarget }) => save.mutate(currentTarget.checked)}
    />
  );
}
