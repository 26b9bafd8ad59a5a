import { ActionIcon, Combobox, Textarea, TextInput, useCombobox } from "@mantine/core";
import { IconBraces } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FormSchema } from "../form-schema.ts";
import { useFormWorld } from "../form-world.tsx";
import { useTextLimit } from "../use-text-limit.ts";
import type { WidgetProps } from "../widget.ts";
import { WritingTools } from "../writing/writing-tools.tsx";

/** So many characters of a line are seen in the narrowest field. */
const fullyShown = 24;

/** Several lines of text with variables in it. */
export function TemplateWidget(props: WidgetProps<string>) {
  return <TemplateInput {...props} lines />;
}

/** One line of text with variables in it. */
export function LineWidget(props: WidgetProps<string>) {
  return <TemplateInput {...props} />;
}

/** Text with a button for variables; typing {{ offers them as well. */
function TemplateInput({
  lines = false,
  schema,
  value,
  onChange,
  path,
  label,
  hint,
  optional,
  name,
  placeholder,
}: WidgetProps<string> & { readonly lines?: boolean }) {
  const { t } = useTranslation();
  const { variables, secrets, errors, readOnly, writing } = useFormWorld();
  const { problem, limited } = useTextLimit(schema.maxLength);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const text = value ?? "";
  const helped = isProse(schema) ? writing : undefined;
  const typed = openBraces(text.slice(0, field.current?.selectionStart ?? text.length));
  const offered = [...(schema.secrets ? secrets : []), ...variables]
    .filter((it) => it.toLowerCase().includes((typed ?? "").toLowerCase()))
    .slice(0, 30);

  function write(next: string) {
    onChange(next === "" && optional ? undefined : next);
  }
  function insert(variable: string) {
    const caret = field.current?.selectionStart ?? text.length;
    const before = text.slice(0, caret).replace(/\{\{\s*[\w.]*$/, "");
    const inserted = `${before}{{ ${variable} }}`;
    limited(write)(inserted + text.slice(caret).replace(/^\s*\}\}/, ""));
    combobox.closeDropdown();
    // The caret moves behind the inserted text once React has written it.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(inserted.length, inserted.length);
    });
  }

  const input = {
    ref: field,
    label,
    description: hint,
    error: problem ?? errors.get(path),
    value: text,
    readOnly,
    // A secret or an address is often longer than the field.
    title: lines || text.length < fullyShown ? undefined : text,
    "data-path": path,
    "aria-label": label === "" ? (name ?? t("forms.value")) : undefined,
    placeholder,
    onChange: ({
      currentTarget,
    }: {
      currentTarget: { value: string; selectionStart: number | null };
    }) => {
      limited(write)(currentTarget.value);
      const caret = currentTarget.selectionStart ?? currentTarget.value.length;
      if (openBraces(currentTarget.value.slice(0, caret)) === undefined) {
        combobox.closeDropdown();
      } else {
        combobox.openDropdown();
        combobox.selectFirstOption();
      }
    },
    onBlur: () => combobox.closeDropdown(),
    rightSectionPointerEvents: "all" as const,
    rightSectionWidth: helped ? 58 : undefined,
    rightSection: readOnly ? null : (
      <>
        {helped && (
          <WritingTools
            text={text}
            most={schema.maxLength}
            languages={helped}
            onText={limited(write)}
          />
        )}
        <ActionIcon
          size="sm"
          aria-label={t("forms.insertVariable")}
          // Keeps the caret where it is.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            field.current?.focus();
            combobox.toggleDropdown();
          }}
        >
          <IconBraces size={15} />
        </ActionIcon>
      </>
    ),
  };

  return (
    <Combobox store={combobox} onOptionSubmit={insert} withinPortal>
      <Combobox.Target withAriaAttributes={false} withKeyboardNavigation={combobox.dropdownOpened}>
        {lines ? (
          <Textarea autosize minRows={2} maxRows={12} {...input} />
        ) : (
          <TextInput {...input} />
        )}
      </Combobox.Target>
      <Combobox.Dropdown hidden={offered.length === 0}>
        <Combobox.Options mah={220} style={{ overflowY: "auto" }} aria-label={t("forms.variables")}>
          {offered.map((it) => (
            <Combobox.Option key={it} value={it}>
              {it}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Whether people read the text, or a model follows it: not values, addresses and what other systems read. */
function isProse({ widget, reader, limit, address, secrets }: FormSchema): boolean {
  if (secrets !== undefined || address !== undefined) {
    return false;
  }
  return widget === "template" || reader === "contact" || limit !== undefined;
}

/** Returns the text behind a {{ that is still open at the caret. */
function openBraces(before: string): string | undefined {
  return /\{\{\s*([\w.]*)$/.exec(before)?.[1];
}
