import { Textarea } from "@mantine/core";
import { useFieldProps } from "../use-field-props.ts";
import { useTextLimit } from "../use-text-limit.ts";
import type { WidgetProps } from "../widget.ts";

/** Plain text of several lines. */
export function LongTextWidget(props: WidgetProps<string>) {
  const { schema, value, onChange, optional } = props;
  const { problem, limited } = useTextLimit(schema.maxLength);
  const field = useFieldProps(props);
  const change = limited((text) => onChange(text === "" && optional ? undefined : text));
  return (
    <Textarea
      {...field}
      error={problem ?? field.error}
      autosize
      minRows={2}
      value={value ?? ""}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}
