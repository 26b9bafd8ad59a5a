import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../ui/api-problem.ts";

/** Says whether the server asks for a second factor. */
export function isCodeNeeded(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === "session.code-needed";
}

/** The code of a second factor. It appears once the server has asked for it, and stays. */
export function CodeField({
  asked,
  value,
  onChange,
}: {
  readonly asked: Error | undefined;
  readonly value: string;
  readonly onChange: (code: string) => void;
}) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const needed = isCodeNeeded(asked);
  useEffect(() => {
    if (needed) {
      setShown(true);
    }
  }, [needed]);
  return shown ? (
    <TextInput
      required
      autoFocus
      label={t("session.factor.code")}
      description={t("session.factor.anyCode")}
      autoComplete="one-time-code"
      maxLength={32}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  ) : null;
}
