import { routes } from "@chatloom/api-schema";
import { Autocomplete, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { problemText } from "../../ui/show-problem.ts";
import { useFormWorld } from "../form-world.tsx";
import { useFieldProps } from "../use-field-props.ts";
import { useTextLimit } from "../use-text-limit.ts";
import type { WidgetProps } from "../widget.ts";
import { Reference } from "./references.tsx";

type Values = Readonly<Record<string, unknown>>;

/** A connected Google account. */
export function GoogleAccountWidget(props: WidgetProps<string>) {
  const { t } = useTranslation();
  const { googleAccounts } = useFormWorld();
  const hint = googleAccounts.length === 0 ? t("forms.noGoogle") : props.hint;
  return <Reference {...props} hint={hint} choices={googleAccounts} placeholder="" />;
}

/** Reads the sheets of the spreadsheet that the fields beside name. */
function useSpreadsheet({ account, spreadsheet }: Values) {
  const { readOnly } = useFormWorld();
  const [id] = useDebouncedValue(String(spreadsheet ?? "").trim(), 500);
  return useQuery({
    queryKey: ["spreadsheet", account, id],
    queryFn: () =>
      call(routes.connectedServices.readSpreadsheet, {
        query: { account: String(account), spreadsheet: id },
      }),
    enabled: !readOnly && Boolean(account) && id !== "",
    retry: false,
  });
}

/** A spreadsheet by its address; its title shows that it can be read. */
export function SpreadsheetWidget(props: WidgetProps<string>) {
  const { t } = useTranslation();
  const { value, onChange, schema, beside } = props;
  const { problem, limited } = useTextLimit(schema.maxLength);
  const field = useFieldProps(props);
  const { data, error, isFetching } = useSpreadsheet(beside);
  const change = limited((text) => onChange(text.trim()));
  return (
    <div>
      <TextInput
        {...field}
        error={problem ?? field.error ?? (error ? problemText(error) : undefined)}
        placeholder="https://docs.google.com/spreadsheets/d/…"
        value={value ?? ""}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      <Text size="xs" c="dimmed" role="status" mt={4} style={{ overflowWrap: "anywhere" }}>
        {isFetching ? t("forms.readingSpreadsheet") : data?.title}
      </Text>
    </div>
  );
}

/** A sheet of the spreadsheet beside it. Choosing one keeps the names in its first row. */
export function SheetWidget(props: WidgetProps<string>) {
  const { t } = useTranslation();
  const { value, onChange, onBeside, beside } = props;
  const field = useFieldProps(props);
  const { data, refetch, isFetching } = useSpreadsheet(beside);
  const names = data?.sheets.map((it) => it.name) ?? [];
  const choose = (sheet: string, sheets = data?.sheets) => {
    const columns = sheets?.find((it) => it.name === sheet)?.columns ?? [];
    return onBeside ? onBeside({ sheet, columns }) : onChange(sheet);
  };
  const columns = Array.isArray(beside.columns) ? beside.columns.map(String) : [];
  return (
    <Stack gap={4}>
      <Select
        {...field}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t("forms.nothingFound")}
        placeholder={data ? undefined : t("forms.spreadsheetFirst")}
        data={value && !names.includes(value) ? [value, ...names] : names}
        value={value || null}
        onChange={(name) => choose(name ?? "")}
      />
      {value && (
        <Group gap="xs">
          <Text size="xs" c="dimmed" flex={1} style={{ overflowWrap: "anywhere" }}>
            {columns.length === 0
              ? t("forms.noColumns")
              : t("forms.columns", { columns: columns.join(", ") })}
          </Text>
          {!field.readOnly && (
            <Button
              size="compact-xs"
              variant="subtle"
              loading={isFetching}
              disabled={!data}
              onClick={() => void refetch().then((it) => choose(value, it.data?.sheets))}
            >
              {t("forms.readColumns")}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

/** A column of the sheet, by its name in the first row. */
export function SheetColumnWidget(props: WidgetProps<string>) {
  const { value, onChange, schema, optional } = props;
  const { columns } = useFormWorld();
  const { problem, limited } = useTextLimit(schema.maxLength);
  const field = useFieldProps(props);
  const change = limited((text) => onChange(text === "" && optional ? undefined : text));
  return (
    <Autocomplete
      {...field}
      aria-label={props.name}
      error={problem ?? field.error}
      data={[...columns]}
      value={value ?? ""}
      onChange={change}
    />
  );
}
