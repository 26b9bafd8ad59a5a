import { type Me, pages, routes } from "@chatloom/api-schema";
import { Alert, Anchor, Button, Modal, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { live } from "../api/live.ts";
import { queryClient } from "../api/query-client.ts";
import { useSession } from "../api/session-store.ts";
import { problemText } from "../ui/show-problem.ts";
import { CodeField, isCodeNeeded } from "./code-field.tsx";
import { useMe } from "./use-me.ts";

/** Asks for the password over the page when the session has ended; the page stays as it is. */
export function SignInAgain() {
  const { t } = useTranslation();
  const me = useMe();
  const lost = useSession((session) => session.lost);
  const form = useForm({ initialValues: { password: "", code: "" } });
  const { id: accountId, email } = me.account;
  const workspaceId = me.workspace.id;
  const signIn = useMutation({
    meta: { quiet: true },
    mutationFn: async ({ password, code }: typeof form.values) => {
      const back = await call(routes.accounts.signIn, {
        body: code ? { email, password, code } : { email, password },
      });
      // Signing in opens any of the account's workspaces.
      return back.workspace.id === workspaceId
        ? back
        : call(routes.accounts.switchWorkspace, { body: { workspaceId } });
    },
    onSuccess: (back) => {
      form.reset();
      resume(back);
    },
  });

  useEffect(() => {
    if (!lost) {
      return;
    }
    // The member may have signed in in another window.
    const look = () =>
      call(routes.accounts.readMe).then(
        (back) => {
          if (back.account.id === accountId && back.workspace.id === workspaceId) {
            resume(back);
          }
        },
        () => undefined,
      );
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [lost, accountId, workspaceId]);

  return (
    <Modal
      opened={lost}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      // Must be above the page's dialogs, which keep unsaved input.
      zIndex={1000}
      title={t("session.again.title")}
    >
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
        <Stack>
          <Text>{t("session.again.text")}</Text>
          {signIn.error && !isCodeNeeded(signIn.error) && (
            <Alert color="red" role="alert">
              {problemText(signIn.error)}
            </Alert>
          )}
          <TextInput
            label={t("session.email")}
            type="email"
            autoComplete="username"
            readOnly
            value={email}
          />
          <PasswordInput
            label={t("session.password")}
            autoComplete="current-password"
            required
            data-autofocus
            {...form.getInputProps("password")}
          />
          <CodeField
            asked={signIn.error ?? undefined}
            value={form.values.code}
            onChange={(code) => form.setFieldValue("code", code)}
          />
          <Button type="submit" loading={signIn.isPending}>
            {t("session.signIn.submit")}
          </Button>
          <Anchor href={pages.signIn} fz="sm">
            {t("session.again.other")}
          </Anchor>
        </Stack>
      </form>
    </Modal>
  );
}

/** Resumes the session: reconnects the live connection and retries failed requests. */
function resume(me: Me): void {
  queryClient.setQueryData(["me"], me);
  useSession.setState({ lost: false });
  live.disconnect().connect();
  void queryClient.refetchQueries({ predicate: ({ state }) => state.status === "error" });
}
