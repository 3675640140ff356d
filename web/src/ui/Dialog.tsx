import { Button, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState, type ReactNode } from 'react';
import { Problem } from './States';
import { DialogContext } from './unsaved';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  size?: number | string;
  children: ReactNode;
}

/** Mantine’s `<header>` would count as a second banner of the page. */
const NO_BANNER = { header: { role: 'presentation' } };

/**
 * A dialog that fills a phone and floats on a desk. What is in it says by `useUnsaved` that closing would lose something:
 * then Esc, the cross and a click beside it ask first.
 *
 * It keeps the page behind from scrolling by itself: Mantine's own way writes a `<style>` element,
 * which the content security policy refuses.
 */
export function Dialog({ opened, onClose, title, size = 640, children }: DialogProps) {
  const [asking, setAsking] = useState(false);
  const [dirty, setDirty] = useState(false);
  const phone = useMediaQuery('(max-width: 640px)');
  useEffect(() => {
    if (!opened) return undefined;
    const { style } = document.documentElement;
    const before = style.overflow;
    style.overflow = 'hidden';
    return () => {
      style.overflow = before;
    };
  }, [opened]);
  useEffect(() => {
    if (!opened || !dirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [opened, dirty]);
  const close = () => (dirty ? setAsking(true) : onClose());
  const state = { setDirty, close };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      size={size}
      fullScreen={phone}
      closeOnEscape={!asking}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
      attributes={NO_BANNER}
      transitionProps={{ duration: 120 }}
    >
      <DialogContext value={state}>{children}</DialogContext>
      <Discard
        opened={asking}
        onKeep={() => setAsking(false)}
        onDiscard={() => {
          setAsking(false);
          onClose();
        }}
      />
    </Modal>
  );
}

interface DiscardProps {
  opened: boolean;
  onKeep: () => void;
  onDiscard: () => void;
}

/** The question before typed things are lost; Esc keeps them. */
function Discard({ opened, onKeep, onDiscard }: DiscardProps) {
  return (
    <Modal
      opened={opened}
      onClose={onKeep}
      title="Discard what you changed?"
      size={400}
      centered
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close the question' }}
      attributes={NO_BANNER}
      transitionProps={{ duration: 80 }}
    >
      <div className="stack">
        <p>What you entered has not been saved.</p>
        <div className="row-end">
          <Button variant="default" onClick={onKeep} data-autofocus>
            Keep editing
          </Button>
          <Button color="red" onClick={onDiscard}>
            Discard
          </Button>
        </div>
      </div>
    </Modal>
  );
}

interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  confirm: string;
  busy?: boolean;
  error?: unknown;
  children: ReactNode;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ opened, onClose, onConfirm, title, confirm, busy, error, children }: ConfirmProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size={460}>
      <div className="stack">
        <div>{children}</div>
        {error != null && <Problem error={error} />}
        <div className="row-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red" onClick={onConfirm} loading={busy ?? false}>
            {confirm}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
