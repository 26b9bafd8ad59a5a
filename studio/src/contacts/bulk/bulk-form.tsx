import { type ContactAction, type ContactSelection, routes } from "@chatloom/api-schema";
import { Button, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { showProblem } from "../../ui/show-problem.ts";
import { ActionFields } from "./action-fields.tsx";
import type { BulkActionName } from "./bulk-action-name.ts";

/** Asks for what an action needs and begins it. */
export function BulkForm({
  action: name,
  asked: selection,
  chosen,
  onBegun,
}: {
  readonly action: BulkActionName;
  readonly asked: ContactSelection;
  /** Who is chosen, in words. */
  readonly chosen: string;
  readonly onBegun: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [action, setAction] = useState<ContactAction | undefined>(
    name === "block" || name === "unblock" ? { type: name } : undefined,
  );
  const begin = useMutation({
    mutationFn: () =>
      name === "erase"
        ? call(routes.contactChanges.eraseContacts, { body: { selection } })
        : action
          ? call(routes.contactChanges.changeContacts, { body: { selection, action } })
          : Promise.reject(new Error("The form is not filled in")),
    onSuccess: async () => {
      onBegun();
      await client.invalidateQueries({ queryKey: ["contactChanges"] });
    },
    onError: showProblem,
  });
  return (
    <Stack>
      <Text size="sm">{chosen}</Text>
      {name === "erase" || name === "block" || name === "unblock" ? (
        <Text size="sm">{t(`contacts.bulk.hints.${name}`)}</Text>
      ) : (
        <ActionFields name={name} onChange={setAction} />
      )}
      <Button
        color={name === "erase" ? "red" : "loom"}
        disabled={name !== "erase" && !action}
        loading={begin.isPending}
        onClick={() => begin.mutate()}
      >
        {t(`contacts.bulk.confirm.${name}`)}
      </Button>
    </Stack>
  );
}
