import type { MessageTemplate } from "@chatloom/flows-schema";
import { Anchor, Paper, Stack, Text } from "@mantine/core";
import { IconFile, IconMovie, IconPhoto } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { templateWords } from "./template-words.ts";

const pictures = { image: IconPhoto, video: IconMovie, document: IconFile } as const;

/** How a template looks with these values, by `parameterKeys`; what has no value shows its example or its placeholder. */
export function TemplatePreview({
  template,
  values,
}: {
  readonly template: MessageTemplate;
  readonly values: Readonly<Record<string, string>>;
}) {
  const { t } = useTranslation();
  const { header, body, footer, buttons, previewUrl, parameters } = template;
  const media = parameters.find((it) => it.place === "header" && it.kind in pictures);
  const Picture = media && pictures[media.kind as keyof typeof pictures];
  const words = templateWords(template, values, "body");
  if (previewUrl !== undefined && body === "") {
    return (
      <Anchor href={previewUrl} target="_blank" rel="noopener" fz="sm">
        {t("forms.template.openPreview")}
      </Anchor>
    );
  }
  return (
    <section aria-label={t("forms.template.preview")}>
      <Text fz="xs" c="dimmed" mb={4}>
        {t("forms.template.preview")}
      </Text>
      <Paper withBorder radius="md" p="sm" bg="var(--cl-sunken)" maw={360}>
        <Stack gap={4}>
          {Picture && <Picture size={40} stroke={1.2} aria-hidden />}
          {header !== undefined && header !== "" && (
            <Text fw={650} fz="sm" style={{ overflowWrap: "anywhere" }}>
              {templateWords(template, values, "header")}
            </Text>
          )}
          <Text fz="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {words === "" ? "…" : words}
          </Text>
          {footer !== undefined && footer !== "" && (
            <Text fz="xs" c="dimmed">
              {footer}
            </Text>
          )}
          {buttons.map((label, index) => (
            <Text
              // biome-ignore lint/suspicious/noArrayIndexKey: labels may repeat and never move
              key={index}
              fz="sm"
              fw={600}
              ta="center"
              pt={6}
              style={{ borderTop: "1px solid var(--cl-line)" }}
            >
              {label}
            </Text>
          ))}
        </Stack>
      </Paper>
    </section>
  );
}
