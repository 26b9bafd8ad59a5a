import { changedThing } from "@chatloom/flows-schema";
import type { WidgetProps } from "../widget.ts";
import { ChoiceWidget } from "./choice.tsx";

/** What happens to a contact. The tag that was named beside it is no name of a segment. */
export function ContactChangeWidget(props: WidgetProps<string>) {
  const { value, onChange, onBeside } = props;
  return (
    <ChoiceWidget
      {...props}
      onChange={(change) => {
        if (onBeside && changedThing(change) !== changedThing(value)) {
          onBeside({ change, name: "" });
        } else {
          onChange(change);
        }
      }}
    />
  );
}
