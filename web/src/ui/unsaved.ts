import { createContext, useContext, useEffect } from 'react';

interface DialogState {
  setDirty: (dirty: boolean) => void;
  /** Closes the dialog, after asking where something would be lost. */
  close: () => void;
}

export const DialogContext = createContext<DialogState>({
  setDirty: () => undefined,
  close: () => undefined,
});

/** Tells the dialog around whether closing it would lose something; gives the way to close it. */
export function useUnsaved(dirty: boolean): () => void {
  const { setDirty, close } = useContext(DialogContext);
  useEffect(() => {
    setDirty(dirty);
    return () => setDirty(false);
  }, [dirty, setDirty]);
  return close;
}
