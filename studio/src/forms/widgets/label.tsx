import { TextInput } from "@mantine/core";
import { useFieldProps } from "../use-field-props.ts";
import { useTextLimit } from "../use-text-limit.ts";
import type { WidgetProps } from "../widget.ts";

/** One line of plain text. */
export function LabelWidget(props: WidgetProps<string>) {
  const { schema, value, onChange, optional } = props;
  const { problem, limited } = useTextLimit(schema.maxLength);
  const field = useFieldProps(props);
  const change = limited((text) => onChange(text === "" && optional ? undefined : text));
  return (
    <TextInput
      {...field}
      error={problem ?? field.error}
      required={!optional}
      withAsterisk={false}
      value={value ?? ""}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}
