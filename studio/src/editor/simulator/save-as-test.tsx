import { ActionIcon, Tooltip } from "@mantine/core";
import { IconFlask } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../state/editor-store.ts";
import type { Simulation } from "./simulation.ts";
import { testOf } from "./test-of.ts";

const TestEditor = lazy(async () => ({
  default: (await import("../tests/test-editor.tsx")).TestEditor,
}));

/** Saves the simulated conversation as a test, after a look at its steps. */
export function SaveAsTest({ simulation }: { readonly simulation: Simulation }) {
  const { t } = useTranslation();
  const readOnly = useEditor((editor) => editor.readOnly);
  const [open, setOpen] = useState(false);
  if (readOnly) {
    return null;
  }
  const empty = simulation.steps.length === 0;
  return (
    <>
      <Tooltip label={t("tests.saveAs")}>
        <ActionIcon
          aria-label={t("tests.saveAs")}
          aria-disabled={empty}
          opacity={empty ? 0.5 : 1}
          onClick={() => setOpen(!empty)}
        >
          <IconFlask size={17} />
        </ActionIcon>
      </Tooltip>
      {open && (
        <Suspense>
          <TestEditor first={testOf(simulation, "")} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
