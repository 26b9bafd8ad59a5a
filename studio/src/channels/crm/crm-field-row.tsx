import { type CrmRules, crmFacts } from "@chatloom/api-schema";
import { ActionIcon, Group, Select, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useContactFields } from "../../api/use-definitions.ts";
import type { CrmName } from "./crm-name.ts";

type Pair = CrmRules["fields"][number];
const directions = ["both", "in", "out"] as const;

/** A pair of fields, and in which direction values go. */
export function CrmFieldRow({
  pair,
  known,
  reads,
  disabled,
  onChange,
  onRemove,
}: {
  readonly pair: Pair;
  readonly known: readonly CrmName[];
  readonly reads: boolean;
  readonly disabled: boolean;
  readonly onChange: (pair: Pair) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation();
  const { data } = useContactFields();
  const own = data?.items.map((it) => ({ value: `field:${it.key}`, label: it.title })) ?? [];
  const facts = crmFacts.map((value) => ({ value, label: t(`contacts.${value}`) }));
  const theirs = known.map((it) => ({ value: it.name, label: it.label }));
  const unlisted = pair.theirs !== "" && !known.some((it) => it.name === pair.theirs);
  return (
    <Group gap="xs" align="flex-end" wrap="wrap">
      <Select
        flex={1}
        miw={130}
        searchable
        disabled={disabled}
        label={t("channels.crm.ours")}
        value={pair.ours || null}
        data={[...facts, ...own]}
        onChange={(ours) => onChange({ ...pair, ours: ours ?? "" })}
      />
      {reads && (
        <Select
          w={130}
          allowDeselect={false}
          disabled={disabled}
          label={t("channels.crm.direction")}
          value={pair.direction}
          data={directions.map((value) => ({
            value,
            label: t(`channels.crm.directions.${value}`),
          }))}
          onChange={(next) => onChange({ ...pair, direction: next as Pair["direction"] })}
        />
      )}
      {known.length > 0 ? (
        <Select
          flex={1}
          miw={130}
          searchable
          disabled={disabled}
          label={t("channels.crm.theirs")}
          value={pair.theirs || null}
          data={unlisted ? [{ value: pair.theirs, label: pair.theirs }, ...theirs] : theirs}
          onChange={(next) => onChange({ ...pair, theirs: next ?? "" })}
        />
      ) : (
        <TextInput
          flex={1}
          miw={130}
          disabled={disabled}
          label={t("channels.crm.theirs")}
          maxLength={120}
          value={pair.theirs}
          onChange={(event) => onChange({ ...pair, theirs: event.currentTarget.value.trim() })}
        />
      )}
      {!disabled && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t("channels.crm.removeField")}
          onClick={onRemove}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
