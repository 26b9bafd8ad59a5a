import type { CrmRules } from "@chatloom/api-schema";
import { Group, MultiSelect, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

type Lists = CrmRules["lists"];

/** The lists of a CRM whose members get a tag, which segments and flows then ask for. */
export function CrmLists({
  lists,
  chosen,
  disabled,
  onChange,
}: {
  readonly lists: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: Lists;
  readonly disabled: boolean;
  readonly onChange: (lists: Lists) => void;
}) {
  const { t } = useTranslation();
  const all = [...lists, ...chosen.filter((it) => !lists.some(({ id }) => id === it.id))];
  return (
    <Stack gap="xs">
      <MultiSelect
        searchable
        disabled={disabled}
        label={t("channels.crm.lists")}
        description={t("channels.crm.listsHint")}
        data={all.map((it) => ({ value: it.id, label: it.name }))}
        value={chosen.map((it) => it.id)}
        onChange={(ids) =>
          onChange(
            ids.map((id) => {
              const name = all.find((it) => it.id === id)?.name ?? id;
              return chosen.find((it) => it.id === id) ?? { id, name, tag: name.slice(0, 64) };
            }),
          )
        }
      />
      {chosen.map((list) => (
        <Group key={list.id} gap="xs" align="center">
          <Text size="sm" flex={1} truncate>
            {list.name}
          </Text>
          <TextInput
            flex={1}
            disabled={disabled}
            maxLength={64}
            aria-label={t("channels.crm.tagOf", { list: list.name })}
            value={list.tag}
            onChange={(event) => {
              const tag = event.currentTarget.value;
              onChange(chosen.map((it) => (it.id === list.id ? { ...it, tag } : it)));
            }}
          />
        </Group>
      ))}
    </Stack>
  );
}
