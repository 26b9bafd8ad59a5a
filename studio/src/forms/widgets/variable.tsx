import { Autocomplete } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../form-world.tsx";
import { useFieldProps } from "../use-field-props.ts";
import { useTextLimit } from "../use-text-limit.ts";
import type { WidgetProps } from "../widget.ts";

/** The name of a variable that is written; a new name makes a new variable. */
export function VariableWidget(props: WidgetProps<string>) {
  const { writable, variablesOfFlow } = useFormWorld();
  const { schema, beside, onChange, optional } = props;
  const names = schema.ofFlow ? variablesOfFlow(String(beside.flowId ?? "")) : writable;
  return (
    <NameInput
      {...props}
      names={names}
      onChange={(next) => {
        // Keystrokes that cannot be part of a name are dropped, so that a draft always validates.
        const name = (next ?? "").replace(/\s+/g, "_");
        if (name === "") {
          onChange(optional ? undefined : "");
        } else if (/^[A-Za-z_]\w*(\.\w*)?$/.test(name)) {
          onChange(name);
        }
      }}
    />
  );
}

/** The path of a value that is read. */
export function OperandWidget(props: WidgetProps<string>) {
  const { variables } = useFormWorld();
  return <NameInput {...props} names={variables} />;
}

function NameInput({
  names,
  schema,
  value,
  onChange,
  path,
  label,
  hint,
  name,
  placeholder,
}: WidgetProps<string> & { readonly names: readonly string[] }) {
  const { t } = useTranslation();
  const field = useFieldProps({ label, hint, path });
  const { problem, limited } = useTextLimit(schema.maxLength);
  return (
    <Autocomplete
      {...field}
      aria-label={label === "" ? (name ?? t("forms.value")) : undefined}
      placeholder={placeholder}
      error={problem ?? field.error}
      data={[...new Set(names)]}
      limit={30}
      value={value ?? ""}
      spellCheck={false}
      autoComplete="off"
      onChange={limited(onChange)}
    />
  );
}
