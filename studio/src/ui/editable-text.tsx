import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "./show-problem.ts";

interface EditableTextProps {
  readonly label: string;
  readonly value: string;
  readonly type?: "text" | "email" | "tel";
  readonly maxLength?: number;
  readonly disabled?: boolean;
  readonly onSave: (value: string) => Promise<unknown>;
}

/** A text that is edited in place: leaving the field or Enter saves it, Escape brings the old text back. */
export function EditableText({ label, value, onSave, ...rest }: EditableTextProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const [state, setState] = useState<{ readonly saved?: true; readonly error?: string }>({});

  useEffect(() => {
    if (!state.saved) {
      return;
    }
    const timer = setTimeout(() => setState({}), 2_500);
    return () => clearTimeout(timer);
  }, [state]);

  async function save(): Promise<void> {
    const wanted = typed?.trim();
    if (wanted === undefined || wanted === value) {
      setTyped(undefined);
      setState({});
      return;
    }
    try {
      await onSave(wanted);
      setTyped(undefined);
      setState({ saved: true });
    } catch (error) {
      setState({ error: problemText(error) });
    }
  }

  return (
    <TextInput
      size="sm"
      label={label}
      {...rest}
      value={typed ?? value}
      error={state.error}
      description={state.saved && <span role="status">{t("contacts.saved")}</span>}
      inputWrapperOrder={["label", "input", "description", "error"]}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) {
          return;
        }
        if (event.key === "Enter") {
          event.currentTarget.blur();
        }
        if (event.key === "Escape" && typed !== undefined) {
          event.stopPropagation();
          setTyped(undefined);
          setState({});
        }
      }}
    />
  );
}
