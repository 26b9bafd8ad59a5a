import { PasswordInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../form-world.tsx";
import { useFieldProps } from "../use-field-props.ts";
import type { WidgetProps } from "../widget.ts";

/** Something nobody should read over one's shoulder, such as an access token. One that the server keeps may stay empty. */
export function SecretWidget(props: WidgetProps<string>) {
  const { value, onChange, path, optional } = props;
  const { t } = useTranslation();
  const kept = useFormWorld().keptSecrets.has(path);
  return (
    <PasswordInput
      {...useFieldProps(props)}
      required={!optional && !kept}
      value={value ?? ""}
      autoComplete="off"
      placeholder={kept ? t("forms.keepSecret") : ""}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
