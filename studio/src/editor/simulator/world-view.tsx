import { recordFacts } from "@chatloom/flows-schema";
import type { ContactView, JsonObject, JsonValue, Run } from "@chatloom/runtime";
import { ScrollArea, Stack, Switch, TagsInput, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Simulation } from "./simulation.ts";
import { withContactField } from "./simulation.ts";
import { advance, changeWorld } from "./simulator-store.ts";

/** The values of the conversation: variables, contact, workspace. All can be edited. */
export function WorldView({ simulation }: { readonly simulation: Simulation }) {
  const { t } = useTranslation();
  const { contact, workspace, peopleAvailable } = simulation.world;
  const variables = simulation.run?.frames.at(-1)?.variables ?? {};
  const setContact = (next: ContactView) => changeWorld({ contact: next });
  return (
    <ScrollArea h="100%" type="auto">
      <Stack gap="lg" p="sm">
        <Section title={t("simulator.variables")}>
          {Object.keys(variables).length === 0 && (
            <Text fz="sm" c="dimmed">
              {t("simulator.noVariables")}
            </Text>
          )}
          <Values
            values={variables}
            onChange={(name, value) =>
              advance((it) => (it.run ? { ...it, run: withVariable(it.run, name, value) } : it))
            }
          />
        </Section>
        <Section title={t("simulator.contact")}>
          {recordFacts.map((name) => (
            <ValueInput
              key={`${name} ${contact[name] ?? ""}`}
              name={t(`simulator.contactFields.${name}`)}
              value={contact[name] ?? ""}
              onChange={(value) => setContact(withContactField(contact, name, String(value)))}
            />
          ))}
          <TagsInput
            size="xs"
            label={t("simulator.contactFields.tags")}
            value={[...contact.tags]}
            onChange={(tags) => setContact({ ...contact, tags })}
          />
          <Switch
            size="xs"
            label={t("simulator.contactFields.optedIn")}
            checked={contact.optedIn}
            onChange={({ currentTarget }) =>
              setContact({ ...contact, optedIn: currentTarget.checked })
            }
          />
          <Values
            values={contact.fields}
            onChange={(name, value) => setContact(withContactField(contact, name, value))}
          />
        </Section>
        <Section title={t("simulator.people")}>
          <Switch
            size="xs"
            label={t("simulator.peopleAvailable")}
            checked={peopleAvailable}
            onChange={({ currentTarget }) =>
              changeWorld({ peopleAvailable: currentTarget.checked })
            }
          />
        </Section>
        {Object.keys(workspace.variables).length > 0 && (
          <Section title={t("simulator.workspace")}>
            <Values
              values={workspace.variables}
              onChange={(name, value) =>
                changeWorld({
                  workspace: { ...workspace, variables: { ...workspace.variables, [name]: value } },
                })
              }
            />
          </Section>
        )}
      </Stack>
    </ScrollArea>
  );
}

function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: React.ReactNode;
}) {
  return (
    <Stack gap={6} component="section">
      <Text fw={650} fz="sm" component="h3" m={0}>
        {title}
      </Text>
      {children}
    </Stack>
  );
}

function Values({
  values,
  onChange,
}: {
  readonly values: JsonObject;
  readonly onChange: (name: string, value: JsonValue) => void;
}) {
  return Object.entries(values).map(([name, value]) => (
    <ValueInput
      key={`${name} ${JSON.stringify(value)}`}
      name={name}
      value={value}
      onChange={(next) => onChange(name, next)}
    />
  ));
}

/** Shows texts as they are and other values as JSON. Its key is the value, so that changes by the flow are shown. */
function ValueInput({
  name,
  value,
  onChange,
}: {
  readonly name: string;
  readonly value: JsonValue;
  readonly onChange: (value: JsonValue) => void;
}) {
  const shown = typeof value === "string" ? value : JSON.stringify(value);
  return (
    <TextInput
      size="xs"
      label={name}
      defaultValue={shown}
      onBlur={({ currentTarget }) => {
        if (currentTarget.value === shown) {
          return;
        }
        onChange(typeof value === "string" ? currentTarget.value : parsed(currentTarget.value));
      }}
    />
  );
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

function withVariable(run: Run, name: string, value: JsonValue): Run {
  return {
    ...run,
    frames: run.frames.map((frame, index) =>
      index === run.frames.length - 1
        ? { ...frame, variables: { ...frame.variables, [name]: value } }
        : frame,
    ),
  };
}
