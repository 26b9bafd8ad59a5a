import { ActionIcon, TextInput } from "@mantine/core";
import { IconSend2 } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";

/** One line to write in, with a button that sends it. */
export function MessageLine({
  label,
  onSend,
}: {
  readonly label: string;
  readonly onSend: (text: string) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  function send(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === "") {
      return;
    }
    setText("");
    onSend(text);
  }
  return (
    <form onSubmit={send}>
      <TextInput
        aria-label={label}
        placeholder={label}
        value={text}
        autoComplete="off"
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        rightSectionWidth={40}
        rightSection={
          <ActionIcon type="submit" variant="filled" color="loom" aria-label={t("simulator.send")}>
            <IconSend2 size={16} />
          </ActionIcon>
        }
      />
    </form>
  );
}
