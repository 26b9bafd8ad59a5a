import type { Webhook } from "@chatloom/api-schema";
import { ActionIcon, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

type Header = Webhook["headers"][number];

const most = 10;

/** The headers that each delivery of a webhook carries beside those of the product. */
export function WebhookHeaders({
  headers,
  onChange,
}: {
  readonly headers: readonly Header[];
  readonly onChange: (headers: readonly Header[]) => void;
}) {
  const { t } = useTranslation();
  const change = (index: number, part: Partial<Header>) =>
    onChange(headers.map((it, at) => (at === index ? { ...it, ...part } : it)));
  return (
    <div>
      <Text size="sm" fw={500}>
        {t("settings.webhooks.headers")}
      </Text>
      <Text size="xs" c="dimmed" mb="xs">
        {t("settings.webhooks.headersHint", { example: "Bearer {{secret.NAME}}" })}
      </Text>
      <Stack gap="xs">
        {headers.map((header, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the name is being typed, so the place is what stays.
          <Group key={index} wrap="nowrap">
            <TextInput
              required
              flex={1}
              aria-label={t("settings.webhooks.headerName")}
              placeholder="X-Api-Key"
              maxLength={100}
              value={header.name}
              onChange={({ currentTarget }) => change(index, { name: currentTarget.value })}
            />
            <TextInput
              flex={2}
              aria-label={t("settings.webhooks.headerValue")}
              maxLength={2_000}
              value={header.value}
              onChange={({ currentTarget }) => change(index, { value: currentTarget.value })}
            />
            <ActionIcon
              aria-label={t("settings.webhooks.removeHeader", { name: header.name })}
              onClick={() => onChange(headers.filter((_, at) => at !== index))}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      {headers.length < most && (
        <Button
          mt="xs"
          size="xs"
          variant="light"
          onClick={() => onChange([...headers, { name: "", value: "" }])}
        >
          {t("settings.webhooks.addHeader")}
        </Button>
      )}
    </div>
  );
}
