import { routes } from "@chatloom/api-schema";
import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { CopyField } from "../ui/copy-field.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import { problemText } from "../ui/show-problem.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";

/** Sets up a second factor: the password, the QR code for the app, the first code, the recovery codes. */
export function SecondFactorSetUp({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const begin = useMutation({
    meta: { quiet: true },
    mutationFn: () => call(routes.accounts.beginSecondFactor, { body: { password } }),
  });
  const confirm = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      call(routes.accounts.confirmSecondFactor, { body: { code: code.replace(/\s/g, "") } }),
  });
  if (confirm.data) {
    return <RecoveryCodes codes={confirm.data.recoveryCodes} onDone={onDone} />;
  }
  if (!begin.data) {
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          begin.mutate();
        }}
      >
        <Stack>
          {begin.error && (
            <Alert color="red" role="alert">
              {problemText(begin.error)}
            </Alert>
          )}
          <PasswordInput
            required
            label={t("session.password")}
            autoComplete="current-password"
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          />
          <Group>
            <Button type="submit" loading={begin.isPending}>
              {t("session.factor.begin")}
            </Button>
          </Group>
        </Stack>
      </form>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <Stack>
        <Text size="sm">{t("session.factor.scan")}</Text>
        <QrCode text={begin.data.uri} label={t("session.factor.qr")} />
        <CopyField
          label={t("session.factor.secret")}
          description={t("session.factor.secretHint")}
          value={begin.data.secret}
        />
        {confirm.error && (
          <Alert color="red" role="alert">
            {problemText(confirm.error)}
          </Alert>
        )}
        <TextInput
          required
          autoFocus
          label={t("session.factor.code")}
          description={t("session.factor.codeHint")}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={12}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={confirm.isPending}>
            {t("session.factor.confirm")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
