import { type Reason, routes, writingLimits } from "@chatloom/api-schema";
import {
  ActionIcon,
  Alert,
  Button,
  Group,
  Popover,
  Select,
  Stack,
  Text,
  Textarea,
} from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useHasAi } from "../../api/use-has-ai.ts";
import { reasonText } from "../../ui/reason-text.ts";
import { problemText } from "../../ui/show-problem.ts";
import type { WritingLanguages } from "../form-world.tsx";
import { ConnectAi } from "./no-ai-hint.tsx";

interface Written {
  readonly text?: string | undefined;
  readonly problem?: Reason | undefined;
}

/** Lets a model write or translate the text of a field: the member reads it first, and can take it back. */
export function WritingTools({
  text,
  most,
  languages,
  onText,
}: {
  readonly text: string;
  readonly most: number | undefined;
  readonly languages: WritingLanguages;
  readonly onText: (text: string) => void;
}) {
  const { t } = useTranslation();
  const hasAi = useHasAi();
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={320}
      shadow="md"
      position="bottom-end"
      trapFocus
      withinPortal
    >
      <Popover.Target>
        <ActionIcon
          size="sm"
          aria-label={t("forms.writing.title")}
          onClick={() => setOpened(!opened)}
        >
          <IconSparkles size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        {hasAi ? (
          <Tools text={text} most={most} languages={languages} onText={onText} />
        ) : (
          <ConnectAi />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Tools({
  text,
  most,
  languages: { own, all },
  onText,
}: {
  readonly text: string;
  readonly most: number | undefined;
  readonly languages: WritingLanguages;
  readonly onText: (text: string) => void;
}) {
  const { t } = useTranslation();
  const [prompt, setPrompt] = useState("");
  const [to, setTo] = useState(own);
  const [earlier, setEarlier] = useState<string>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const isLong = text.length > writingLimits.text;
  const ask = useMutation({
    meta: { quiet: true },
    mutationFn: (how: "write" | "translate"): Promise<Written> => {
      running.current = new AbortController();
      const { signal } = running.current;
      return how === "write" ? write(signal) : translate(signal);
    },
  });

  function write(signal: AbortSignal): Promise<Written> {
    const before = text.trim() === "" || isLong ? undefined : text;
    const body = { prompt, text: before, language: own, most };
    return call(routes.flowWriting.writeText, { body, signal });
  }
  async function translate(signal: AbortSignal): Promise<Written> {
    const body = { to, texts: [{ key: "text", text }] };
    const { items, problem } = await call(routes.flowWriting.translateTexts, { body, signal });
    return { text: items[0]?.text, problem };
  }

  const { text: written, problem } = ask.data ?? {};
  return (
    <Stack gap="xs">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          ask.mutate("write");
        }}
      >
        <Textarea
          label={t("forms.writing.write")}
          placeholder={t("forms.writing.example")}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={writingLimits.prompt}
          data-autofocus
          value={prompt}
          onChange={({ currentTarget }) => setPrompt(currentTarget.value)}
        />
        <Button
          type="submit"
          size="xs"
          mt={6}
          fullWidth
          loading={ask.isPending && ask.variables === "write"}
          disabled={ask.isPending || prompt.trim() === ""}
        >
          {t("forms.writing.submit")}
        </Button>
      </form>
      <Group gap={6} align="flex-end" wrap="nowrap">
        <Select
          flex={1}
          size="xs"
          label={t("forms.writing.translateTo")}
          data={all}
          value={to}
          allowDeselect={false}
          searchable
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => setTo(value ?? own)}
        />
        <Button
          size="xs"
          variant="default"
          loading={ask.isPending && ask.variables === "translate"}
          disabled={ask.isPending || text.trim() === "" || isLong}
          onClick={() => ask.mutate("translate")}
        >
          {t("forms.writing.translate")}
        </Button>
      </Group>
      {ask.error && (
        <Alert color="red" role="alert">
          {problemText(ask.error)}
        </Alert>
      )}
      {problem && written === undefined && (
        <Alert color="red" role="alert">
          {reasonText(t, problem)}
        </Alert>
      )}
      {written !== undefined && (
        <>
          <Text size="sm" role="status" style={{ whiteSpace: "pre-wrap" }}>
            {written}
          </Text>
          <Group gap={6}>
            <Button
              size="xs"
              disabled={written === text}
              onClick={() => {
                setEarlier(text);
                onText(written);
              }}
            >
              {t("forms.writing.use")}
            </Button>
            {earlier !== undefined && written === text && (
              <Button size="xs" variant="default" onClick={() => onText(earlier)}>
                {t("common.undo")}
              </Button>
            )}
          </Group>
        </>
      )}
    </Stack>
  );
}
