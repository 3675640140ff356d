import { Button, CloseButton } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useStore } from '@/lib/store';
import { dismiss, toasts, type Toast } from './toasts';
import classes from './Toasts.module.css';

export function Toasts() {
  const list = useStore(toasts);
  return (
    <div className={classes.tray} role="status" aria-live="polite">
      {list.map((toast) => {
        const Shape = toast.tone === 'good' ? IconCircleCheck : IconAlertCircle;
        return (
          <div key={toast.id} className={classes.toast} data-tone={toast.tone}>
            <Shape size={18} aria-hidden className={classes.shape} />
            <div className={classes.words}>
              <strong>{toast.text}</strong>
              {toast.detail && <p>{toast.detail}</p>}
              <Action toast={toast} />
            </div>
            <CloseButton size="sm" aria-label="Dismiss this message" onClick={() => dismiss(toast.id)} />
          </div>
        );
      })}
    </div>
  );
}

function Action({ toast: { id, action } }: { toast: Toast }) {
  if (!action) return null;
  if ('to' in action) return <Link to={action.to}>{action.label}</Link>;
  return (
    <Button
      size="compact-sm"
      variant="default"
      mt={6}
      onClick={() => {
        dismiss(id);
        action.run();
      }}
    >
      {action.label}
    </Button>
  );
}
