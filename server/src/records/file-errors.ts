import { mostFileBytes } from "@chatloom/api-schema";
import { DomainError } from "../context/errors.ts";

/** The file is larger than any channel would take. */
export class FileTooLarge extends DomainError {
  readonly code = "file.too-large";
  readonly refusal = "too-large";
  override readonly details = { mostMegabytes: mostFileBytes / 1024 / 1024 };

  constructor() {
    super(`Files may have at most ${mostFileBytes / 1024 / 1024} MB`);
  }
}

/** There is nothing in the file. */
export class FileEmpty extends DomainError {
  readonly code = "file.empty";
  readonly refusal = "invalid";

  constructor() {
    super("The file is empty; send its bytes as the body");
  }
}

/** Programs are not kept, nor what claims to be something else than it is. */
export class FileTypeRefused extends DomainError {
  readonly code = "file.type-refused";
  readonly refusal = "unsupported";

  constructor(found: string) {
    super(`Files of this kind are not kept (${found})`);
  }
}

/** The link was right once. */
export class FileLinkExpired extends DomainError {
  readonly code = "file.link-expired";
  readonly refusal = "forbidden";

  constructor() {
    super("This link has expired");
  }
}
