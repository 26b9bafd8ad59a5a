import {
  ActionIcon,
  Checkbox,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
  Tooltip,
} from "@mantine/core";
import { IconLetterCase, IconSearch, IconTextSize } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/react/shallow";
import { languageNames } from "../../ui/language-names.ts";
import { useEditor } from "../state/editor-store.ts";
import { setFind, useFind } from "./find-store.ts";
import { FlowHits } from "./flow-hits.tsx";
import { WorkspaceHits } from "./workspace-hits.tsx";

const longestQuery = 200;

/** Finds texts of the flow or of all flows, and replaces those of the flow. */
export function FindPanel({
  onClose,
  onJump,
}: {
  readonly onClose: () => void;
  /** A hit was chosen: the canvas shows its step. */
  readonly onJump: () => void;
}) {
  const { t, i18n } = useTranslation();
  const { query, matchCase, wholeWord, language, values, requests, scope, asked } = useFind();
  const field = useRef<HTMLInputElement>(null);
  const step = useRef<(by: 1 | -1) => void>(undefined);
  const [own, translations] = useEditor(
    useShallow((editor) => [editor.flow.settings.language, editor.flow.translations]),
  );
  const languages = useMemo(
    () =>
      languageNames(i18n.language, [own, ...Object.keys(translations)]).filter(
        ({ value }) => scope === "workspace" || value === own || value in translations,
      ),
    [i18n.language, own, translations, scope],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: each wish to type moves the focus
  useEffect(() => field.current?.select(), [asked]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && !event.isDefaultPrevented()) {
      event.stopPropagation();
      onClose();
    }
  }

  return (
    <Stack h="100%" gap="xs" p="sm" onKeyDown={onKeyDown}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t("find.where")}
        data={[
          { value: "flow", label: t("find.thisFlow") },
          { value: "workspace", label: t("find.allFlows") },
        ]}
        value={scope}
        onChange={(value) => setFind({ scope: value === "flow" ? "flow" : "workspace" })}
      />
      <TextInput
        ref={field}
        data-autofocus
        aria-label={t("find.query")}
        placeholder={t("find.query")}
        leftSection={<IconSearch size={16} />}
        maxLength={longestQuery}
        value={query}
        onChange={({ currentTarget }) => setFind({ query: currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            step.current?.(event.shiftKey ? -1 : 1);
          }
        }}
        rightSectionWidth={62}
        rightSectionPointerEvents="all"
        rightSection={
          <>
            <Toggle
              label={t("find.matchCase")}
              pressed={matchCase}
              onClick={() => setFind({ matchCase: !matchCase })}
            >
              <IconLetterCase size={17} />
            </Toggle>
            <Toggle
              label={t("find.wholeWord")}
              pressed={wholeWord}
              onClick={() => setFind({ wholeWord: !wholeWord })}
            >
              <IconTextSize size={17} />
            </Toggle>
          </>
        }
      />
      <Select
        size="xs"
        aria-label={t("find.language")}
        data={[{ value: "", label: t("find.allLanguages") }, ...languages]}
        value={languages.some((it) => it.value === language) ? language : ""}
        allowDeselect={false}
        searchable={scope === "workspace"}
        onChange={(value) => setFind({ language: value ?? "" })}
      />
      <Checkbox
        size="xs"
        label={t("find.values")}
        checked={values}
        onChange={({ currentTarget }) => setFind({ values: currentTarget.checked })}
      />
      <Checkbox
        size="xs"
        label={t("find.requests")}
        checked={requests}
        onChange={({ currentTarget }) => setFind({ requests: currentTarget.checked })}
      />
      {scope === "flow" ? (
        <FlowHits step={step} onJump={onJump} />
      ) : (
        <WorkspaceHits onJump={onJump} />
      )}
    </Stack>
  );
}

function Toggle({
  label,
  pressed,
  onClick,
  children,
}: {
  readonly label: string;
  readonly pressed: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size="sm"
        variant={pressed ? "light" : "subtle"}
        color={pressed ? "loom" : "gray"}
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
