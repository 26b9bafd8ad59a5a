import { Autocomplete } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTags } from "../../api/use-definitions.ts";
import type { ActionFieldsProps } from "./action-fields-props.ts";
import { ConsentFields } from "./consent-fields.tsx";
import { FieldValue } from "./field-value.tsx";
import { FlowChoice } from "./flow-choice.tsx";

/** The fields of an action. */
export function ActionFields({
  name,
  onChange,
}: ActionFieldsProps & {
  readonly name: "addTag" | "removeTag" | "setField" | "startFlow" | "consent";
}) {
  switch (name) {
    case "addTag":
    case "removeTag":
      return <TagChoice name={name} onChange={onChange} />;
    case "setField":
      return <FieldValue onChange={onChange} />;
    case "startFlow":
      return <FlowChoice onChange={onChange} />;
    case "consent":
      return <ConsentFields onChange={onChange} />;
  }
}

function TagChoice({
  name,
  onChange,
}: ActionFieldsProps & { readonly name: "addTag" | "removeTag" }) {
  const { t } = useTranslation();
  const { data } = useTags();
  const [tag, setTag] = useState("");
  return (
    <Autocomplete
      data-autofocus
      label={t("contacts.tag")}
      maxLength={64}
      data={data?.items.map((it) => it.key) ?? []}
      value={tag}
      onChange={(next) => {
        setTag(next);
        onChange(next.trim() === "" ? undefined : { type: name, tag: next.trim() });
      }}
    />
  );
}
