import { type Macro, routes } from "@chatloom/api-schema";
import { Button, Group, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useMay } from "../../session/use-me.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import classes from "../../ui/section.module.css";
import { Section } from "../../ui/section.tsx";
import { MacroForm } from "./macro-form.tsx";
import { useMacroWords } from "./use-macro-words.ts";

/** The macros of the workspace. */
export function MacrosTab() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay("inbox.answer");
  const macros = useQuery({
    queryKey: ["macros"],
    queryFn: () => call(routes.macros.listMacros),
  });
  const { data } = macros;
  const remove = useMutation({
    mutationFn: (macroId: string) => call(routes.macros.deleteMacro, { params: { macroId } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["macros"] }),
  });
  const describe = useMacroWords();
  const edit = (macro?: Macro) =>
    modals.open({
      size: "lg",
      title: t(macro ? "inbox.macros.edit" : "inbox.macros.add"),
      children: <MacroForm macro={macro} />,
    });
  const confirm = ({ id, name }: Macro) =>
    modals.openConfirmModal({
      title: t("inbox.macros.deleteTitle", { name }),
      children: <Text size="sm">{t("inbox.macros.deleteText")}</Text>,
      labels: { confirm: t("inbox.canned.delete"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(id),
    });
  return (
    <Section
      title={t("inbox.tools.tabs.macros")}
      actions={may && <Button onClick={() => edit()}>{t("inbox.macros.add")}</Button>}
    >
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("inbox.macros.intro")}
        </Text>
      )}
      <Awaiting of={macros} height={60} />
      {data?.items.map((macro) => (
        <Group key={macro.id} justify="space-between" wrap="nowrap" className={classes.line ?? ""}>
          <div style={{ minWidth: 0 }}>
            <Text fw={600}>{macro.name}</Text>
            <Text size="sm" c="dimmed" lineClamp={2}>
              {describe(macro).join(" · ")}
            </Text>
          </div>
          {may && (
            <Group gap={4} wrap="nowrap">
              <Button size="xs" variant="default" onClick={() => edit(macro)}>
                {t("inbox.canned.change")}
              </Button>
              <Button size="xs" variant="subtle" color="red" onClick={() => confirm(macro)}>
                {t("inbox.canned.delete")}
              </Button>
            </Group>
          )}
        </Group>
      ))}
    </Section>
  );
}
