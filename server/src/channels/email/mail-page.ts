import { escapeHtml } from "./html.ts";

/** Puts the HTML of a mail's blocks into a page that mail programs show alike: one column, no scripts, no foreign styles. */
export function mailPage(subject: string, body: string): string {
  const font =
    "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5";
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="left" style="padding:24px">
<div style="max-width:600px;${font}">
${body}
</div>
</td></tr></table>
</body>
</html>
`;
}
