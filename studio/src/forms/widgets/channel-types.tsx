import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../form-world.tsx";
import { useFieldProps } from "../use-field-props.ts";
import type { WidgetProps } from "../widget.ts";

/** Which kinds of channel something applies to; none chosen means all. */
export function ChannelTypesWidget({ value, onChange, path, label, hint }: WidgetProps<string[]>) {
  const { t } = useTranslation();
  const { channelTypes } = useFormWorld();
  const field = useFieldProps({ label, hint, path });
  const known = new Set(channelTypes.map((it) => it.value));
  const others = (value ?? []).filter((it) => !known.has(it));
  return (
    <MultiSelect
      {...field}
      placeholder={value?.length ? "" : t("forms.allChannels")}
      data={[...channelTypes, ...others.map((it) => ({ value: it, label: it }))]}
      value={value ?? []}
      onChange={onChange}
    />
  );
}
