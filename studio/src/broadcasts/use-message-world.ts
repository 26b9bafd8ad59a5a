import { routes } from "@chatloom/api-schema";
import { scopeRoots } from "@chatloom/flows-schema";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "../api/call.ts";
import { useMessageTemplates } from "../api/use-message-templates.ts";
import { emptyWorld, type FormWorld } from "../forms/form-world.tsx";
import { useWorkspace } from "../session/use-workspace.ts";

/** Gathers what the form of a message offers that is sent outside of a drawn flow. */
export function useMessageWorld(): FormWorld {
  const { data: workspace } = useWorkspace();
  const { data: templates } = useMessageTemplates();
  const { data: channels } = useQuery({
    queryKey: ["channels"],
    queryFn: () => call(routes.channels.listChannels),
  });
  return useMemo(
    () => ({
      ...emptyWorld,
      variables: [
        ...(scopeRoots.contact ?? []).filter((it) => it !== "*").map((it) => `contact.${it}`),
        ...(workspace?.contactFields ?? []).map((it) => `contact.${it}`),
        ...Object.keys(workspace?.variables ?? {}).map((it) => `workspace.${it}`),
        "now",
      ],
      templates: (templates?.items ?? []).map(({ template, channelId }) => ({
        template,
        channelName: channels?.items.find((it) => it.id === channelId)?.name ?? "",
      })),
    }),
    [workspace, templates, channels],
  );
}
