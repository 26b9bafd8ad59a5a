import { routes } from "@chatloom/api-schema";
import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { call } from "../api/call.ts";
import { problemText } from "../ui/show-problem.ts";
import { spokenLanguage } from "../words/start-words.ts";
import { SessionPage } from "./session-page.tsx";
import { enterSession } from "./use-me.ts";

/** The page of the one-time link from the terminal. It creates the owner's account. */
export function SetUpPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const token = search.get("token") ?? "";
  const form = useForm({
    initialValues: { name: "", email: "", password: "", workspace: "" },
    validate: {
      password: (value) => (value.length < 10 ? t("session.passwordTooShort") : null),
    },
  });
  const setUp = useMutation({
    meta: { quiet: true },
    mutationFn: (values: typeof form.values) =>
      call(routes.accounts.setUp, {
        body: {
          token,
          ...values,
          language: spokenLanguage(),
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        },
      }),
    onSuccess: async (me) => {
      enterSession(me);
      await navigate("/", { replace: true });
    },
  });

  return (
    <SessionPage title={t("session.setUp.title")} lead={t("session.setUp.lead")}>
      {token === "" ? (
        <Alert color="yellow">{t("session.setUp.noToken")}</Alert>
      ) : (
        <form onSubmit={form.onSubmit((values) => setUp.mutate(values))}>
          <Stack>
            {setUp.error && (
              <Alert color="red" role="alert">
                {problemText(setUp.error)}
              </Alert>
            )}
            <TextInput
              label={t("session.name")}
              autoComplete="name"
              required
              maxLength={120}
              autoFocus
              {...form.getInputProps("name")}
            />
            <TextInput
              label={t("session.setUp.workspace")}
              description={t("session.setUp.workspaceHint")}
              autoComplete="organization"
              required
              maxLength={120}
              {...form.getInputProps("workspace")}
            />
            <TextInput
              label={t("session.email")}
              type="email"
              autoComplete="username"
              required
              {...form.getInputProps("email")}
            />
            <PasswordInput
              label={t("session.password")}
              description={t("session.passwordHint")}
              autoComplete="new-password"
              required
              {...form.getInputProps("password")}
            />
            <Button type="submit" size="md" loading={setUp.isPending}>
              {t("session.setUp.submit")}
            </Button>
          </Stack>
        </form>
      )}
    </SessionPage>
  );
}
