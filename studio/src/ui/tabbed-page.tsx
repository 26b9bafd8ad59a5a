import { Tabs } from "@mantine/core";
import { type ComponentType, type ReactNode, useEffect, useRef } from "react";
import { useNavigate, useParams } from "react-router";
import { Page } from "./page.tsx";

/** One tab of a page; its name stands in the address. */
interface PageTab {
  readonly name: string;
  readonly label: string;
  readonly content: ComponentType;
}

/** A page with a tab for each part. The address names the tab; otherwise the page shows the first. */
export function TabbedPage({
  title,
  actions,
  tabs,
  addressOf,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly tabs: readonly [PageTab, ...PageTab[]];
  readonly addressOf: (name: string) => string;
}) {
  const { tab } = useParams();
  const navigate = useNavigate();
  const { name: chosen, content: Content } = tabs.find((it) => it.name === tab) ?? tabs[0];
  const list = useRef<HTMLDivElement>(null);
  // On a phone, the chosen tab may stand beyond the edge.
  useEffect(() => {
    const active = list.current?.querySelector(`[data-tab="${chosen}"]`);
    active?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [chosen]);
  return (
    <Page title={title} actions={actions}>
      <Tabs
        value={chosen}
        onChange={(name) => void navigate(addressOf(name ?? ""))}
        keepMounted={false}
      >
        <Tabs.List ref={list} mb="lg" style={{ flexWrap: "nowrap", overflowX: "auto" }}>
          {tabs.map(({ name, label }) => (
            <Tabs.Tab key={name} value={name} data-tab={name} px={{ base: 8, xl: "md" }}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={chosen}>
          <Content />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
