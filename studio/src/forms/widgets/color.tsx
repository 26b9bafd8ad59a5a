import { ColorInput } from "@mantine/core";
import { useFieldProps } from "../use-field-props.ts";
import type { WidgetProps } from "../widget.ts";

/** A colour as #rrggbb. */
export function ColorWidget(props: WidgetProps<string>) {
  return (
    <ColorInput
      {...useFieldProps(props)}
      withEyeDropper={false}
      value={props.value ?? ""}
      onChange={(color) => props.onChange(color === "" ? undefined : color)}
    />
  );
}
