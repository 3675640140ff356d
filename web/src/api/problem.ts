import { isRecord } from '@/lib/store';

export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

/** What the API answered when it did not do what was asked (RFC 9457), or that it could not be reached. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly correlationId: string | null;
  readonly fields: FieldProblem[];
  readonly body: Record<string, unknown>;

  constructor(
    status: number,
    title: string,
    detail: string,
    body: Record<string, unknown> = {},
    correlationId: string | null = null,
  ) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.body = body;
    const own = body.correlation_id;
    this.correlationId = typeof own === 'string' ? own : correlationId;
    this.fields = fieldsOf(body.errors);
  }

  /** The last part of the problem's type, such as `no-history`. */
  get code(): string {
    const type = this.body.type;
    return typeof type === 'string' ? (type.split('/').pop() ?? '') : '';
  }

  get unreachable(): boolean {
    return this.status === 0;
  }
}

function fieldsOf(errors: unknown): FieldProblem[] {
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error: unknown) =>
    isRecord(error) && typeof error.pointer === 'string' && typeof error.detail === 'string'
      ? [
          {
            pointer: error.pointer,
            code: typeof error.code === 'string' ? error.code : '',
            detail: error.detail,
          },
        ]
      : [],
  );
}

const OWN_WORDS: Record<number, [string, string]> = {
  403: ['The API key was not accepted', 'Check the key in Settings.'],
  413: ['The file is too large to send this way', 'Send it as a large file instead.'],
  429: ['Too many requests', 'The limit of this API key is reached. Wait a moment and try again.'],
  502: ['The API is not answering', 'It may be starting. Try again in a moment.'],
  503: ['The API is not answering', 'Something it depends on is down. Try again in a moment.'],
  504: ['The API took too long', 'Try again in a moment.'],
};

/** The problem in an answer, in the API's own words where it has any. */
export function problemFrom(status: number, payload: unknown, correlationId: string | null): ApiProblem {
  const body = isRecord(payload) ? payload : {};
  const [title, detail] = OWN_WORDS[status] ?? ['The API answered with an error', `Status ${status}.`];
  const text = (key: string) => (typeof body[key] === 'string' && body[key] ? body[key] : null);
  return new ApiProblem(status, text('title') ?? title, text('detail') ?? detail, body, correlationId);
}

export const unreachable = (url: string): ApiProblem =>
  new ApiProblem(
    0,
    'The API cannot be reached',
    `Nothing answered at ${url}. Check that it is running and that you are online.`,
  );

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new ApiProblem(-1, 'Something went wrong on this page', text);
}
