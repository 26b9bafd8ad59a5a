import { ActionIcon, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { showProblem } from "../ui/show-problem.ts";
import { EditableText } from "./editable-text.tsx";

type Fields = Readonly<Record<string, unknown>>;

/** The contact's own fields: each value edited in place, new ones added, old ones cleared. */
export function ContactFields({
  fields,
  disabled,
  onSave,
}: {
  readonly fields: Fields;
  readonly disabled: boolean;
  /** A field set to null is cleared. */
  readonly onSave: (fields: Record<string, unknown>) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState<string>();
  const entries = Object.entries(fields);

  async function add(): Promise<void> {
    const wanted = name?.trim();
    if (!wanted) {
      return setName(undefined);
    }
    await onSave({ [wanted]: "" });
    setName(undefined);
  }

  return (
    <Stack gap="xs" component="section" aria-label={t("contacts.fields")}>
      <Text size="sm" fw={600}>
        {t("contacts.fields")}
      </Text>
      {entries.length === 0 && name === undefined && (
        <Text size="sm" c="dimmed">
          {t("contacts.noFields")}
        </Text>
      )}
      {entries.map(([field, value]) => (
        <Group key={field} gap={4} wrap="nowrap" align="flex-end">
          <div style={{ flex: 1, minWidth: 0 }}>
            <EditableText
              label={field}
              value={typeof value === "string" ? value : JSON.stringify(value)}
              disabled={disabled}
              onSave={(typed) => onSave({ [field]: sameKind(value, typed) })}
            />
          </div>
          {!disabled && (
            <ActionIcon
              size={36}
              variant="subtle"
              color="gray"
              aria-label={t("contacts.clearField", { name: field })}
              onClick={() => void onSave({ [field]: null }).catch(showProblem)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      {name !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void add().catch(showProblem);
          }}
        >
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <TextInput
              size="sm"
              flex={1}
              autoFocus
              maxLength={64}
              label={t("contacts.fieldName")}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" size="sm">
              {t("contacts.add")}
            </Button>
          </Group>
        </form>
      )}
      {!disabled && name === undefined && (
        <Group>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setName("")}
          >
            {t("contacts.addField")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** A number stays a number, and an object or list stays one, as long as the text can be parsed as such. */
function sameKind(before: unknown, typed: string): unknown {
  if (typeof before === "string" || before === null) {
    return typed;
  }
  try {
    const value: unknown = JSON.parse(typed);
    return typeof value === typeof before ? value : typed;
  } catch {
    return typed;
  }
}
