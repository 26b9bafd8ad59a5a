import { changedThing } from "@chatloom/flows-schema";
import type { WidgetProps } from "../widget.ts";
import { ChoiceWidget } from "./choice.tsx";

/** Chooses the change of a contact. A change of another kind empties the name beside it. */
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
