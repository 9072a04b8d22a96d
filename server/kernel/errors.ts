export type Issue = { path: (string | number)[]; message: string };

/** An error a caller can act on. `code` is stable and public; `message` says what happened and what to do. */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly issues?: Issue[],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

export class InvalidError extends DomainError {
  constructor(message: string, issues?: Issue[]) {
    super("invalid", 400, message, issues);
  }
}

export class UnauthorizedError extends DomainError {
  constructor(message = "Sign in or send a valid key.") {
    super("unauthorized", 401, message);
  }
}

export class ForbiddenError extends DomainError {
  constructor(message = "Your role does not allow this.") {
    super("forbidden", 403, message);
  }
}

export class NotFoundError extends DomainError {
  constructor(noun: string) {
    super("not_found", 404, `${noun} was not found.`);
  }
}

export class ConflictError extends DomainError {
  constructor(message: string) {
    super("conflict", 409, message);
  }
}

export class TooLargeError extends DomainError {
  constructor(message: string) {
    super("too_large", 413, message);
  }
}

export class TooManyRequestsError extends DomainError {
  constructor(message: string) {
    super("too_many_requests", 429, message);
  }
}

export class UnavailableError extends DomainError {
  constructor(message: string) {
    super("unavailable", 503, message);
  }
}
