/** A part of a document under its headings, the outermost first. */
export interface Section {
  readonly headings: readonly string[];
  readonly text: string;
}

/** A document as it was read. */
export interface ReadDocument {
  /** Its own title, if it has one. */
  readonly title: string;
  readonly sections: readonly Section[];
  /** The addresses that a web page links to, as written there. */
  readonly links: readonly string[];
}

/** A document cannot be read. `code` is stable; the message is English and names no content. */
export class DocumentProblem extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
