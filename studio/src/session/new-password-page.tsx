import { pages, routes } from "@chatloom/api-schema";
import { Alert, Anchor, Button, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { call } from "../api/call.ts";
import { problemText } from "../ui/show-problem.ts";
import { SessionPage } from "./session-page.tsx";

/** The page of a link that sets a new password. */
export function NewPasswordPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const token = search.get("token") ?? "";
  const form = useForm({
    initialValues: { password: "" },
    validate: {
      password: (value) => (value.length < 10 ? t("session.passwordTooShort") : null),
    },
  });
  const reset = useMutation({
    meta: { quiet: true },
    mutationFn: ({ password }: typeof form.values) =>
      call(routes.accounts.resetPassword, { body: { token, password } }),
  });
  return (
    <SessionPage title={t("session.newPassword.title")} lead={t("session.newPassword.lead")}>
      {reset.isSuccess ? (
        <Stack>
          <Text role="status">{t("session.newPassword.done")}</Text>
          <Anchor component={Link} to={pages.signIn}>
            {t("session.signIn.submit")}
          </Anchor>
        </Stack>
      ) : (
        <form onSubmit={form.onSubmit((values) => reset.mutate(values))}>
          <Stack>
            {reset.error && (
              <Alert color="red" role="alert">
                {problemText(reset.error)}
              </Alert>
            )}
            <PasswordInput
              required
              autoFocus
              label={t("session.password")}
              description={t("session.passwordHint")}
              autoComplete="new-password"
              {...form.getInputProps("password")}
            />
            <Button type="submit" size="md" loading={reset.isPending}>
              {t("session.newPassword.submit")}
            </Button>
          </Stack>
        </form>
      )}
    </SessionPage>
  );
}
