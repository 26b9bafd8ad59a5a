import { type ReplyOf, type routes, type SsoProblem, ssoProblems } from "@chatloom/api-schema";
import { Alert, Button, Divider, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

type Sso = NonNullable<ReplyOf<typeof routes.accounts.readSignInWays>["sso"]>;

/** The button that leads to the identity provider, and why it did not let somebody in. */
export function SingleSignOn({ sso, next }: { readonly sso: Sso; readonly next: string }) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const problem = ssoProblems.find((it): it is SsoProblem => it === search.get("sso"));
  return (
    <Stack mb="md">
      {problem && (
        <Alert color="red" role="alert">
          {t(`session.signIn.ssoProblems.${problem}`)}
        </Alert>
      )}
      <Button
        component="a"
        size="md"
        variant={sso.enforced ? "filled" : "default"}
        href={`${sso.address}?${new URLSearchParams({ next })}`}
      >
        {t("session.signIn.sso", { name: sso.name })}
      </Button>
      <Divider label={sso.enforced ? t("session.signIn.owners") : t("session.signIn.or")} />
    </Stack>
  );
}
