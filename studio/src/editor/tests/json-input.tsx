import { Textarea, type TextareaProps } from "@mantine/core";
import { useState } from "react";

/** A value as JSON; what is no JSON counts as text. */
export function JsonInput({
  value,
  onChange,
  ...rest
}: Omit<TextareaProps, "value" | "onChange"> & {
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}) {
  const [text, setText] = useState(() =>
    typeof value === "string" && read(value) === value ? value : JSON.stringify(value),
  );
  return (
    <Textarea
      {...rest}
      flex={1}
      autosize
      minRows={1}
      maxRows={8}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        onChange(read(currentTarget.value));
      }}
    />
  );
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
