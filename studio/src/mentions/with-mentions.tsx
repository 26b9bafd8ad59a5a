import { useMembers } from "../session/use-members.ts";
import classes from "./mentions.module.css";

/** The text of a note with the names of the mentioned members marked. */
export function WithMentions({
  text,
  mentions,
}: {
  readonly text: string;
  readonly mentions: readonly string[];
}) {
  const names = useMembers()
    .filter((it) => mentions.includes(it.id))
    .map((it) => `@${it.name}`)
    .sort((a, b) => b.length - a.length);
  if (names.length === 0) {
    return <>{text}</>;
  }
  const pattern = new RegExp(`(${names.map(escaped).join("|")})`);
  return (
    <>
      {text.split(pattern).map((part, index) =>
        names.includes(part) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move.
          <strong key={index} className={classes.mention}>
            {part}
          </strong>
        ) : (
          part
        ),
      )}
    </>
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
