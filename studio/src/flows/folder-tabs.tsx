import type { FlowSummary } from "@chatloom/api-schema";
import { Chip, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { foldersOf } from "./folders-of.ts";

/** Stands for the flows that lie in no folder. */
export const noFolder = "-";

/** Chooses the folder whose flows are listed. Shows nothing while there is no folder. */
export function FolderTabs({
  flows,
  folder,
  onChoose,
}: {
  readonly flows: readonly FlowSummary[];
  /** Undefined: all flows. */
  readonly folder: string | undefined;
  readonly onChoose: (folder: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const folders = foldersOf(flows);
  if (folders.length === 0) {
    return null;
  }
  const counted = (name: string | undefined) =>
    flows.filter((it) => (name === noFolder ? it.folder === undefined : it.folder === name)).length;
  return (
    <Chip.Group
      value={folder ?? ""}
      onChange={(value) => onChoose(value === "" ? undefined : String(value))}
    >
      <Group gap={6} mb="md" role="radiogroup" aria-label={t("flows.folders.label")}>
        <Chip value="">{t("flows.folders.all")}</Chip>
        {folders.map((name) => (
          <Chip key={name} value={name}>
            {name} {counted(name)}
          </Chip>
        ))}
        <Chip value={noFolder}>
          {t("flows.folders.none")} {counted(noFolder)}
        </Chip>
      </Group>
    </Chip.Group>
  );
}
