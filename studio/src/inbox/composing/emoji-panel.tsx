import { EmojiPicker } from "frimousse";
import { useTranslation } from "react-i18next";
import classes from "./composing.module.css";
import { loadEmoji } from "./load-emoji.ts";

/** The emoji with search in the member's language. Its data is a part of the studio: nothing is fetched from elsewhere. */
export function EmojiPanel({ onChoose }: { readonly onChoose: (emoji: string) => void }) {
  const { t, i18n } = useTranslation();
  return (
    <EmojiPicker.Root
      className={classes.emoji ?? ""}
      columns={8}
      locale={i18n.language}
      resolveEmojiData={loadEmoji}
      onEmojiSelect={({ emoji }) => onChoose(emoji)}
    >
      <EmojiPicker.Search
        autoFocus
        placeholder={t("inbox.emoji.search")}
        aria-label={t("inbox.emoji.search")}
      />
      <EmojiPicker.Viewport>
        <EmojiPicker.Loading>{t("common.loading")}</EmojiPicker.Loading>
        <EmojiPicker.Empty>{t("inbox.emoji.none")}</EmojiPicker.Empty>
        <EmojiPicker.List />
      </EmojiPicker.Viewport>
    </EmojiPicker.Root>
  );
}
