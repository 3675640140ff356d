import { Button, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, type ReactNode } from 'react';
import { Problem } from './States';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  size?: number | string;
  children: ReactNode;
}

/**
 * A dialog that fills a phone and floats on a desk.
 *
 * It keeps the page behind from scrolling by itself: Mantine's own way writes a `<style>` element,
 * which the content security policy refuses.
 */
export function Dialog({ opened, onClose, title, size = 640, children }: DialogProps) {
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
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      fullScreen={phone}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 120 }}
    >
      {children}
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
