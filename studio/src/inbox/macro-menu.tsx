import { type Conversation, routes } from "@chatloom/api-schema";
import { ActionIcon, Menu, Text } from "@mantine/core";
import { IconBolt } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { newKey } from "./composing/new-key.ts";
import { useMacroWords } from "./tools/use-macro-words.ts";
import { showConversation } from "./use-conversation.ts";
import { useShortcuts } from "./use-shortcuts.ts";

/** Runs a macro in a conversation. */
export function MacroMenu({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ["macros"],
    queryFn: () => call(routes.macros.listMacros),
  });
  const run = useMutation({
    mutationFn: (macroId: string) =>
      call(routes.macros.runMacro, {
        params: { conversationId: conversation.id, macroId },
        body: { key: newKey() },
      }),
    onSuccess: (changed) => showConversation(client, changed),
  });
  const macros = data?.items ?? [];
  const describe = useMacroWords();
  useShortcuts(macros.length > 0 ? { g: () => setOpen(true) } : {});
  if (macros.length === 0) {
    return null;
  }
  return (
    <Menu opened={open} onChange={setOpen} position="bottom-start">
      <Menu.Target>
        <ActionIcon
          aria-label={t("inbox.macros.run")}
          title={t("inbox.macros.run")}
          loading={run.isPending}
        >
          <IconBolt size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="50dvh" style={{ overflowY: "auto" }}>
        {macros.map((macro) => (
          <Menu.Item key={macro.id} onClick={() => run.mutate(macro.id)}>
            <Text size="sm">{macro.name}</Text>
            <Text size="xs" c="dimmed" lineClamp={2} maw={300}>
              {describe(macro).join(" · ")}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
