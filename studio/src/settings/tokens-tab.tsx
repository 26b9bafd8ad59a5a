import { type ReplyOf, routes } from "@chatloom/api-schema";
import { Alert, Button, Group, Select, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useRoleName } from "../session/use-roles.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { CreateForm } from "../ui/create-form.tsx";
import { longTime } from "../ui/format-time.ts";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";
import { RoleSelect } from "./role-select.tsx";

type Token = ReplyOf<typeof routes.accounts.listApiTokens>["items"][number];

const lifetimes = [30, 90, 365];
const never = "never";

function momentIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

/** Tokens with which other systems call the API. */
export function TokensTab() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const nameOf = useRoleName();
  const [name, setName] = useState("");
  const [role, setRole] = useState("editor");
  const [days, setDays] = useState<string>("90");
  const [made, setMade] = useState<string>();
  const tokens = useQuery({
    queryKey: ["api-tokens"],
    queryFn: () => call(routes.accounts.listApiTokens),
  });
  const { data } = tokens;
  const refresh = () => client.invalidateQueries({ queryKey: ["api-tokens"] });
  const create = useMutation({
    mutationFn: () =>
      call(routes.accounts.createApiToken, {
        body: { name, role, expiresAt: days === never ? undefined : momentIn(Number(days)) },
      }),
    onSuccess: ({ token }) => {
      setMade(token);
      setName("");
      return refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (tokenId: string) => call(routes.accounts.deleteApiToken, { params: { tokenId } }),
    onSuccess: refresh,
  });
  const confirm = (tokenId: string, tokenName: string) =>
    modals.openConfirmModal({
      title: t("settings.tokens.deleteTitle", { name: tokenName }),
      children: <Text size="sm">{t("settings.tokens.deleteText")}</Text>,
      labels: { confirm: t("settings.tokens.delete"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(tokenId),
    });
  const when = (moment: string) => longTime(moment, i18n.language);
  const describe = ({ madeBy, createdAt, expiresAt, usedAt }: Token) => [
    madeBy
      ? t("settings.tokens.madeBy", { name: madeBy.name, when: when(createdAt) })
      : t("settings.tokens.madeOn", { when: when(createdAt) }),
    usedAt ? t("settings.tokens.used", { when: when(usedAt) }) : t("settings.tokens.never"),
    !expiresAt
      ? t("settings.tokens.unending")
      : Date.parse(expiresAt) > Date.now()
        ? t("settings.tokens.expires", { when: when(expiresAt) })
        : t("settings.tokens.expired", { when: when(expiresAt) }),
  ];
  return (
    <Section
      title={t("settings.tabs.tokens")}
      actions={
        <Button
          component="a"
          href="/api/docs"
          target="_blank"
          rel="noopener"
          size="xs"
          variant="default"
        >
          {t("settings.tokens.docs")}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        {t("settings.tokens.intro")}
      </Text>
      <CreateForm
        label={t("settings.tokens.name")}
        name={name}
        maxLength={120}
        submit={t("settings.tokens.create")}
        pending={create.isPending}
        onName={setName}
        onSubmit={create.mutate}
      >
        <RoleSelect label={t("settings.members.role")} value={role} onChange={setRole} />
        <Select
          w={130}
          label={t("settings.tokens.expiry")}
          allowDeselect={false}
          value={days}
          onChange={(value) => setDays(value ?? never)}
          data={[
            ...lifetimes.map((count) => ({
              value: String(count),
              label: t("settings.tokens.expiryDays", { count }),
            })),
            { value: never, label: t("settings.tokens.expiryNever") },
          ]}
        />
      </CreateForm>
      {made && (
        <Alert mt="md" color="loom">
          <CopyField label={t("settings.tokens.shown")} value={made} />
        </Alert>
      )}
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed" mt="md">
          {t("settings.tokens.none")}
        </Text>
      )}
      <div style={{ marginTop: 16 }}>
        <Awaiting of={tokens} height={60} />
        {data?.items.map((token) => (
          <Group key={token.id} justify="space-between" className={classes.line ?? ""}>
            <div>
              <Text fw={600} size="sm">
                {token.name} · {nameOf(token.role)}
              </Text>
              <Text size="xs" c="dimmed">
                {describe(token).join(" · ")}
              </Text>
            </div>
            <Button
              size="xs"
              variant="subtle"
              color="red"
              onClick={() => confirm(token.id, token.name)}
            >
              {t("settings.tokens.delete")}
            </Button>
          </Group>
        ))}
      </div>
    </Section>
  );
}
