import { addressOf, pages, routes } from "@chatloom/api-schema";
import {
  defined,
  type MessageTemplate,
  placeholdersOf,
  TemplateDraft,
} from "@chatloom/flows-schema";
import { Alert, Button, Paper, SimpleGrid, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { call } from "../api/call.ts";
import { formSchema } from "../forms/form-schema.ts";
import { emptyWorld, FormWorldContext } from "../forms/form-world.tsx";
import { SchemaForm } from "../forms/schema-form.tsx";
import { ApiProblem } from "../ui/api-problem.ts";
import { flawWords } from "../ui/declared-words.ts";
import { Page } from "../ui/page.tsx";
import { problemText } from "../ui/show-problem.ts";
import { TemplatePreview } from "../ui/template-preview.tsx";
import { BackToTemplates } from "./back-to-channels.tsx";
import classes from "./channels.module.css";
import { keepDraft, keptDraft } from "./kept-template-draft.ts";

const emptyDraft: TemplateDraft = {
  name: "",
  language: "en_US",
  category: "UTILITY",
  headerKind: "none",
  body: "",
  examples: [],
  buttons: [],
};

/** Writing a template and submitting it for review, with its look beside. What was written survives leaving the page. */
export function NewTemplatePage() {
  const { t } = useTranslation();
  const { channelId = "" } = useParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useState<TemplateDraft>(() => keptDraft(channelId) ?? emptyDraft);
  const write = (next: TemplateDraft) => {
    const complete = withExamples(next);
    setDraft(complete);
    keepDraft(channelId, complete);
  };
  const submit = useMutation({
    mutationFn: () =>
      call(routes.messageTemplates.submitTemplate, { params: { channelId }, body: draft }),
    onSuccess: async ({ template }) => {
      keepDraft(channelId, undefined);
      await client.invalidateQueries({ queryKey: ["messageTemplates"] });
      notifications.show({ message: t("channels.templates.submitted", { name: template.name }) });
      await navigate(addressOf(pages.channelTemplates, { channelId }));
    },
    // Shown beside the fields.
    meta: { quiet: true },
  });
  const { error } = submit;
  const world = useMemo(
    () => ({
      ...emptyWorld,
      errors: new Map(
        (error instanceof ApiProblem ? error.errors : []).map(({ at, message }) => [
          at,
          flawWords(t, message),
        ]),
      ),
    }),
    [error, t],
  );
  return (
    <Page title={t("channels.templates.newTitle")}>
      <BackToTemplates channelId={channelId} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Paper
          component="form"
          p="lg"
          className={classes.card ?? ""}
          onSubmit={(event) => {
            event.preventDefault();
            submit.mutate();
          }}
        >
          <Stack>
            <FormWorldContext value={world}>
              <SchemaForm
                schema={formSchema(TemplateDraft)}
                value={draft}
                path=""
                onChange={(next) => write(next as TemplateDraft)}
              />
            </FormWorldContext>
            {error !== null && (
              <Alert color="red" role="alert">
                {problemText(error)}
              </Alert>
            )}
            <Button type="submit" loading={submit.isPending}>
              {t("channels.templates.submit")}
            </Button>
          </Stack>
        </Paper>
        <div className={classes.beside}>
          <TemplatePreview template={asTemplate(draft)} values={{}} />
        </div>
      </SimpleGrid>
    </Page>
  );
}

/** Keeps as many examples as the text has values. */
function withExamples(draft: TemplateDraft): TemplateDraft {
  const count = placeholdersOf(draft.body).length;
  const examples = Array.from({ length: count }, (_, index) => draft.examples[index] ?? "");
  return { ...draft, examples };
}

function asTemplate(draft: TemplateDraft): MessageTemplate {
  const { name, language, headerKind, headerText, headerExample, body, footer, buttons } = draft;
  const isMedia = headerKind !== "none" && headerKind !== "text";
  return {
    id: "",
    name,
    language,
    status: "pending",
    ...defined({ header: headerKind === "text" && headerText ? headerText : undefined }),
    body,
    ...defined({ footer: footer || undefined }),
    buttons: buttons.map((it) => it.label || it.kind),
    parameters: [
      ...(isMedia ? [{ place: "header" as const, kind: headerKind }] : []),
      ...(headerKind === "text" && headerExample
        ? [{ place: "header" as const, kind: "text" as const, example: headerExample }]
        : []),
      ...placeholdersOf(body).map((name, index) => ({
        place: "body" as const,
        kind: "text" as const,
        name,
        ...defined({ example: draft.examples[index] || undefined }),
      })),
    ],
  };
}
