import { type ComponentType, createContext, useContext } from "react";
import type { FormSchema } from "./form-schema.ts";

/** The properties of a form for any object. */
export interface SchemaFormProps {
  readonly schema: FormSchema;
  readonly value: unknown;
  /** JSON pointer of the object. */
  readonly path: string;
  readonly onChange: (value: unknown, path: string) => void;
}

/** The form itself, for controls that hold forms: lists cannot import what imports them. */
export const NestedFormContext = createContext<ComponentType<SchemaFormProps>>(() => null);

/** The component that draws a form within a form. */
export function useNestedForm(): ComponentType<SchemaFormProps> {
  return useContext(NestedFormContext);
}
