import { ApiProblem, asProblem } from '@/api/problem';
import { toast } from './toasts';

export interface Undoable {
  /** What was done: “Oat bar saved”. */
  done: string;
  detail?: string | undefined;
  /** Puts it back; refused by the API when someone has changed it since. */
  undo: () => Promise<unknown>;
  /** What is said once it is back. */
  undone: string;
}

const STALE = [404, 412];

/** Says that something was done, with a button that takes it back. */
export function undoable({ done, detail, undo, undone }: Undoable): void {
  const run = () =>
    void undo().then(
      () => toast(undone),
      (error: unknown) => {
        const problem = asProblem(error);
        const late = error instanceof ApiProblem && STALE.includes(error.status);
        toast(late ? 'It is too late to undo this' : problem.title, {
          tone: 'danger',
          detail: late
            ? 'It has been changed or deleted since. Nothing was undone; open it to see how it is now.'
            : problem.detail,
        });
      },
    );
  toast(done, { detail, action: { label: 'Undo', run } });
}
