import { Badge, Checkbox, Input, ScrollArea, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormWorld } from "../form-world.tsx";
import type { WidgetProps } from "../widget.ts";
import { Reference } from "./references.tsx";

/** From this number of tools on, a search helps. */
const many = 8;

/** A connected MCP server. Another server has other tools. */
export function McpServerWidget(props: WidgetProps<string>) {
  const { t } = useTranslation();
  const { mcpServers } = useFormWorld();
  const hint = mcpServers.length === 0 ? t("forms.noMcp") : props.hint;
  return (
    <Reference
      {...props}
      hint={hint}
      choices={mcpServers}
      placeholder=""
      onChange={(serverId) =>
        props.onBeside
          ? props.onBeside({ serverId: serverId ?? "", serverTools: [] })
          : props.onChange(serverId)
      }
    />
  );
}

/** The tools of the server beside it that may be called: none, until somebody ticks them. */
export function McpToolsWidget({
  value,
  onChange,
  path,
  label,
  hint,
  beside,
}: WidgetProps<string[]>) {
  const { t } = useTranslation();
  const { mcpServers, errors, readOnly } = useFormWorld();
  const [search, setSearch] = useState("");
  const chosen = value ?? [];
  const server = mcpServers.find((it) => it.value === beside.serverId);
  if (!server) {
    return null;
  }
  const listed = server.tools.filter((it) => it.usable);
  const gone = chosen.filter((name) => !listed.some((it) => it.name === name));
  const asked = search.trim().toLowerCase();
  const shown = [
    ...gone.map((name) => ({ name, description: t("forms.mcpToolGone"), readOnly: false })),
    ...listed,
  ].filter((it) => `${it.name} ${it.description}`.toLowerCase().includes(asked));
  return (
    <Input.Wrapper label={label} description={hint} error={errors.get(path)} labelElement="div">
      {listed.length === 0 && (
        <Text size="sm" mt={4}>
          {t("forms.noMcpTools")}
        </Text>
      )}
      {listed.length > many && (
        <TextInput
          mt={4}
          size="xs"
          aria-label={t("forms.searchMcpTools")}
          placeholder={t("forms.searchMcpTools")}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <ScrollArea.Autosize mah={320} mt={6} type="auto">
        <Stack gap="xs" role="group" aria-label={label}>
          {shown.map(({ name, description, readOnly: harmless }) => (
            <Checkbox
              key={name}
              disabled={readOnly}
              checked={chosen.includes(name)}
              label={
                <>
                  {name}{" "}
                  {harmless && (
                    <Badge size="xs" variant="default">
                      {t("forms.mcpReadOnly")}
                    </Badge>
                  )}
                </>
              }
              description={<span style={{ overflowWrap: "anywhere" }}>{description}</span>}
              onChange={({ currentTarget }) =>
                onChange(
                  currentTarget.checked ? [...chosen, name] : chosen.filter((it) => it !== name),
                )
              }
            />
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Input.Wrapper>
  );
}
