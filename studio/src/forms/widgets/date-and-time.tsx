import { TextInput } from "@mantine/core";
import { useFieldProps } from "../use-field-props.ts";
import type { WidgetProps } from "../widget.ts";

/** A day of the calendar. */
export function DateWidget(props: WidgetProps<string>) {
  return <NativeInput {...props} type="date" />;
}

/** A time of day. */
export function TimeWidget(props: WidgetProps<string>) {
  return <NativeInput {...props} type="time" />;
}

function NativeInput({
  type,
  value,
  onChange,
  path,
  label,
  hint,
  optional,
}: WidgetProps<string> & { readonly type: "date" | "time" }) {
  const field = useFieldProps({ label, hint, path });
  return (
    <TextInput
      type={type}
      {...field}
      value={value ?? ""}
      onChange={({ currentTarget }) => {
        // A cleared time is no time: where there must be one, the last stays.
        if (currentTarget.value !== "") {
          onChange(currentTarget.value);
        } else if (optional) {
          onChange(undefined);
        }
      }}
    />
  );
}
