import type { ContactField } from "@chatloom/api-schema";
import { Select, TagsInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { EditableText } from "../ui/editable-text.tsx";
import { showProblem } from "../ui/show-problem.ts";

/** A contact's field, edited in place by its type. A value that does not fit the type is edited as text. */
export function TypedField({
  field: { title, type, choices },
  value,
  disabled,
  onSave,
}: {
  readonly field: Pick<ContactField, "title" | "type" | "choices">;
  readonly value: unknown;
  readonly disabled: boolean;
  /** Null clears the field. */
  readonly onSave: (value: unknown) => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const save = (next: unknown) => void onSave(next).catch(showProblem);
  const common = { size: "sm", label: title, disabled } as const;
  if (type === "boolean" && (value === undefined || typeof value === "boolean")) {
    return (
      <Select
        {...common}
        clearable
        placeholder={t("audience.notSet")}
        value={value === undefined ? null : String(value)}
        data={[
          { value: "true", label: t("audience.yes") },
          { value: "false", label: t("audience.no") },
        ]}
        onChange={(next) => save(next === null ? null : next === "true")}
      />
    );
  }
  if (type === "choice" && (value === undefined || choices.includes(String(value)))) {
    return (
      <Select
        {...common}
        clearable
        searchable
        placeholder={t("audience.notSet")}
        value={value === undefined ? null : String(value)}
        data={[...choices]}
        onChange={save}
      />
    );
  }
  if (type === "list" && (value === undefined || isTexts(value))) {
    return (
      <TagsInput
        {...common}
        value={[...(value ?? [])]}
        onChange={(next) => save(next.length === 0 ? null : next)}
      />
    );
  }
  if (type === "date" && (value === undefined || isDay(value))) {
    return (
      <TextInput
        {...common}
        type="date"
        value={value ?? ""}
        onChange={(event) => save(event.currentTarget.value || null)}
      />
    );
  }
  return (
    <EditableText
      label={title}
      value={typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value)}
      disabled={disabled}
      onSave={(typed) => onSave(typed === "" ? null : typed)}
    />
  );
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((it) => typeof it === "string");
}

function isDay(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
