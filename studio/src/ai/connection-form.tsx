import { type AiConnection, pictureRules, routes } from "@chatloom/api-schema";
import {
  Alert,
  Autocomplete,
  Button,
  Checkbox,
  PasswordInput,
  Select,
  Stack,
  TextInput,
} from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { VaultSelect } from "../forms/vault-select.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { MoreSettings } from "../ui/more-settings.tsx";
import { problemText } from "../ui/show-problem.ts";

const keyKinds = ["apiKey", "bearer", "header"] as const;
type PictureRule = (typeof pictureRules)[number];

/** Connects an endpoint, or changes a connection. It is checked once it is saved. */
export function ConnectionForm({
  connection,
  onClose,
}: {
  readonly connection: AiConnection | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState(connection?.name ?? "OpenAI");
  const [baseUrl, setBaseUrl] = useState(connection?.baseUrl ?? "https://api.openai.com/v1");
  const [apiKey, setApiKey] = useState("");
  const [withoutKey, setWithoutKey] = useState(false);
  const [keySecret, setKeySecret] = useState(connection?.keySecret ?? "");
  const [model, setModel] = useState(connection?.model ?? "");
  const [embeddingModel, setEmbeddingModel] = useState(connection?.embeddingModel ?? "");
  const [transcriptionModel, setTranscriptionModel] = useState(
    connection?.transcriptionModel ?? "",
  );
  const [more, setMore] = useState(
    embeddingModel !== "" ||
      transcriptionModel !== "" ||
      (connection?.pictures ?? "checked") !== "checked",
  );
  const [pictures, setPictures] = useState<PictureRule>(connection?.pictures ?? "checked");
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      const key =
        keySecret !== ""
          ? { keySecret }
          : withoutKey || (apiKey === "" && connection?.keySecret)
            ? { apiKey: "" }
            : apiKey === ""
              ? {}
              : { apiKey };
      const models = { model, embeddingModel, transcriptionModel };
      const body = { name: name.trim(), baseUrl, ...models, pictures, ...key };
      const saved = connection
        ? await call(routes.ai.changeAiConnection, {
            params: { connectionId: connection.id },
            body,
          })
        : await call(routes.ai.addAiConnection, { body });
      // The connection's card shows the result of the check.
      const params = { connectionId: saved.id };
      await call(routes.ai.checkAiConnection, { params }).catch(() => undefined);
      await client.invalidateQueries({ queryKey: ["ai-connections"] });
    },
    onSuccess: onClose,
  });
  const title = connection
    ? t("ai.connections.editTitle", { name: connection.name })
    : t("ai.connections.addTitle");
  const models = connection?.models ?? [];
  return (
    <Dialog onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("common.close") }}>
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
            description={t("ai.connections.baseUrlHint")}
            maxLength={500}
            value={baseUrl}
            onChange={(event) => setBaseUrl(event.currentTarget.value)}
          />
          {keySecret === "" && (
            <PasswordInput
              label={t("ai.connections.key")}
              description={t(
                connection?.hasKey ? "ai.connections.keyKept" : "ai.connections.keyHint",
              )}
              autoComplete="off"
              maxLength={500}
              disabled={withoutKey}
              value={apiKey}
              visibilityToggleButtonProps={{ "aria-label": t("common.showPassword") }}
              onChange={(event) => setApiKey(event.currentTarget.value)}
            />
          )}
          <VaultSelect
            label={t("ai.connections.keySecret")}
            description={t("ai.connections.keySecretHint")}
            kinds={keyKinds}
            value={keySecret}
            onChange={setKeySecret}
          />
          {connection?.hasKey && keySecret === "" && (
            <Checkbox
              label={t("ai.connections.removeKey")}
              checked={withoutKey}
              onChange={(event) => setWithoutKey(event.currentTarget.checked)}
            />
          )}
          <Autocomplete
            label={t("ai.connections.model")}
            description={t("ai.connections.modelHint")}
            maxLength={200}
            data={models}
            limit={50}
            value={model}
            onChange={setModel}
          />
          <MoreSettings open={more} onToggle={() => setMore(!more)}>
            <Stack pt="xs">
              <Autocomplete
                label={t("ai.connections.embeddingModel")}
                description={t("ai.connections.embeddingModelHint")}
                maxLength={200}
                data={models}
                limit={50}
                value={embeddingModel}
                onChange={setEmbeddingModel}
              />
              <Autocomplete
                label={t("ai.connections.transcriptionModel")}
                description={t("ai.connections.transcriptionModelHint")}
                maxLength={200}
                data={models}
                limit={50}
                value={transcriptionModel}
                onChange={setTranscriptionModel}
              />
              <Select
                label={t("ai.connections.pictures")}
                description={t("ai.connections.picturesHint")}
                allowDeselect={false}
                data={pictureRules.map((value) => ({
                  value,
                  label: t(`ai.connections.pictureRules.${value}`),
                }))}
                value={pictures}
                onChange={(value) => setPictures((value ?? "checked") as PictureRule)}
              />
            </Stack>
          </MoreSettings>
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
