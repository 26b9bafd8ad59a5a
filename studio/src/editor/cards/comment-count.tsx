import { IconMessage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useCommentCount } from "../state/comments-store.ts";

/** How many open comments a step has; nothing where there are none. */
export function CommentCount({
  nodeId,
  className,
}: {
  readonly nodeId: string;
  readonly className: string | undefined;
}) {
  const { t } = useTranslation();
  const count = useCommentCount(nodeId);
  if (count === 0) {
    return null;
  }
  const words = t("editor.comments.open", { count });
  return (
    <span className={className} role="img" aria-label={words} title={words}>
      <IconMessage size={12} aria-hidden />
      {count}
    </span>
  );
}
