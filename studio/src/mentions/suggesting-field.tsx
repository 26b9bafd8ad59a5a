import { Text, Textarea } from "@mantine/core";
import { type Ref, useId, useImperativeHandle, useRef, useState } from "react";
import classes from "./mentions.module.css";
import { wordAt } from "./word-at.ts";

/** One thing to insert. */
export interface Suggestion {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
}

/** The functions that the field offers to its owner. */
export interface SuggestingHandle {
  readonly focus: () => void;
  /** Puts a text where the caret is. */
  readonly insert: (text: string) => void;
}

/** A text field that offers suggestions while a word begins with a sign. Arrow keys choose, Enter or Tab takes, Escape closes. */
export function SuggestingField({
  ref,
  label,
  placeholder,
  listLabel,
  disabled,
  value,
  sign,
  suggest,
  onChange,
  onTake,
  onSubmit,
  onPasteFiles,
}: {
  readonly ref: Ref<SuggestingHandle>;
  readonly label: string;
  readonly placeholder: string;
  readonly listLabel: string;
  readonly disabled: boolean;
  readonly value: string;
  readonly sign: "/" | "@";
  readonly suggest: (typed: string) => readonly Suggestion[];
  readonly onChange: (value: string) => void;
  /** Takes a suggestion; `before` and `after` are the text around the word that asked for it. */
  readonly onTake: (suggestion: Suggestion, before: string, after: string) => void;
  readonly onSubmit: () => void;
  readonly onPasteFiles: (files: readonly File[]) => void;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [closedAt, setClosedAt] = useState<number>();
  const word = disabled ? undefined : wordAt(value, caret, sign);
  const offered = word && word.start !== closedAt ? suggest(word.typed) : [];
  const chosen = Math.min(active, offered.length - 1);

  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    insert: (text) => {
      const at = area.current?.selectionStart ?? value.length;
      const end = area.current?.selectionEnd ?? at;
      onChange(value.slice(0, at) + text + value.slice(end));
      requestAnimationFrame(() => {
        area.current?.focus();
        area.current?.setSelectionRange(at + text.length, at + text.length);
      });
    },
  }));

  const take = (suggestion: Suggestion | undefined) => {
    if (suggestion && word) {
      onTake(suggestion, value.slice(0, word.start), value.slice(word.end));
      setActive(0);
      area.current?.focus();
    }
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (offered.length > 0) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const by = event.key === "ArrowDown" ? 1 : offered.length - 1;
        setActive((chosen + by) % offered.length);
        return;
      }
      if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") {
        event.preventDefault();
        take(offered[chosen]);
        return;
      }
      if (event.key === "Escape") {
        event.preventDefault();
        setClosedAt(word?.start);
        return;
      }
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      onSubmit();
    } else if (event.key === "Escape") {
      area.current?.blur();
    }
  };

  return (
    <div className={classes.field}>
      {offered.length > 0 && (
        <div id={listId} role="listbox" aria-label={listLabel} className={classes.suggestions}>
          {offered.map((it, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text field handles the keys.
            <div
              key={it.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={classes.suggestion}
              ref={(element) => {
                if (index === chosen) {
                  element?.scrollIntoView({ block: "nearest" });
                }
              }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(it)}
            >
              <Text size="sm" fw={600}>
                {it.title}
              </Text>
              {it.hint && (
                <Text size="xs" c="dimmed" lineClamp={1}>
                  {it.hint}
                </Text>
              )}
            </div>
          ))}
        </div>
      )}
      <Textarea
        ref={area}
        autosize
        minRows={1}
        maxRows={8}
        disabled={disabled}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? listId : undefined}
        aria-activedescendant={offered.length > 0 ? `${listId}-${chosen}` : undefined}
        placeholder={placeholder}
        value={value}
        onChange={(event) => {
          setCaret(event.currentTarget.selectionStart);
          setActive(0);
          setClosedAt(undefined);
          onChange(event.currentTarget.value);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={press}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          if (files.length > 0) {
            event.preventDefault();
            onPasteFiles(files);
          }
        }}
      />
    </div>
  );
}
