import { type Variable, variableTypes } from "@chatloom/flows-schema";
import {
  ActionIcon,
  Button,
  Code,
  Group,
  NativeSelect,
  Stack,
  Table,
  Text,
  TextInput,
} from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import { setVariables } from "../commands/whole-flow.ts";
import { useEditor } from "../state/editor-store.ts";
import { undeclaredVariables } from "./undeclared-variables.ts";
import { VariableName } from "./variable-name.tsx";
import { VariableUses } from "./variable-uses.tsx";
import classes from "./variables-form.module.css";

const scopes = ["run", "contact", "workspace"] as const;

/** The variables that the flow declares, with their type, how long they live, and what they hold at first. */
export function VariablesForm({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation();
  const { flow, readOnly, edit } = useEditor();
  const { variables } = flow;
  const set = (index: number, part: Partial<Variable>) =>
    edit(
      setVariables(
        variables.map((it, at) => (at === index ? ({ ...it, ...part } as Variable) : it)),
      ),
    );

  return (
    <Stack>
      <Text fz="sm" c="dimmed">
        {t("editor.variables.hint", { example: "{{ name }}" })}
      </Text>
      {variables.length > 0 && (
        <Table verticalSpacing={4} className={classes.variables ?? ""}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("editor.variables.name")}</Table.Th>
              <Table.Th>{t("editor.variables.type")}</Table.Th>
              <Table.Th>{t("editor.variables.scope")}</Table.Th>
              <Table.Th>{t("editor.variables.default")}</Table.Th>
              <Table.Th>{t("editor.variables.used")}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {variables.map((variable, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being edited
              <Table.Tr key={index}>
                <Table.Td>
                  <VariableName key={variable.name} variable={variable} />
                </Table.Td>
                <Table.Td>
                  <NativeSelect
                    aria-label={t("editor.variables.type")}
                    disabled={readOnly}
                    data={variableTypes.map((it) => ({ value: it, label: choiceWord(t, it) }))}
                    value={variable.type}
                    onChange={({ currentTarget }) =>
                      set(index, { type: currentTarget.value as Variable["type"] })
                    }
                  />
                </Table.Td>
                <Table.Td>
                  <NativeSelect
                    aria-label={t("editor.variables.scope")}
                    disabled={readOnly}
                    data={scopes.map((it) => ({ value: it, label: choiceWord(t, it) }))}
                    value={variable.scope}
                    onChange={({ currentTarget }) =>
                      set(index, { scope: currentTarget.value as Variable["scope"] })
                    }
                  />
                </Table.Td>
                <Table.Td>
                  <DefaultInput
                    key={variable.type}
                    variable={variable}
                    readOnly={readOnly}
                    onChange={(value) => {
                      const { default: _before, ...rest } = variable;
                      const next = value === undefined ? rest : { ...rest, default: value };
                      edit(setVariables(variables.map((it, at) => (at === index ? next : it))));
                    }}
                  />
                </Table.Td>
                <Table.Td>
                  <VariableUses variable={variable} onLeave={onLeave} />
                </Table.Td>
                <Table.Td>
                  {!readOnly && (
                    <ActionIcon
                      aria-label={t("editor.variables.remove", { name: variable.name })}
                      onClick={() => edit(setVariables(variables.filter((_, at) => at !== index)))}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Undeclared />
      {!readOnly && (
        <Button
          variant="light"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            edit(
              setVariables([
                ...variables,
                { name: freeName(variables), type: "string", scope: "run" },
              ]),
            )
          }
        >
          {t("editor.variables.add")}
        </Button>
      )}
    </Stack>
  );
}

/** Variables that steps fill and nobody declared, each with a button that does. */
function Undeclared() {
  const { t } = useTranslation();
  const { flow, readOnly, edit } = useEditor();
  const filled = undeclaredVariables(flow);
  if (filled.length === 0) {
    return null;
  }
  return (
    <Stack gap={6}>
      <Text fz="sm" fw={600} component="h3" m={0}>
        {t("editor.variables.filled")}
      </Text>
      {filled.map((variable) => {
        const { name, scope } = variable;
        return (
          <Group key={`${scope} ${name}`} gap="sm">
            <Code>{scope === "run" ? name : `${scope}.${name}`}</Code>
            {!readOnly && (
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={t("editor.variables.declareNamed", { name })}
                onClick={() => edit(setVariables([...flow.variables, variable]))}
              >
                {t("editor.variables.declare")}
              </Button>
            )}
          </Group>
        );
      })}
    </Stack>
  );
}

/** Edits the first value of a variable: text for texts, JSON for everything else. */
function DefaultInput({
  variable,
  readOnly,
  onChange,
}: {
  readonly variable: Variable;
  readonly readOnly: boolean;
  readonly onChange: (value: unknown) => void;
}) {
  const { t } = useTranslation();
  const plain = variable.type === "string" || variable.type === "date";
  const shown =
    variable.default === undefined
      ? ""
      : plain
        ? String(variable.default)
        : JSON.stringify(variable.default);
  return (
    <TextInput
      aria-label={t("editor.variables.default")}
      placeholder={t("editor.variables.default")}
      defaultValue={shown}
      readOnly={readOnly}
      onBlur={({ currentTarget: { value } }) => {
        if (value === shown) {
          return;
        }
        if (value === "") {
          onChange(undefined);
        } else if (plain) {
          onChange(value);
        } else {
          try {
            onChange(JSON.parse(value));
          } catch {
            onChange(value);
          }
        }
      }}
    />
  );
}

function freeName(variables: readonly Variable[]): string {
  let number = variables.length + 1;
  while (variables.some((it) => it.name === `variable${number}`)) {
    number++;
  }
  return `variable${number}`;
}
