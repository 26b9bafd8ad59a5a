import { Fragment } from "react";
import classes from "./card-parts.module.css";

/** A text that highlights its variables and shows their names without braces. */
export function TemplateText({ text }: { readonly text: string }) {
  const parts = text.split(/(\{\{.*?\}\})/s);
  return parts.map((part, index) => {
    const inner = /^\{\{\s*(.*?)\s*\}\}$/s.exec(part)?.[1];
    return inner === undefined ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
      <Fragment key={index}>{part}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
      <span key={index} className={classes.variable} title={part}>
        {inner.split("|")[0]?.trim()}
      </span>
    );
  });
}
