import type { CannedFile } from "@chatloom/api-schema";
import { CloseButton, Text } from "@mantine/core";
import { IconFile, IconMicrophone, IconPhoto, IconVideo } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./composing.module.css";

const icons = { image: IconPhoto, video: IconVideo, audio: IconMicrophone, file: IconFile };

/** Files that go out with the next message. */
export function FileChips({
  files,
  onRemove,
}: {
  readonly files: readonly CannedFile[];
  readonly onRemove: (index: number) => void;
}) {
  const { t } = useTranslation();
  if (files.length === 0) {
    return null;
  }
  return (
    <ul className={classes.files} aria-label={t("inbox.composer.files")}>
      {files.map((file, index) => {
        const Icon = icons[file.kind];
        const name = file.fileName ?? t(`inbox.content.${file.kind}`);
        return (
          <li key={file.url} className={classes.file}>
            {file.kind === "image" ? (
              <img src={file.url} alt="" className={classes.thumb} />
            ) : (
              <Icon size={16} aria-hidden />
            )}
            <Text size="xs" truncate maw={160}>
              {name}
            </Text>
            <CloseButton
              size="xs"
              aria-label={t("inbox.composer.removeFile", { name })}
              onClick={() => onRemove(index)}
            />
          </li>
        );
      })}
    </ul>
  );
}
