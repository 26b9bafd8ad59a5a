import { type Me, routes } from "@chatloom/api-schema";
import { Alert, Button, Stack } from "@mantine/core";
import {
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from "@simplewebauthn/browser";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { problemText } from "../ui/show-problem.ts";

/** Signs in with a passkey instead of a password; nothing where the browser knows none. */
export function PasskeyButton({ onDone }: { readonly onDone: (me: Me) => Promise<void> }) {
  const { t } = useTranslation();
  const signIn = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      const { options } = await call(routes.passkeys.askPasskey);
      const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON;
      // The person closed the browser's window, or the device has no passkey for this place.
      const response = await startAuthentication({ optionsJSON }).catch(() => undefined);
      return response && call(routes.passkeys.signInWithPasskey, { body: { response } });
    },
    onSuccess: async (me) => {
      if (me) {
        await onDone(me);
      }
    },
  });
  if (!("PublicKeyCredential" in window)) {
    return null;
  }
  return (
    <Stack>
      {signIn.error && (
        <Alert color="red" role="alert">
          {problemText(signIn.error)}
        </Alert>
      )}
      <Button
        variant="default"
        size="md"
        loading={signIn.isPending}
        onClick={() => signIn.mutate()}
      >
        {t("session.passkeys.signIn")}
      </Button>
    </Stack>
  );
}
