/** The texts of a page that only says something. */
export interface NotePage {
  readonly title: string;
  readonly heading: string;
  readonly text: string;
  readonly vietnamese: string;
  readonly bengali: string;
  /** The words of a button that posts to the page's own address; absent: none. */
  readonly button?: string | undefined;
}

/** Returns the HTML of a page that says something in English, Vietnamese and Bengali, for people who come from a chat or a mail. */
export function notePage({ title, heading, text, vietnamese, bengali, button }: NotePage): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 20vh auto; padding: 0 1.5rem; text-align: center; }
  button { font: inherit; padding: 0.5rem 1rem; }
</style>
<h1>${heading}</h1>
<p>${text}</p>
<p lang="vi">${vietnamese}</p>
<p lang="bn">${bengali}</p>${
    button === undefined
      ? ""
      : `
<form method="post"><button>${button}</button></form>`
  }
</html>
`;
}
