import { useEffect, useRef, type ReactNode, type SyntheticEvent } from 'react';

interface FormProps {
  onSubmit: (event: SyntheticEvent) => void;
  children: ReactNode;
  className?: string;
  label?: string;
}

/** A form that says itself what is wrong: after a try that failed, the first wrong field takes the focus. */
export function Form({ onSubmit, children, className = 'stack', label }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  /** Set by a try, until a wrong field has the focus or something is typed: the API's answer may take a while. */
  const tried = useRef(false);
  useEffect(() => {
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]:not(:disabled)');
    if (!tried.current || !wrong) return;
    tried.current = false;
    wrong.focus();
  });
  return (
    <form
      ref={form}
      noValidate
      className={className}
      aria-label={label}
      onSubmit={(event) => {
        tried.current = true;
        onSubmit(event);
      }}
      onInput={() => {
        tried.current = false;
      }}
    >
      {children}
    </form>
  );
}
