import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../form-world.tsx";
import type { WidgetProps } from "../widget.ts";

/** Which kinds of channel something applies to; none chosen means all. */
export function ChannelTypesWidget({ value, onChange, path, label, hint }: WidgetProps<string[]>) {
  const { t } = useTranslation();
  const { channelTypes, errors, readOnly } = useFormWorld();
  const known = new Set(channelTypes.map((it) => it.value));
  const others = (value ?? []).filter((it) => !known.has(it));
  return (
    <MultiSelect
      label={label}
      description={hint}
      error={errors.get(path)}
      placeholder={value?.length ? "" : t("forms.allChannels")}
      data={[...channelTypes, ...others.map((it) => ({ value: it, label: it }))]}
      value={value ?? []}
      readOnly={readOnly}
      onChange={onChange}
    />
  );
}
