import { routes } from "@chatloom/api-schema";
import { Anchor, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";

/** Asks for a mail with a link that sets a new password. Without a mail server it says who can make one. */
export function ForgottenPassword({ email }: { readonly email: string }) {
  const { t } = useTranslation();
  const ask = useMutation({
    mutationFn: () => call(routes.accounts.askPasswordLink, { body: { email } }),
  });
  if (ask.data) {
    return (
      <Text size="sm" role="status">
        {t(ask.data.mailed ? "session.forgotten.mailed" : "session.forgotten.askOwner")}
      </Text>
    );
  }
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      disabled={!email.includes("@") || ask.isPending}
      onClick={() => ask.mutate()}
    >
      {t(email.includes("@") ? "session.forgotten.ask" : "session.forgotten.typeFirst")}
    </Anchor>
  );
}
