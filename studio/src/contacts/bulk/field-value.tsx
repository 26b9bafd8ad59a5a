import { pages } from "@chatloom/api-schema";
import { Anchor, Select, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useContactFields } from "../../api/use-definitions.ts";
import { TypedField } from "../typed-field.tsx";
import type { ActionFieldsProps } from "./action-fields-props.ts";

/** Chooses a field and its new value. No value clears the field. */
export function FieldValue({ onChange }: ActionFieldsProps) {
  const { t } = useTranslation();
  const { data } = useContactFields();
  const [key, setKey] = useState<string | null>(null);
  const [value, setValue] = useState<unknown>();
  const field = data?.items.find((it) => it.key === key);
  const change = (nextKey: string | null, next: unknown) => {
    setKey(nextKey);
    setValue(next ?? undefined);
    onChange(nextKey ? { type: "setField", field: nextKey, value: next ?? null } : undefined);
  };
  if (data?.items.length === 0) {
    return (
      <Text size="sm">
        {t("contacts.noFields")}{" "}
        <Anchor component={Link} to={pages.contactFields} size="sm">
          {t("contacts.manageFields")}
        </Anchor>
      </Text>
    );
  }
  return (
    <>
      <Select
        data-autofocus
        searchable
        label={t("contacts.bulk.field")}
        value={key}
        onChange={(next) => change(next, null)}
        data={data?.items.map((it) => ({ value: it.key, label: it.title })) ?? []}
      />
      {field && (
        <TypedField
          key={field.key}
          field={{ ...field, title: t("contacts.bulk.value") }}
          value={value}
          disabled={false}
          onSave={async (next) => change(field.key, next)}
        />
      )}
      {field && value === undefined && (
        <Text size="sm" c="dimmed">
          {t("contacts.bulk.clears")}
        </Text>
      )}
    </>
  );
}
