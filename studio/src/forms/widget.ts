import type { FormSchema } from "./form-schema.ts";

/** The properties of every form control; it answers with a whole new value, undefined for "none". */
export interface WidgetProps<T = unknown> {
  readonly schema: FormSchema;
  readonly value: T;
  // A method, not a property: the registry holds controls of every T, and methods compare loosely.
  onChange(value: T | undefined): void;
  /** JSON pointer of the field, for errors and focus. */
  readonly path: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** The accessible name of a control without a label. */
  readonly name?: string;
  readonly placeholder?: string;
  readonly optional: boolean;
  /** Changes several fields of the object that holds this one. */
  readonly onBeside?: (values: Readonly<Record<string, unknown>>) => void;
  /** The object that holds the field. */
  readonly beside: Readonly<Record<string, unknown>>;
}
