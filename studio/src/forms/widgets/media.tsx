import { ActionIcon, Group, Image, TextInput, Tooltip } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { uploadFile } from "../../api/upload-file.ts";
import { Loading } from "../../ui/loading.tsx";
import { showProblem } from "../../ui/show-problem.ts";
import { useFieldProps } from "../use-field-props.ts";
import { useTextLimit } from "../use-text-limit.ts";
import type { WidgetProps } from "../widget.ts";

/** A file: uploaded here, or the address of one elsewhere. */
export function MediaWidget({
  schema,
  value,
  onChange,
  path,
  label,
  hint,
  optional,
}: WidgetProps<string>) {
  const { t } = useTranslation();
  const field = useFieldProps({ label, hint, path });
  const { problem, limited } = useTextLimit(schema.maxLength);
  const [busy, setBusy] = useState(false);
  const picker = useRef<HTMLInputElement>(null);

  async function upload(file: File | undefined) {
    if (!file) {
      return;
    }
    setBusy(true);
    try {
      onChange((await uploadFile(file)).url);
    } catch (error) {
      showProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div>
      <Group gap={6} align="flex-end" wrap="nowrap">
        <TextInput
          {...field}
          error={problem ?? field.error}
          placeholder="https://…"
          flex={1}
          value={value ?? ""}
          onChange={({ currentTarget }) =>
            limited((text) => onChange(text === "" && optional ? undefined : text))(
              currentTarget.value,
            )
          }
        />
        {!field.readOnly && (
          <Tooltip label={t("forms.upload")}>
            <ActionIcon
              size={36}
              variant="default"
              aria-label={t("forms.upload")}
              disabled={busy}
              onClick={() => picker.current?.click()}
            >
              {busy ? <Loading size={16} /> : <IconUpload size={18} />}
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <input
        ref={picker}
        type="file"
        hidden
        onChange={({ currentTarget }) => void upload(currentTarget.files?.[0])}
      />
      {value && /^(\/files\/|https:)/.test(value) && !value.includes("{{") && (
        <Image src={value} alt="" mah={120} fit="contain" radius="md" mt={6} fallbackSrc="data:," />
      )}
    </div>
  );
}
