import type { DeskType } from "@chatloom/api-schema";
import { Anchor, Code, Paper, Title, Typography } from "@mantine/core";
import { useTranslation } from "react-i18next";
import Markdown from "react-markdown";
import { spokenLanguage } from "../words/start-words.ts";
import classes from "./channels.module.css";

interface GuideProps {
  readonly type: Pick<DeskType, "guide">;
  readonly webhookUrl: string;
  readonly verifyToken: string;
}

/** How to connect the channel, step by step. */
export function Guide({ type, webhookUrl, verifyToken }: GuideProps) {
  const { t } = useTranslation();
  const text = type.guide[spokenLanguage()];
  const filled = text
    .replaceAll("{{webhookUrl}}", webhookUrl)
    .replaceAll("{{verifyToken}}", verifyToken);
  return (
    <Paper p="lg" className={classes.card ?? ""}>
      <Title order={2} mb="xs">
        {t("channels.how")}
      </Title>
      <Typography fz="sm" className={classes.guide ?? ""}>
        <Markdown
          components={{
            a: ({ href, children }) => (
              <Anchor href={href ?? ""} target="_blank" rel="noopener noreferrer">
                {children}
              </Anchor>
            ),
            code: ({ children }) => <Code>{children}</Code>,
          }}
        >
          {filled}
        </Markdown>
      </Typography>
    </Paper>
  );
}
