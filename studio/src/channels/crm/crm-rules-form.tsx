import { type CrmRules, type CrmType, routes } from "@chatloom/api-schema";
import { Button, Group, Stack, Switch, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { showProblem } from "../../ui/show-problem.ts";
import { CrmFieldRow } from "./crm-field-row.tsx";
import { CrmLists } from "./crm-lists.tsx";
import type { CrmName } from "./crm-name.ts";
import { CrmPreviewList } from "./crm-preview-list.tsx";

/** The rules of an exchange: pairs of fields, who is created where, notes, lists. */
export function CrmRulesForm({
  connectionId,
  type,
  rules: saved,
  fields,
  lists,
  mayChange,
}: {
  readonly connectionId: string;
  readonly type: CrmType;
  readonly rules: CrmRules;
  /** The CRM's fields; empty where it does not tell them. */
  readonly fields: readonly CrmName[];
  readonly lists: readonly { readonly id: string; readonly name: string }[];
  readonly mayChange: boolean;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const direction = type.reads ? "both" : "out";
  const [rules, setRules] = useState<CrmRules>(() =>
    type.reads
      ? saved
      : { ...saved, fields: saved.fields.map((it) => ({ ...it, direction: "out" })) },
  );
  const change = (part: Partial<CrmRules>) => setRules({ ...rules, ...part });
  const filled = { ...rules, fields: rules.fields.filter((it) => it.ours && it.theirs) };
  const save = useMutation({
    mutationFn: (enabled: boolean) =>
      call(routes.crm.changeCrmExchange, {
        params: { connectionId },
        body: { ...filled, enabled },
      }),
    onSuccess: async (exchange) => {
      client.setQueryData(["crm", connectionId], exchange);
      notifications.show({ message: t("channels.saved") });
    },
    onError: showProblem,
  });
  return (
    <Stack>
      <div>
        <Text fw={600}>{t("channels.crm.fields")}</Text>
        <Text size="sm" c="dimmed">
          {t(type.reads ? "channels.crm.fieldsHint" : "channels.crm.fieldsOut")}
        </Text>
      </div>
      {rules.fields.map((pair, index) => (
        <CrmFieldRow
          // biome-ignore lint/suspicious/noArrayIndexKey: pairs have no other identity while they are typed
          key={index}
          pair={pair}
          known={fields}
          reads={type.reads}
          disabled={!mayChange}
          onChange={(next) =>
            change({ fields: rules.fields.map((it, place) => (place === index ? next : it)) })
          }
          onRemove={() => change({ fields: rules.fields.filter((_, place) => place !== index) })}
        />
      ))}
      {mayChange && (
        <Button
          size="xs"
          variant="default"
          style={{ alignSelf: "start" }}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => change({ fields: [...rules.fields, { ours: "", theirs: "", direction }] })}
        >
          {t("channels.crm.addField")}
        </Button>
      )}
      <Switch
        disabled={!mayChange}
        label={t("channels.crm.createThere")}
        checked={rules.createThere}
        onChange={(event) => change({ createThere: event.currentTarget.checked })}
      />
      {type.reads && (
        <Switch
          disabled={!mayChange}
          label={t("channels.crm.createHere")}
          checked={rules.createHere}
          onChange={(event) => change({ createHere: event.currentTarget.checked })}
        />
      )}
      {type.takesNotes && (
        <Switch
          disabled={!mayChange}
          label={t("channels.crm.notes")}
          checked={rules.notes}
          onChange={(event) => change({ notes: event.currentTarget.checked })}
        />
      )}
      {type.hasLists && (
        <CrmLists
          lists={lists}
          chosen={rules.lists}
          disabled={!mayChange}
          onChange={(next) => change({ lists: next })}
        />
      )}
      <CrmPreviewList connectionId={connectionId} rules={filled} />
      {mayChange && (
        <Group>
          <Button loading={save.isPending} onClick={() => save.mutate(true)}>
            {t(saved.enabled ? "channels.crm.save" : "channels.crm.switchOn")}
          </Button>
          {saved.enabled && (
            <Button variant="default" loading={save.isPending} onClick={() => save.mutate(false)}>
              {t("channels.crm.switchOff")}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}
