import type { SecretKind } from "@chatloom/flows-schema";
import { PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** The input of a secret's value: one text, or user and password. `onChange` gets an empty text while it is incomplete. */
export function SecretValueInput({
  kind,
  onChange,
}: {
  readonly kind: SecretKind;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const [user, setUser] = useState("");
  const [password, setPassword] = useState("");
  const basic = kind === "basic";
  const tell = (name: string, text: string) =>
    onChange(basic ? (name && text ? `${name}:${text}` : "") : text);
  return (
    <Stack>
      {basic && (
        <TextInput
          required
          maxLength={200}
          autoComplete="off"
          label={t("settings.secrets.user")}
          error={user.includes(":") ? t("settings.secrets.userColon") : undefined}
          value={user}
          onChange={({ currentTarget }) => {
            setUser(currentTarget.value);
            tell(currentTarget.value.includes(":") ? "" : currentTarget.value, password);
          }}
        />
      )}
      <PasswordInput
        required
        maxLength={7_000}
        autoComplete="new-password"
        label={basic ? t("settings.secrets.password") : t("settings.secrets.value")}
        description={t("settings.secrets.valueHint")}
        value={password}
        onChange={({ currentTarget }) => {
          setPassword(currentTarget.value);
          tell(user, currentTarget.value);
        }}
      />
    </Stack>
  );
}
