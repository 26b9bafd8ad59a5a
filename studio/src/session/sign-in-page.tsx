import { type Me, pages, routes } from "@chatloom/api-schema";
import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { call } from "../api/call.ts";
import { problemText } from "../ui/show-problem.ts";
import { CodeField, isCodeNeeded } from "./code-field.tsx";
import { ForgottenPassword } from "./forgotten-password.tsx";
import { PasskeyButton } from "./passkey-button.tsx";
import { SessionPage } from "./session-page.tsx";
import { SingleSignOn } from "./sign-in-ways.tsx";
import { enterSession } from "./use-me.ts";

/** The sign-in page. */
export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const form = useForm({ initialValues: { email: "", password: "", code: "" } });
  const setup = useQuery({
    queryKey: ["setup"],
    queryFn: () => call(routes.accounts.readSetup),
  });
  const ways = useQuery({
    queryKey: ["sign-in-ways"],
    queryFn: () => call(routes.accounts.readSignInWays),
  });
  const signIn = useMutation({
    meta: { quiet: true },
    mutationFn: ({ code, ...body }: typeof form.values) =>
      call(routes.accounts.signIn, { body: code ? { ...body, code } : body }),
    onSuccess: enter,
  });
  async function enter(me: Me): Promise<void> {
    if (me.secondFactorNeeded) {
      await navigate(pages.secondFactor, { replace: true });
      return;
    }
    enterSession(me);
    await navigate(safePath(search.get("next")), { replace: true });
  }

  return (
    <SessionPage title={t("session.signIn.title")} lead={t("session.signIn.lead")}>
      {ways.data?.sso && <SingleSignOn sso={ways.data.sso} next={safePath(search.get("next"))} />}
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
        <Stack>
          {setup.data?.needed && (
            <Alert title={t("session.signIn.setupNeeded")}>{t("session.signIn.setupHint")}</Alert>
          )}
          {signIn.error && !isCodeNeeded(signIn.error) && (
            <Alert color="red" role="alert">
              {problemText(signIn.error)}
            </Alert>
          )}
          <TextInput
            label={t("session.email")}
            type="email"
            autoComplete="username"
            required
            autoFocus
            {...form.getInputProps("email")}
          />
          <PasswordInput
            label={t("session.password")}
            autoComplete="current-password"
            required
            {...form.getInputProps("password")}
          />
          <CodeField
            asked={signIn.error ?? undefined}
            value={form.values.code}
            onChange={(code) => form.setFieldValue("code", code)}
          />
          <Button type="submit" size="md" loading={signIn.isPending}>
            {t("session.signIn.submit")}
          </Button>
          <PasskeyButton onDone={enter} />
          <ForgottenPassword email={form.values.email} />
        </Stack>
      </form>
    </SessionPage>
  );
}

/** Accepts only addresses of this studio, because anyone can write the link with `next`. */
function safePath(next: string | null): string {
  return next?.startsWith("/") && !next.startsWith("//") && !next.startsWith("/\\") ? next : "/";
}
