import type { ContactAction } from "@chatloom/api-schema";

/** The props of an action's fields. `onChange` gets the whole action, or undefined while something is missing. */
export interface ActionFieldsProps {
  readonly onChange: (action: ContactAction | undefined) => void;
}
