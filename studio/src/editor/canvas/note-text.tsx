import { useTranslation } from "react-i18next";
import classes from "./marks.module.css";

/** The text of a note: lines that begin with # are headings, those with - or * items of a list, ** makes words bold. */
export function NoteText({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  if (text.trim() === "") {
    return <p className={classes.empty}>{t("marks.notePlaceholder")}</p>;
  }
  return (
    <div className={classes.read}>
      {text.split("\n").map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
        <Line key={index} line={line} />
      ))}
    </div>
  );
}

function Line({ line }: { readonly line: string }) {
  const [, heading] = /^#+\s+(.*)$/.exec(line) ?? [];
  if (heading !== undefined) {
    return (
      <p className={classes.heading}>
        <Bold text={heading} />
      </p>
    );
  }
  const [, item] = /^\s*[-*]\s+(.*)$/.exec(line) ?? [];
  return <p>{item === undefined ? <Bold text={line} /> : <Bold text={`• ${item}`} />}</p>;
}

function Bold({ text }: { readonly text: string }) {
  return text.split(/\*\*(.+?)\*\*/).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name
      <strong key={index}>{part}</strong>
    ) : (
      part
    ),
  );
}
