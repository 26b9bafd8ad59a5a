import { pages } from "@chatloom/api-schema";
import { Anchor, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useContactFields } from "../api/use-definitions.ts";
import { TypedField } from "./typed-field.tsx";

/** The custom fields of a contact: each defined one, edited in place by its type. */
export function ContactFields({
  fields,
  disabled,
  onSave,
}: {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly disabled: boolean;
  /** A field set to null is cleared. */
  readonly onSave: (fields: Record<string, unknown>) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const { data } = useContactFields();
  return (
    <Stack gap="xs" component="section" aria-label={t("contacts.fields")}>
      <Text size="sm" fw={600}>
        {t("contacts.fields")}
      </Text>
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("contacts.noFields")}
        </Text>
      )}
      {data?.items.map((field) => (
        <TypedField
          key={field.key}
          field={field}
          value={fields[field.key]}
          disabled={disabled}
          onSave={(value) => onSave({ [field.key]: value })}
        />
      ))}
      {!disabled && (
        <Anchor component={Link} to={pages.contactFields} size="sm">
          {t("contacts.manageFields")}
        </Anchor>
      )}
    </Stack>
  );
}
