import { type Passkey, routes } from "@chatloom/api-schema";
import { Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import {
  type PublicKeyCredentialCreationOptionsJSON,
  startRegistration,
} from "@simplewebauthn/browser";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { longTime } from "../ui/format-time.ts";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";
import { describeBrowser } from "./describe-browser.ts";

/** One's own passkeys: add, rename, remove. */
export function PasskeysSection() {
  const { t } = useTranslation();
  const passkeys = useQuery({
    queryKey: ["passkeys"],
    queryFn: () => call(routes.passkeys.listPasskeys),
  });
  const { data } = passkeys;
  const supported = "PublicKeyCredential" in window;
  return (
    <Section
      title={t("session.passkeys.title")}
      actions={
        <Button
          disabled={!supported}
          onClick={() =>
            modals.open({ title: t("session.passkeys.add"), children: <AddPasskey /> })
          }
        >
          {t("session.passkeys.add")}
        </Button>
      }
    >
      <Text size="sm" c="dimmed">
        {supported ? t("session.passkeys.intro") : t("session.passkeys.unsupported")}
      </Text>
      <Awaiting of={passkeys} height={60} />
      {data?.items.map((it) => (
        <PasskeyRow key={it.id} passkey={it} />
      ))}
    </Section>
  );
}

function AddPasskey() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { browser, system } = describeBrowser(navigator.userAgent);
  const [name, setName] = useState([browser, system].filter(Boolean).join(", ").slice(0, 60));
  const [password, setPassword] = useState("");
  const add = useMutation({
    mutationFn: async () => {
      const { options } = await call(routes.passkeys.beginPasskey, { body: { password } });
      const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON;
      const response = await startRegistration({ optionsJSON }).catch(() => undefined);
      return response && call(routes.passkeys.addPasskey, { body: { name, response } });
    },
    onSuccess: async (added) => {
      if (added) {
        modals.closeAll();
        await client.invalidateQueries({ queryKey: ["passkeys"] });
      }
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <Stack>
        <TextInput
          required
          data-autofocus
          maxLength={60}
          label={t("session.passkeys.name")}
          description={t("session.passkeys.nameHint")}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <PasswordInput
          required
          autoComplete="current-password"
          label={t("session.password")}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        {add.isSuccess && !add.data && (
          <Text size="sm" c="red" role="alert">
            {t("session.passkeys.notMade")}
          </Text>
        )}
        <Group>
          <Button
            type="submit"
            loading={add.isPending}
            disabled={name.trim() === "" || password === ""}
          >
            {t("session.passkeys.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function PasskeyRow({ passkey }: { readonly passkey: Passkey }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const { id, name, synced, createdAt, usedAt } = passkey;
  const params = { passkeyId: id };
  const when = (moment: string) => longTime(moment, i18n.language);
  const onSuccess = () => client.invalidateQueries({ queryKey: ["passkeys"] });
  const rename = useMutation({
    mutationFn: (next: string) =>
      call(routes.passkeys.renamePasskey, { params, body: { name: next } }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: () => call(routes.passkeys.removePasskey, { params }),
    onSuccess,
  });
  return (
    <Group justify="space-between" className={classes.line ?? ""}>
      <div>
        <TextInput
          size="sm"
          maxLength={60}
          aria-label={t("session.passkeys.name")}
          defaultValue={name}
          onBlur={({ currentTarget }) => {
            const next = currentTarget.value.trim();
            if (next && next !== name) {
              rename.mutate(next);
            }
          }}
        />
        <Text size="xs" c="dimmed" mt={4}>
          {[
            t("session.passkeys.made", { when: when(createdAt) }),
            usedAt
              ? t("session.passkeys.used", { when: when(usedAt) })
              : t("session.passkeys.unused"),
            synced ? t("session.passkeys.synced") : t("session.passkeys.oneDevice"),
          ].join(" · ")}
        </Text>
      </div>
      <Button
        size="xs"
        variant="subtle"
        color="red"
        onClick={() =>
          modals.openConfirmModal({
            title: t("session.passkeys.removeTitle", { name }),
            children: <Text size="sm">{t("session.passkeys.removeText")}</Text>,
            labels: { confirm: t("session.passkeys.remove"), cancel: t("common.cancel") },
            confirmProps: { color: "red" },
            onConfirm: () => remove.mutate(),
          })
        }
      >
        {t("session.passkeys.remove")}
      </Button>
    </Group>
  );
}
