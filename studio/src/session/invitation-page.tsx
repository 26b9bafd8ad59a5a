import { routes } from "@chatloom/api-schema";
import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { call } from "../api/call.ts";
import { problemText } from "../ui/show-problem.ts";
import { SessionPage } from "./session-page.tsx";
import { enterSession } from "./use-me.ts";

/** The page of an invitation link. It creates an account and joins the workspace. */
export function InvitationPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const token = search.get("token") ?? "";
  const form = useForm({
    initialValues: { name: "", password: "" },
    validate: {
      password: (value) => (value.length < 10 ? t("session.passwordTooShort") : null),
    },
  });
  const accept = useMutation({
    meta: { quiet: true },
    mutationFn: (values: typeof form.values) =>
      call(routes.accounts.acceptInvitation, { body: { token, ...values } }),
    onSuccess: async (me) => {
      enterSession(me);
      await navigate("/", { replace: true });
    },
  });

  return (
    <SessionPage title={t("session.invitation.title")} lead={t("session.invitation.lead")}>
      <form onSubmit={form.onSubmit((values) => accept.mutate(values))}>
        <Stack>
          {accept.error && (
            <Alert color="red" role="alert">
              {problemText(accept.error)}
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
          <PasswordInput
            label={t("session.password")}
            description={t("session.passwordHint")}
            autoComplete="new-password"
            required
            {...form.getInputProps("password")}
          />
          <Button type="submit" size="md" loading={accept.isPending}>
            {t("session.invitation.submit")}
          </Button>
        </Stack>
      </form>
    </SessionPage>
  );
}
