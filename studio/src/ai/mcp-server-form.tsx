import { addressOf, type McpServer, pages, routes } from "@chatloom/api-schema";
import { Alert, Anchor, Button, Select, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../api/call.ts";
import { useSecrets } from "../forms/use-secrets.ts";
import { Dialog } from "../ui/dialog.tsx";
import { problemText } from "../ui/show-problem.ts";

/** Connects an MCP server, or changes its connection. Its tools are listed once it is saved. */
export function McpServerForm({
  server,
  onClose,
}: {
  readonly server: McpServer | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: vault } = useSecrets();
  const [name, setName] = useState(server?.name ?? "");
  const [url, setUrl] = useState(server?.url ?? "");
  const [secret, setSecret] = useState(server?.signIn?.secret ?? "");
  const [header, setHeader] = useState(server?.signIn?.header ?? "Authorization");
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      const signIn = secret === "" ? undefined : { header: header.trim(), secret };
      const body = { name: name.trim(), url: url.trim(), signIn };
      const saved = server
        ? await call(routes.mcpServers.changeMcpServer, { params: { serverId: server.id }, body })
        : await call(routes.mcpServers.addMcpServer, { body });
      // The card shows the result of the check.
      const params = { serverId: saved.id };
      await call(routes.mcpServers.checkMcpServer, { params }).catch(() => undefined);
      await client.invalidateQueries({ queryKey: ["mcp-servers"] });
    },
    onSuccess: onClose,
  });
  // A signature of a body proves nothing to a server that wants a token.
  const names = (vault?.items ?? []).filter((it) => it.kind !== "signingKey").map((it) => it.name);
  const gone = secret !== "" && !names.includes(secret);
  return (
    <Dialog
      onClose={onClose}
      title={server ? t("ai.connections.editTitle", { name: server.name }) : t("ai.mcp.add")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <TextInput
            required
            data-autofocus
            label={t("ai.connections.name")}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            required
            type="url"
            label={t("ai.connections.baseUrl")}
            description={t("ai.mcp.urlHint")}
            placeholder="https://mcp.example.com/mcp"
            maxLength={1_000}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <Select
            label={t("ai.mcp.secret")}
            description={
              <>
                {t("ai.mcp.secretHint")}{" "}
                <Anchor
                  underline="always"
                  component={Link}
                  to={addressOf(pages.settingsTab, { tab: "secrets" })}
                  inherit
                >
                  {t("ai.mcp.toSecrets")}
                </Anchor>
              </>
            }
            placeholder={t("ai.mcp.noSecret")}
            clearable
            searchable
            nothingFoundMessage={t("forms.nothingFound")}
            data={[
              ...names.map((it) => ({ value: it, label: it })),
              ...(gone ? [{ value: secret, label: t("forms.gone", { id: secret }) }] : []),
            ]}
            value={secret || null}
            onChange={(next) => setSecret(next ?? "")}
          />
          {secret !== "" && (
            <TextInput
              required
              label={t("ai.mcp.header")}
              description={t("ai.mcp.headerHint")}
              maxLength={100}
              pattern="[A-Za-z0-9\-]+"
              value={header}
              onChange={(event) => setHeader(event.currentTarget.value)}
            />
          )}
          {save.error && (
            <Alert color="red" role="alert">
              {problemText(save.error)}
            </Alert>
          )}
          <Button type="submit" loading={save.isPending}>
            {t("ai.connections.save")}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
